"""The state strip: how the work looked over each day."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import STEP_MS, Window
from undersong.reports import charts
from undersong.reports.active import GAP_CAP_MS, ActiveTime
from undersong.reports.endings import COMMITS
from undersong.reports.local import LocalTime, hours_to_minutes
from undersong.reports.section import Row, Section, Table
from undersong.reports.stretch import MINUTE_MS, Stretch, intersect, total_ms, unite
from undersong.reports.words import DASH, capital, clock, count, day_name, duration, listing

SEEN = (State.FOCUSED, State.STUCK, State.UNUSUAL)
NOT_JUDGED = "not judged"
# Less is what the last window will yet judge, not time that nobody judged.
LEAST_UNJUDGED_MS = MINUTE_MS
COLUMNS = ("day", "active minutes", "steady", "focused", "stuck", "unusual", NOT_JUDGED)


class States:
    """Merges windows into stretches of one state, and remembers who judged them."""

    def __init__(self) -> None:
        self._stretches: dict[State, list[Stretch]] = {state: [] for state in State}
        self._judged: list[Stretch] = []
        self._last: State | None = None
        self.experimental: set[str] = set()

    def feed(self, window: Window, verdicts: Sequence[Verdict], state: State) -> None:
        """Take the next window; one in which nothing happened says nothing, nor does one that no detector judged."""
        if not window.events:
            return
        if verdicts or state is not State.STEADY:
            self._judge(window.end_ms)
        stretches = self._stretches[state]
        stretch = Stretch(window.end_ms - STEP_MS, window.end_ms)
        is_same = self._last is state and stretch.start_ms - stretches[-1].end_ms <= GAP_CAP_MS
        if is_same and stretch.start_ms >= stretches[-1].start_ms:
            stretch = Stretch(stretches.pop().start_ms, stretch.end_ms)
        stretches.append(stretch)
        self._last = state
        self.experimental.update(verdict.release for verdict in verdicts if verdict.is_experimental and verdict.release)

    def stretches(self, active: ActiveTime) -> dict[State, list[Stretch]]:
        """Return the active stretches of the states that stand out; the rest of what was judged is steady.

        A moment that two states claim is given to one, so that no minute counts twice.
        """
        taken: list[Stretch] = []
        found: dict[State, list[Stretch]] = {}
        for state in (State.STUCK, State.UNUSUAL, State.FOCUSED):
            own = list(intersect(unite(self._stretches[state]), active.stretches))
            found[state] = list(without(own, taken))
            taken = unite([*taken, *own])
        return found

    def unjudged(self, active: ActiveTime) -> list[Stretch]:
        """Return the active time that lies in no judged window: an import, or work while no detector ran."""
        left = list(without(active.stretches, unite(self._judged)))
        return left if total_ms(left) >= LEAST_UNJUDGED_MS else []

    def _judge(self, end_ms: int) -> None:
        # The time after the last event is active for a while, though no window closes in it.
        stretch = Stretch(end_ms - STEP_MS, end_ms + GAP_CAP_MS)
        if self._judged and self._judged[-1].start_ms <= stretch.start_ms <= self._judged[-1].end_ms:
            stretch = Stretch(self._judged.pop().start_ms, stretch.end_ms)
        self._judged.append(stretch)


class Commits:
    """Collects when commits were made."""

    def __init__(self) -> None:
        self.times_ms: list[int] = []

    def feed(self, event: Event) -> None:
        """Take the next event; other kinds are left out."""
        if event.kind == Kind.COMMIT_CREATED and event.data.get("commit.kind") in COMMITS:
            self.times_ms.append(event.time_ms)


def without(stretches: Iterable[Stretch], others: Iterable[Stretch]) -> Iterable[Stretch]:
    """Yield what is left of stretches when others are taken away; both in order, free of overlap."""
    others = list(others)
    for stretch in stretches:
        start = stretch.start_ms
        for other in intersect([stretch], others):
            if other.start_ms > start:
                yield Stretch(start, other.start_ms)
            start = other.end_ms
        if start < stretch.end_ms:
            yield Stretch(start, stretch.end_ms)


def strip_section(
    states: Mapping[State, list[Stretch]],
    active: ActiveTime,
    commits: Commits,
    local: LocalTime,
    days: list[str],
    experimental: Iterable[str] = (),
    unjudged: Sequence[Stretch] = (),
) -> Section:
    """Return each day as a line of active time on which the states stand out; `unjudged` is the part without one."""
    steady = unite(without(active.stretches, unjudged), GAP_CAP_MS)
    bars = [bar for stretch in steady for bar in bars_of(State.STEADY, stretch, local)]
    bars += [bar for stretch in unite(unjudged, GAP_CAP_MS) for bar in bars_of(NOT_JUDGED, stretch, local)]
    bars += [bar for state in SEEN for stretch in states[state] for bar in bars_of(state, stretch, local)]
    marks = [
        {
            "day": day_name(local.day(time_ms)),
            "at": round(local.hour(time_ms), 4),
            "what": "commit",
            "clock": clock(local.moment(time_ms)),
        }
        for time_ms in commits.times_ms
    ]
    minutes = minutes_by_day(states, active, unjudged, local)
    shown = [*(state.value for state in State), *([NOT_JUDGED] if unjudged else [])]
    spec = charts.strip(bars, marks, days, shown)
    words = strip_words(states, active, unjudged, commits, experimental)
    return Section("strip", "How the days went", words, spec, strip_table(minutes))


def bars_of(state: str, stretch: Stretch, local: LocalTime) -> Iterable[dict[str, object]]:
    """Yield a stretch's bars, one a day."""
    times = f"{clock(local.moment(stretch.start_ms))}{DASH}{clock(local.moment(stretch.end_ms))}"
    for day, first, last in local.by_day(stretch):
        yield {
            "day": day_name(day),
            "from": round(first, 4),
            "to": round(last, 4),
            "state": str(state),
            "times": times,
        }


