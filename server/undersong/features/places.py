"""Where the work happens, and how spread over files it is."""

import math

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.window import SPAN_MS
from undersong.features.meter import Meter, Values
from undersong.features.tally import Tally, share

# Going back to one of the last three files is part of one thought; any other is a switch.
NEAR_FILES = 3


class Places(Meter):
    """Follows files by their hashes.

    files, file_switches
        Unit: count. Formula: distinct files visited; steps to a file that is not among the last 3. Source: own.
    navigation_entropy
        Unit: share. Formula: -sum p log p over visits to files / log files. Source: own.
    back_and_forth_share
        Unit: share. Formula: steps A to B to A / steps from file to file. Source: own.
    """

    kinds = frozenset({Kind.FILE_MODIFIED, Kind.CURSOR_MOVED, Kind.FILE_OPENED, Kind.FILE_SAVED, Kind.FOCUS_CHANGED})

    def __init__(self) -> None:
        self._switches, self._visits = Tally(), Tally()
        # File → when it was last touched, the latest at the end.
        self._recent: dict[str, int] = {}

    def take(self, event: Event, end_ms: int) -> None:
        """Note which file an event touches."""
        subject = event.subject
        if subject is None or event.origin in ("git", "format", "agent"):
            return
        self._visits.add(subject, 1, end_ms)
        known = [file for file, touched_ms in self._recent.items() if event.time_ms - touched_ms <= SPAN_MS]
        self._switches.add("files", bool(known) and subject not in known[-NEAR_FILES:], end_ms)
        self._switches.add("moves", bool(known) and subject != known[-1], end_ms)
        self._switches.add("returns", subject in known[-2:-1], end_ms)
        self._recent = {file: self._recent[file] for file in known[-NEAR_FILES:] if file != subject}
        self._recent[subject] = event.time_ms

    def close(self, end_ms: int) -> Values:
        """Return how many files, how evenly visited, and the switches to far ones."""
        self._switches.advance(end_ms)
        self._visits.advance(end_ms)
        visits = [count for _, count in self._visits.items()]
        return {
            "files": float(len(visits)),
            "file_switches": float(self._switches["files"]),
            "navigation_entropy": evenness(visits),
            "back_and_forth_share": share(self._switches["returns"], self._switches["moves"]),
        }


def evenness(counts: list[int]) -> float | None:
    """Return the entropy of visits as a share of the most that so many files allow; nothing for under two files.

    >>> evenness([5, 5]), evenness([3])
    (1.0, None)
    """
    if len(counts) < 2:
        return None
    every = sum(counts)
    return -math.fsum(n / every * math.log(n / every) for n in sorted(counts)) / math.log(len(counts))
