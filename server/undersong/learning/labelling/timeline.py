"""A stretch of recorded work, arranged so that questions about any ten minutes of it are cheap."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.episodes import BACK
from undersong.learning.labelling.said import Said, by_window, said_by_hand

MINUTE_MS = 60_000
# Leaving the editor within a minute of an error is looking for help (TranX study).
HELP_MS = MINUTE_MS


@dataclass(frozen=True, slots=True)
class RunPoint:
    """A test run and what it meant in its series."""

    time_ms: int
    is_failed: bool
    rose: bool
    streak: int
    best_ms: int
    repeats: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A burst of editing by hand."""

    time_ms: int
    inserted: int
    deleted: int


class Timeline:
    """Times of what happened, each list in order. Ranges are (after, until]."""

    def __init__(self, events: Iterable[Event]) -> None:
        ordered = sorted(events, key=lambda event: event.order)
        self.actions = [event.time_ms for event in ordered]
        by_hand = [e for e in ordered if e.kind == Kind.FILE_MODIFIED and e.origin in (Origin.USER, None)]
        self.edits = [edit_of(event) for event in by_hand]
        self.edit_times = [edit.time_ms for edit in self.edits]
        self.runs = run_points([event for event in ordered if event.kind == Kind.TEST_RUN], self.edit_times)
        self.commits = times(ordered, Kind.COMMIT_CREATED, "commit.kind", frozenset({"commit", "amend", "merge"}))
        self.backs = times(ordered, Kind.COMMIT_CREATED, "commit.kind", BACK)
        self.cleared = times(ordered, Kind.ERROR_OCCURRED, "error.state", frozenset({"cleared"}))
        appeared = times(ordered, Kind.ERROR_OCCURRED, "error.state", frozenset({"appeared"}))
        self.troubles = sorted([*appeared, *(run.time_ms for run in self.runs if run.is_failed)])
        self.leaves = [e.time_ms for e in ordered if e.kind == Kind.FOCUS_CHANGED and is_leave(e)]
        self.help_leaves = [leave for leave in self.leaves if count(self.troubles, leave - HELP_MS, leave)]
        self.returns = content_returns([event for event in ordered if event.kind == Kind.FILE_SAVED])
        self.debugging = debug_spans(ordered)
        self.said = said_by_hand(ordered)
        self._said = by_window(self.said)

    def last_run(self, until_ms: int) -> RunPoint | None:
        """Return the latest run up to a time."""
        index = bisect_right(self.runs, until_ms, key=lambda run: run.time_ms)
        return self.runs[index - 1] if index else None

    def runs_in(self, after_ms: int, until_ms: int) -> list[RunPoint]:
        """Return the runs of a range."""
        first, last = (bisect_right(self.runs, at, key=lambda run: run.time_ms) for at in (after_ms, until_ms))
        return self.runs[first:last]

    def edits_in(self, after_ms: int, until_ms: int) -> list[Edit]:
        """Return the edits of a range."""
        return self.edits[bisect_right(self.edit_times, after_ms) : bisect_right(self.edit_times, until_ms)]

    def said_about(self, end_ms: int) -> list[Said]:
        """Return what the person said of a window, in the order in which they said it."""
        return self._said.get(end_ms, [])

    def debug_share(self, after_ms: int, until_ms: int) -> float:
        """Return the share of a range in which a debugger ran."""
        overlaps = (min(end, until_ms) - max(begin, after_ms) for begin, end in self.debugging)
        return sum(overlap for overlap in overlaps if overlap > 0) / (until_ms - after_ms)


def count(ordered: Sequence[int], after_ms: int, until_ms: int) -> int:
    """Return how many times lie in a range."""
    return bisect_right(ordered, until_ms) - bisect_right(ordered, after_ms)


def times(events: Sequence[Event], kind: Kind, field: str, wanted: frozenset[str]) -> list[int]:
    """Return when events of a kind had one of some values."""
    return [event.time_ms for event in events if event.kind == kind and event.data.get(field) in wanted]


def edit_of(event: Event) -> Edit:
    """Return the sizes of an edit."""
    return Edit(event.time_ms, event.data.get("edit.inserted_chars", 0), event.data.get("edit.deleted_chars", 0))


def run_points(runs: Sequence[Event], edit_times: Sequence[int]) -> list[RunPoint]:
    """Return what each run meant: its streak without a new best, and how often the same failed with edits between."""
    points: list[RunPoint] = []
    best, best_ms, streak, repeats = -1, 0, 0, 0
    before: tuple[int, frozenset[str]] | None = None
    for run in runs:
        failing = frozenset(str(run.data.get("test.signatures") or "").split())
        is_failed, passed = run.data.get("test.outcome") == "failed", run.data.get("test.passed") or 0
        rose = not is_failed or passed > best >= 0
        best, best_ms = (passed, run.time_ms) if rose or best < 0 else (best, best_ms)
        streak = 0 if rose else streak + 1
        is_again = is_failed and before is not None and bool(before[1] & failing)
        worked = before is not None and count(edit_times, before[0], run.time_ms) > 0
        repeats = repeats + worked if is_again else 0
        points.append(RunPoint(run.time_ms, is_failed, rose, streak, best_ms, repeats))
        before = (run.time_ms, failing) if is_failed else None
        best = -1 if not is_failed else best
    return points


def is_leave(event: Event) -> bool:
    """Tell whether the editor's window lost the focus."""
    return event.data.get("focus.target") == "window" and not event.data.get("focus.gained")


def content_returns(saves: Sequence[Event]) -> list[int]:
    """Return when a file was saved with a text that it had had before, and another one in between."""
    seen: dict[str | None, dict[str, int]] = {}
    found = []
    for number, save in enumerate(saves):
        digest, of_file = save.data.get("file.digest"), seen.setdefault(save.subject, {})
        if digest is None:
            continue
        if digest in of_file and of_file[digest] != max(of_file.values()):
            found.append(save.time_ms)
        of_file[digest] = number
    return found


def debug_spans(events: Sequence[Event]) -> list[tuple[int, int]]:
    """Return when a debugger ran; one without an end ran until the next event that is known."""
    switches = [event for event in events if event.kind in (Kind.DEBUG_STARTED, Kind.DEBUG_ENDED)]
    return [(a.time_ms, b.time_ms) for a, b in pairwise(switches) if a.kind == Kind.DEBUG_STARTED]
