"""What ended a stretch without progress."""

from bisect import bisect_left
from dataclasses import replace
from typing import NamedTuple

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.window import SPAN_MS
from undersong.domain.work import SESSION_GAP_MS
from undersong.episodes import Ending, EndKind, Episodes, ended_by
from undersong.features.trials import trial_of
from undersong.reports.stretch import MINUTE_MS, Stretch

STILL_OPEN = "still open"
BREAK = "a break"
NOTHING = "nothing that stands out"

BREAK_MS = 5 * MINUTE_MS
# A verdict needs up to three windows to leave a state, so what ended it lies at the end or just before.
BEFORE_MS, AFTER_MS = 3 * MINUTE_MS, MINUTE_MS

# What the green run made of it says more than that it was green.
REMEMBERED = 7
COMMITS = frozenset({"commit", "amend", "merge"})
COMMANDS = {
    "build": "a build",
    "install": "an install command",
    "git": "a git command",
    "run": "a run of the program",
    "lint": "a lint run",
    "format": "a format run",
    "container": "a container command",
}


class TurningPoint(NamedTuple):
    """Something after which work often goes on. A higher `weight` is stronger evidence.

    `named` says it with ``file <hash>`` where a file is meant. `since_ms` is when what ended it began: what was edited
    before was tried in vain.
    """

    time_ms: int
    weight: int
    words: str
    named: str = ""
    file: str | None = None
    since_ms: int | None = None
    ending: Ending | None = None

    def beside(self, file: str | None) -> "TurningPoint":
        """Return it in words for an episode in a file: the same file is that one, another file is any other."""
        if self.ending is None:
            return self
        changes = tuple(replace(change, is_new=change.file != file) for change in self.ending.changes)
        ending = replace(self.ending, changes=changes)
        # One name would say less than that there were several files.
        words, named = (ended_by(ending, is_named).rstrip(",") for is_named in (False, len(changes) == 1))
        return self._replace(words=words, named=named)


class TurningPoints:
    """Collects what may have ended an episode, and when the hands rested."""

    def __init__(self) -> None:
        self.points: list[TurningPoint] = []
        self._edits: list[tuple[int, str]] = []
        self._rests: list[int] = []
        self._last_ms = self._failed_ms = 0
        self._best = (-1, 0)
        self._episodes = Episodes()

    def feed(self, event: Event) -> None:
        """Take the next event."""
        if event.time_ms - self._last_ms > BREAK_MS:
            self._rests.append(self._last_ms)
        self._last_ms = event.time_ms
        self._remember(event)
        if point := self._point(event):
            self.points.append(point)

    def file_of(self, stretch: Stretch, ending: TurningPoint | None = None) -> str | None:
        """Return the file that was edited most often in a stretch, before what ended it where anything was."""
        first = bisect_left(self._edits, (stretch.start_ms, ""))
        edits = [edit for edit in self._edits[first:] if edit[0] <= stretch.end_ms]
        since_ms = None if ending is None else ending.since_ms
        tried = [edit for edit in edits if since_ms is None or edit[0] < since_ms]
        subjects = [subject for _, subject in tried or edits]
        return max(sorted(set(subjects)), key=subjects.count, default=None)

    def ending_of(self, stretch: Stretch, until_ms: int) -> TurningPoint:
        """Return what ended a stretch; without any turning point, that it is open, or what came instead."""
        points = [point for point in self.points if is_near(point, stretch) and self._is_elsewhere(point, stretch)]
        if points:
            ending = max(points, key=lambda point: (point.weight, point.time_ms))
            return ending.beside(self.file_of(stretch, ending))
        if until_ms - stretch.end_ms <= SESSION_GAP_MS and self._last_ms - stretch.end_ms <= AFTER_MS:
            return TurningPoint(stretch.end_ms, 0, STILL_OPEN)
        return TurningPoint(stretch.end_ms, 0, BREAK if self._is_rest_after(stretch) else NOTHING)

    def _remember(self, event: Event) -> None:
        """Note what a green run makes of the failing ones before it."""
        before, trial = self._episodes.latest, trial_of(event)
        self._episodes.feed(event)
        if trial is not None and not trial.run.is_green:
            self._failed_ms = event.time_ms
        latest = self._episodes.latest
        if latest is not None and latest is not before and latest.ending.kind is not EndKind.GAVE_UP:
            point = TurningPoint(event.time_ms, REMEMBERED, "", since_ms=self._failed_ms, ending=latest.ending)
            self.points.append(point)

    def _is_elsewhere(self, point: TurningPoint, stretch: Stretch) -> bool:
        """Tell whether a point does not call the episode's own file another one."""
        return point.file is None or point.file != self.file_of(stretch, point)

    def _is_rest_after(self, stretch: Stretch) -> bool:
        rests = [*self._rests, self._last_ms]
        first = bisect_left(rests, stretch.end_ms - BEFORE_MS)
        return first < len(rests) and rests[first] <= stretch.end_ms + AFTER_MS

    def _point(self, event: Event) -> TurningPoint | None:
        if event.kind == Kind.FILE_MODIFIED:
            return self._edit_point(event)
        said = self._said(event)
        return said and TurningPoint(event.time_ms, *said)

    def _said(self, event: Event) -> tuple[int, str] | None:
        match event.kind:
            case Kind.TEST_RUN:
                return self._test_point(event)
            case Kind.COMMIT_CREATED if event.data.get("commit.kind") in COMMITS:
                return 4, "a commit"
            case Kind.ERROR_OCCURRED if event.data.get("error.state") == "cleared" and not event.data.get(
                "error.alive"
            ):
                return 3, "the last error cleared"
            case Kind.DEBUG_ENDED:
                return 2, "a debugging session"
            case Kind.COMMAND_EXECUTED if event.data.get("command.exit_code") == 0:
                words = COMMANDS.get(str(event.data.get("command.class")))
                return (2, words) if words else None
        return None

    def _test_point(self, event: Event) -> tuple[int, str] | None:
        """A run is progress when all passes, more passes, or less fails than in any run since all passed."""
        if event.data.get("test.outcome") == "passed":
            self._best = (-1, 0)
            return 6, "all tests passing"
        passed, failed = event.data.get("test.passed"), event.data.get("test.failed")
        if passed is None and failed is None:
            return None
        best, self._best = self._best, max(self._best, (passed or 0, -(failed or 0)))
        return (5, "a test run that got further") if best[0] >= 0 and self._best > best else None

    def _edit_point(self, event: Event) -> TurningPoint | None:
        if not event.subject or event.origin is not Origin.USER:
            return None
        time_ms, file = event.time_ms, event.subject
        is_another = bool(self._edits) and self._edits[-1][1] != file
        self._edits.append((time_ms, file))
        return TurningPoint(time_ms, 1, "an edit in another file", file=file, since_ms=time_ms) if is_another else None


def is_near(point: TurningPoint, stretch: Stretch) -> bool:
    """Tell whether a turning point may have ended a stretch; a weighty one may lie one look-back before its end."""
    before_ms = SPAN_MS if point.weight >= 4 else BEFORE_MS
    return max(stretch.start_ms + 1, stretch.end_ms - before_ms) <= point.time_ms <= stretch.end_ms + AFTER_MS
