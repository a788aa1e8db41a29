"""A simulated developer's days on the real path: windows, verdicts, the nudge policy, and answers to its offers."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.model import Model
from undersong.domain.nudge import Answer, Level, Nudge
from undersong.domain.settings import Settings
from undersong.domain.state import State
from undersong.domain.ulid import new_ulid
from undersong.domain.window import GRACE_MS, STEP_MS, closing_after
from undersong.flows.nudge import LAG_MS
from undersong.flows.sense import Judged, Sense
from undersong.learning.simulated.counting import Heard
from undersong.learning.simulated.developer import Act, Developer
from undersong.learning.simulated.naive import naive_alarms
from undersong.learning.simulated.rhythm import Rhythm
from undersong.nudges.moment import Moment
from undersong.nudges.policy import ENTER, Policy
from undersong.nudges.watch import Watch

# Proactive help was taken up in 52 % after a commit and dismissed in 62 % in the middle of something (Kuo et al. 2026):
# the first for an offer in real trouble, the second for one that comes at nothing.
TAKEN_UP, DISMISSED = 0.52, 0.62
ANSWERED_MS = 10_000
# The silent first days are left out: the fifth is to be like the fiftieth.
SETTINGS = Settings(nudges_silent_days=0)


@dataclass(slots=True)
class Notes:
    """What was heard so far."""

    spells: list[tuple[int, int]] = field(default_factory=list)
    alarms: list[int] = field(default_factory=list)
    bars: list[int] = field(default_factory=list)
    toasts: list[int] = field(default_factory=list)


class Rehearsal:
    """Lives a developer's days with the companion beside them.

    Parameters
    ----------
    models
        Model by detector; `stuck` at least.
    seed
        Decides the answers.
    """

    def __init__(self, models: Mapping[str, Model], seed: int) -> None:
        self._sense, self._watch, self._chance = Sense(models), Watch(), random.Random(f"answers {seed}")
        self._enter = {name: model.threshold("enter", ENTER) for name, model in models.items()}
        self._policy = Policy(self._enter, self._new_id)
        self._notes, self._state, self._counted_ms, self._ids = Notes(), State.STEADY, 0, 0
        self._to_answer: list[tuple[int, str, Answer]] = []

    def live(self, developer: Developer, days: int) -> tuple[Heard, Rhythm]:
        """Live some days; return what was heard, and what the days looked like."""
        rhythm, naive, toasts_a_day = Rhythm(), [], []
        for number in range(days):
            acts, before = developer.day(number), len(self._notes.toasts)
            self._day(acts, developer)
            rhythm.add(acts)
            naive += naive_alarms(acts)
            toasts_a_day.append(len(self._notes.toasts) - before)
        return self._heard(developer, rhythm.active_ms, naive, toasts_a_day), rhythm

    def _heard(self, developer: Developer, active_ms: int, naive: list[int], toasts_a_day: list[int]) -> Heard:
        notes = self._notes
        return Heard(
            active_ms,
            tuple(developer.planted),
            tuple(naive),
            tuple(notes.spells),
            tuple(notes.alarms),
            tuple(notes.bars),
            tuple(notes.toasts),
            tuple(toasts_a_day),
        )

    def _day(self, acts: Sequence[Act], developer: Developer) -> None:
        events = [event for act in acts for event in act.events]
        ready = followed(events)
        for end_ms, inside in steps(events):
            self._sense.feed(inside)
            judged = self._sense.close_until(end_ms)
            self._policy.enter = {**self._enter, **self._sense.personal.enter}
            for now_ms in self._moments(end_ms, bool(judged)):
                self._watch.feed(ready(now_ms - LAG_MS))
                moment = self._watch.moment(now_ms)
                self._answer(moment)
                told = (
                    [(each.window, each.verdicts, each.state) for each in judged] if now_ms == end_ms + GRACE_MS else []
                )
                self._hear(self._policy.consider(told, moment, SETTINGS), moment, developer)
            self._note_states(judged)

    def _moments(self, end_ms: int, has_judged: bool) -> Iterator[int]:
        """Yield when the policy is asked: with every window, and every second while something waits to be told."""
        for second in range(STEP_MS // 1000):
            if (second == 0 and has_judged) or self._policy.is_waiting:
                yield end_ms + GRACE_MS + second * 1000

    def _note_states(self, judged: Sequence[Judged]) -> None:
        for each in judged:
            if each.state is State.STUCK and self._state is not State.STUCK:
                self._notes.spells.append((each.window.end_ms, each.window.end_ms))
            elif each.state is State.STUCK:
                self._notes.spells[-1] = (self._notes.spells[-1][0], each.window.end_ms)
            self._state = each.state

    def _hear(self, nudge: Nudge | None, moment: Moment, developer: Developer) -> None:
        if self._policy.rise.has_entered and self._policy.rise.begun_ms != self._counted_ms:
            self._counted_ms = self._policy.rise.begun_ms or 0
            self._notes.alarms.append(moment.now_ms)
        if nudge is None or nudge.verdict.detector != "stuck":
            return
        if nudge.level is not Level.TOAST:
            self._notes.bars.append(moment.now_ms)
            return
        self._notes.toasts.append(moment.now_ms)
        answer = self._answer_to(
            any(p.begun_ms <= moment.now_ms and not p.ended_ms < moment.now_ms for p in developer.planted)
        )
        if answer is not None:
            self._to_answer.append((moment.now_ms + ANSWERED_MS, nudge.id, answer))
        self._write(Kind.NUDGE_SHOWN, moment.now_ms, {"nudge.id": nudge.id, "nudge.detector": nudge.verdict.detector})

    def _answer_to(self, is_in_trouble: bool) -> Answer | None:
        if is_in_trouble:
            return Answer.HELPFUL if self._chance.random() < TAKEN_UP else None
        return Answer.NOT_NOW if self._chance.random() < DISMISSED else None

    def _answer(self, moment: Moment) -> None:
        for due_ms, nudge_id, answer in [due for due in self._to_answer if due[0] <= moment.now_ms]:
            self._policy.answer(nudge_id, answer, moment)
            self._write(Kind.NUDGE_ANSWERED, moment.now_ms, {"nudge.id": nudge_id, "nudge.answer": answer.value})
            self._to_answer.remove((due_ms, nudge_id, answer))

    def _write(self, kind: Kind, at_ms: int, data: Mapping[str, str]) -> None:
        """Record what the daemon records of nudges: answers teach the detectors."""
        self._ids += 1
        name = new_ulid(at_ms, self._ids.to_bytes(10, "big"))
        self._sense.feed([Event(name, kind, at_ms, self._ids, "daemon/rehearsal", "rehearsal", data=data)])

    def _new_id(self, _now_ms: int) -> str:
        self._ids += 1
        return f"nudge {self._ids}"


def steps(events: Sequence[Event]) -> Iterator[tuple[int, list[Event]]]:
    """Yield the end of each step of a day, and what happened in it; ten quiet minutes after the last."""
    place, end_ms, last_ms = 0, closing_after(events[0].time_ms), closing_after(events[-1].time_ms)
    while end_ms <= last_ms + 600_000:
        inside = []
        while place < len(events) and events[place].time_ms <= end_ms:
            inside.append(events[place])
            place += 1
        yield end_ms, inside
        end_ms += STEP_MS


def followed(events: Sequence[Event]) -> Callable[[int], list[Event]]:
    """Return what hands over, in order and once, the events up to a time."""
    place = 0

    def ready(until_ms: int) -> list[Event]:
        nonlocal place
        begun = place
        while place < len(events) and events[place].time_ms <= until_ms:
            place += 1
        return list(events[begun:place])

    return ready
