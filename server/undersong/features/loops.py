"""The loops of work: what lies between one passing run or commit and the next, and which of them come back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.work import NOBODYS_EDITS
from undersong.features.trials import PAIR_MS, trial_of

# A longer way is a story of its own: nobody walks it twice.
LONGEST = 7
# Twice may be chance.
LEAST_TIMES = 3
PASS, FAIL, COMMIT = "passing run", "failing run", "commit"
ENDS = (PASS, COMMIT)
# What steps are made of; whoever reads a month of events needs no others.
KINDS = (
    Kind.FILE_MODIFIED,
    Kind.COMMIT_CREATED,
    Kind.DEBUG_STARTED,
    Kind.FOCUS_CHANGED,
    Kind.TEST_RUN,
    Kind.COMMAND_EXECUTED,
)


@dataclass(frozen=True, slots=True)
class Loop:
    """A way from green to green that was walked several times; minutes are the median of them."""

    steps: tuple[str, ...]
    times: int
    minutes: float

    def as_dict(self) -> dict[str, object]:
        """Return it as plain values."""
        return {"steps": list(self.steps), "times": self.times, "minutes": round(self.minutes, 1)}


def top_loops(sessions: Iterable[Sequence[Event]], most: int = 5) -> list[Loop]:
    """Return the loops that ended in a passing run or a commit most often, and how long they took.

    Unit: loops. Formula: steps of a session, the same in a row taken as one and a pair that repeats as one pair, cut
    after each passing run and each commit; counted where three or more are alike. Source: own. It tells which way of
    working gets to green here, not how much time went where.
    """
    walked: dict[tuple[str, ...], list[float]] = defaultdict(list)
    for session in sessions:
        for steps, minutes in ways_of(session):
            walked[steps].append(minutes)
    loops = [Loop(steps, len(found), median(found)) for steps, found in walked.items() if len(found) >= LEAST_TIMES]
    return sorted(loops, key=lambda loop: (-loop.times, loop.minutes, loop.steps))[:most]


def ways_of(session: Sequence[Event]) -> Iterator[tuple[tuple[str, ...], float]]:
    """Yield each way to green of a session, with its minutes; one that is a single step led nowhere else."""
    way: list[str] = []
    since_ms = 0
    for time_ms, step in steps_of(session):
        if not way:
            since_ms = time_ms
        add(way, step)
        if step in ENDS:
            if 1 < len(way) <= LONGEST:
                yield tuple(way), (time_ms - since_ms) / 60_000
            way = []


def add(way: list[str], step: str) -> None:
    """Put a step at the end of a way; edit, fail, edit, fail is edit, fail."""
    if way[-1:] == [step]:
        return
    way.append(step)
    if len(way) >= 4 and way[-4:-2] == way[-2:]:
        del way[-2:]


def steps_of(events: Iterable[Event]) -> Iterator[tuple[int, str]]:
    """Yield what the events say of the way: edits, runs, debugging, commits and absences; looking around is no step."""
    run: tuple[int, str] | None = None
    for event in events:
        step = step_of(event)
        if step in (PASS, FAIL):
            # A command and its report are one run, whose report comes second where it comes from a terminal.
            if run is not None and run[1] == step and event.time_ms - run[0] <= PAIR_MS:
                continue
            run = (event.time_ms, step)
        if step is not None:
            yield event.time_ms, step


def step_of(event: Event) -> str | None:
    """Return the step that an event is, or None."""
    if event.kind == Kind.FILE_MODIFIED:
        return None if event.origin in NOBODYS_EDITS else "edit"
    if event.kind == Kind.COMMIT_CREATED:
        return COMMIT if event.data.get("commit.kind") in ("commit", "amend") else None
    if event.kind == Kind.DEBUG_STARTED:
        return "debugging"
    if event.kind == Kind.FOCUS_CHANGED:
        is_leaving = event.data.get("focus.target") == "window" and not event.data.get("focus.gained")
        return "another program" if is_leaving else None
    if event.kind not in (Kind.TEST_RUN, Kind.COMMAND_EXECUTED):
        return None
    trial = trial_of(event)
    if trial is None:
        return None
    return FAIL if trial.run.failed or trial.run.errors else PASS
