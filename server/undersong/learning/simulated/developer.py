"""A simulated developer: working days of sessions, drawn from aggregates, with planted stretches in vain."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from undersong.domain.event import Event
from undersong.learning.simulated.aggregates import Aggregates
from undersong.learning.simulated.desk import Desk
from undersong.learning.simulated.habits import HOUR_MS, MINUTE_MS, Mode, draw_habits, step
from undersong.learning.simulated.series import Cases
from undersong.learning.simulated.work import Planted, Way, Work

DAY_MS = 86_400_000
# A Monday, 00:00 UTC.
ORIGIN_MS = 1_767_571_200_000
# High frustration in 14.1 % of developers' reports (esm_flow_frustration.json): the share of time planted.
BASE_RATE = 0.14
# A session ends where nothing happens for a quarter of an hour, as the aggregates part them.
ABSENCE_MS = 15 * MINUTE_MS
# Sessions are cut by lunch and by the end of the day, so they are drawn longer than they come out.
CUT = 1.3
# Who was away so long looks around first: 93 % navigate before they edit (Parnin & Rugaber).
RETURN_MS = 5 * MINUTE_MS
# Own: minutes in one mode before another is taken up.
MODE_MINUTES = 7.0
# A run's result takes seconds to minutes to come: log-normal around that of compiling.
RUN_SPREAD = 0.9


@dataclass(frozen=True, slots=True)
class Act:
    """Something that somebody did: its kind as the aggregates name it, and what an editor reports of it."""

    time_ms: int
    kind: str
    events: tuple[Event, ...]


class Developer:
    """One developer; the same seed lives the same days.

    Parameters
    ----------
    known
        What it is drawn from.
    cases
        The failing runs to plant.
    seed
        Who it is.
    base_rate
        The share of active time in planted stretches; 0 plants none.
    way
        How the project's tests are run.
    """

    def __init__(
        self, known: Aggregates, cases: Cases, seed: int, base_rate: float = BASE_RATE, way: Way = Way.PLAIN
    ) -> None:
        self._known, self._chance, self._base_rate = known, random.Random(f"developer {seed}"), base_rate
        self.habits = draw_habits(known, self._chance)
        self._work = Work(self.habits, cases, self._chance, way)
        self._desk = Desk(f"simulated{seed}", self.habits.utcoffset_minutes, self._chance)
        self._mode, self._mode_until_ms = Mode.READ, 0.0
        self._phases: list[tuple[float, Mode]] = []
        self._run_ms = 0.0
        self._pace = 1.0
        self._active_ms = 0.0
        self._spare_ms = self._chance.uniform(0, 1) * self._ordinary_ms(20 * MINUTE_MS)

    @property
    def planted(self) -> list[Planted]:
        """The stretches in vain that were lived so far."""
        return self._work.planted

    def day(self, number: int) -> list[Act]:
        """Return what happens on a working day; days are lived in order."""
        midnight_ms = ORIGIN_MS + (number + 2 * (number // 5)) * DAY_MS - self.habits.utcoffset_minutes * MINUTE_MS
        now_ms = midnight_ms + self.habits.begins_hour * HOUR_MS + self._chance.gauss(0, 15) * MINUTE_MS
        ends_ms = midnight_ms + self.habits.ends_hour * HOUR_MS
        lunch_ms = midnight_ms + self._chance.uniform(11.8, 13.0) * HOUR_MS
        acts: list[Act] = []
        while now_ms < ends_ms:
            until_ms = min(now_ms + self._known.session_minutes.draw(self._chance) * CUT * MINUTE_MS, ends_ms)
            is_lunch = now_ms < lunch_ms < until_ms
            session = list(self._session(now_ms, lunch_ms if is_lunch else until_ms, not acts))
            self._credit(session)
            acts += session
            away_ms = ABSENCE_MS + self._chance.expovariate(1 / 15) * MINUTE_MS
            now_ms = acts[-1].time_ms + (max(away_ms, 40 * MINUTE_MS) if is_lunch else away_ms)
        self._work.give_up(acts[-1].time_ms)
        return acts

    def _session(self, now_ms: float, until_ms: float, is_first: bool) -> Iterator[Act]:
        """Yield the acts of one session; a planted stretch goes on after the break that cut it."""
        self._pace = self.habits.haste * self._chance.lognormvariate(0, 0.4)
        yield Act(int(now_ms), "session", tuple(self._desk.sit_down(int(now_ms), is_first=is_first)))
        self._look_around(now_ms)
        kind, last_ms = "file_opened", now_ms
        while now_ms < until_ms:
            last_ms = now_ms
            if self._work.is_red and now_ms >= self._run_ms:
                now_ms += self._run_seconds() * 1000
                yield self._run(now_ms)
                kind = "test_run"
            else:
                kind = step(self.habits.walks[self._mode_at(now_ms)], kind, self._chance)
                if kind not in ("build_done", "test_run"):
                    yield Act(int(now_ms), kind, self._done(kind, int(now_ms)))
                elif not self._work.is_red:
                    yield self._run(now_ms)
            gap_ms = self._gap_ms()
            self._begin_trouble(now_ms, gap_ms)
            now_ms += gap_ms
            if gap_ms >= RETURN_MS and not self._work.is_red:
                self._look_around(now_ms)
        yield Act(int(last_ms) + 1000, "session", tuple(self._desk.get_up(int(last_ms) + 1000)))

    def _done(self, kind: str, at_ms: int) -> tuple[Event, ...]:
        """Return what an editor reports of an action, and of the run that an edit starts where tests are watched."""
        events, again = self._desk.does(kind, at_ms), self._work.again()
        if again is None or kind != "file_modified":
            return tuple(events)
        return (*events, *self._desk.runs(again, at_ms + 1, 1.0, is_test=True))

    def _run(self, now_ms: float) -> Act:
        run, is_test = self._work.run(int(now_ms))
        if self._work.is_red:
            self._plan(now_ms)
        events = self._desk.runs(run, int(now_ms), self._run_seconds(), is_test=is_test)
        return Act(int(now_ms), "test_run" if is_test else "build_done", tuple(events))

    def _plan(self, now_ms: float) -> None:
        """Lay out what happens up to the next run: reading, searching, editing, or nothing but running it again."""
        known, chance, slowness = self._known, self._chance, self.habits.slowness
        now_ms += 1000 * known.phases["OUTPUT COMPREHENSION"].draw(chance)
        self._phases = [(now_ms, Mode.READ)]
        if chance.random() >= known.run_again:
            if chance.random() < known.localized:
                now_ms += 1000 * known.phases["FAULT LOCALIZATION"].draw(chance) * slowness
                self._phases.append((now_ms, chance.choice((Mode.READ, Mode.DEBUG))))
            now_ms += 1000 * known.phases["CODE EDITING"].draw(chance) * slowness
            self._phases.append((now_ms, Mode.WRITE))
        self._run_ms = now_ms

    def _mode_at(self, now_ms: float) -> Mode:
        if self._work.is_red:
            return next((mode for until_ms, mode in self._phases if now_ms < until_ms), Mode.WRITE)
        if now_ms >= self._mode_until_ms:
            place = self._chance.random() * self.habits.modes[-1]
            self._mode = next(mode for mode, bound in zip(Mode, self.habits.modes, strict=True) if place <= bound)
            self._mode_until_ms = now_ms + self._chance.expovariate(1 / MODE_MINUTES) * MINUTE_MS
        return self._mode

    def _look_around(self, now_ms: float) -> None:
        self._mode, self._mode_until_ms = Mode.READ, now_ms + self._chance.uniform(1, 6) * MINUTE_MS

    def _begin_trouble(self, now_ms: float, active_ms: float) -> None:
        """Count ordinary time down, and plant a stretch when enough of it has passed."""
        if not self._base_rate or self._work.is_planted:
            return
        self._spare_ms -= active_ms
        if self._spare_ms <= 0 and not self._work.is_red:
            self._work.plant()
            self._plan(now_ms)
            self._spare_ms = float("inf")

    def _credit(self, session: list[Act]) -> None:
        """Give planted stretches their active time, and reckon the ordinary time until the next."""
        self._active_ms += active_between(session, 0, session[-1].time_ms)
        for planted in self._work.planted:
            if not planted.ended_ms or planted.ended_ms >= session[0].time_ms:
                ended_ms = planted.ended_ms or session[-1].time_ms
                planted.active_ms += active_between(session, planted.begun_ms, ended_ms)
        if self._spare_ms == float("inf") and not self._work.is_planted:
            planted_ms = sum(planted.active_ms for planted in self._work.planted)
            owed_ms = self._ordinary_ms(planted_ms) - (self._active_ms - planted_ms)
            self._spare_ms = max(0.0, owed_ms) * self._chance.uniform(0.5, 1.5)

    def _ordinary_ms(self, planted_ms: float) -> float:
        """Return the ordinary time that belongs to planted time."""
        return planted_ms * (1 - self._base_rate) / self._base_rate if self._base_rate else 0.0

    def _gap_ms(self) -> float:
        """Return the time to the next act; above the 99th percentile it is anything less than an absence."""
        rank = self._chance.random()
        if rank > 0.99:
            return 300_000 * 3 ** self._chance.random() * 0.99
        # Whole seconds in the source: a gap of 0 is anything below one.
        return 1000 * max(self._known.gaps.at(rank) / self._pace, self._chance.random())

    def _run_seconds(self) -> float:
        return (
            self._known.phases["COMPILING"].draw(self._chance)
            * self.habits.slowness
            * self._chance.lognormvariate(0, RUN_SPREAD)
        )


def active_between(acts: list[Act], begun_ms: float, ended_ms: float) -> int:
    """Return the active time between two times, as the aggregates count it: every gap of less than an absence."""
    inside = [act.time_ms for act in acts if begun_ms <= act.time_ms <= ended_ms]
    gaps = (later - earlier for earlier, later in pairwise(inside))
    return sum(gap for gap in gaps if gap < ABSENCE_MS)