def minutes_by_day(
    states: Mapping[State, list[Stretch]], active: ActiveTime, unjudged: Sequence[Stretch], local: LocalTime
) -> dict[date, Counter[str]]:
    """Return the minutes of each day: active, of each state, and not judged; together they are the active time."""
    found: dict[date, Counter[str]] = {}
    seen = ((state.value, states[state]) for state in SEEN)
    for name, stretches in (("active", active.stretches), (NOT_JUDGED, unjudged), *seen):
        for stretch in stretches:
            for day, first, last in local.by_day(stretch):
                found.setdefault(day, Counter())[name] += hours_to_minutes(first, last)  # type: ignore[assignment]
    return found


def strip_words(
    states: Mapping[State, list[Stretch]],
    active: ActiveTime,
    unjudged: Sequence[Stretch],
    commits: Commits,
    experimental: Iterable[str],
) -> str:
    """Return the active time, what stood out, what nobody judged, and how much trust the verdicts deserve."""
    sessions = count(len(active.sessions), "session")
    words = f"{duration(active.total_ms)} of active time in {sessions}. {state_words(states, active, unjudged)} "
    words += "Diamonds are commits. " if commits.times_ms else ""
    judges = sorted(set(experimental))
    if judges:
        words += f"Judged by experimental models ({', '.join(judges)}), which claim no accuracy."
    return words.strip()


def state_words(states: Mapping[State, list[Stretch]], active: ActiveTime, unjudged: Sequence[Stretch]) -> str:
    """Return how the work looked, as far as it was judged."""
    left = total_ms(unjudged)
    steady = active.total_ms - left - sum(total_ms(states[state]) for state in SEEN)
    parts = [f"{duration(total_ms(states[state]))} looked {state.value}" for state in SEEN if states[state]]
    if not left:
        return f"{capital(listing(parts))}; the rest was steady." if parts else "All of it looked steady."
    if not parts and steady < LEAST_UNJUDGED_MS:
        return "None of it was judged: no detector saw these events as they happened."
    parts += [f"{duration(steady)} looked steady"] if steady > 0 else []
    return f"{capital(listing(parts))}; {duration(left)} was not judged, as no detector saw these events happen."


def strip_table(minutes: Mapping[date, Counter[str]]) -> Table:
    """Return one row a day; what remains of the active time is steady."""
    rows: list[Row] = []
    for day, found in sorted(minutes.items()):
        seen = [round(found[state.value]) for state in SEEN]
        active, left = round(found["active"]), round(found[NOT_JUDGED])
        rows.append((day_name(day), active, max(0, active - left - sum(seen)), *seen, left))
    return Table(COLUMNS, tuple(rows))
