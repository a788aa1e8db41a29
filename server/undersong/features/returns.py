"""How often the work comes back to the same lines, or to the same text."""

from collections import deque

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.window import SPAN_MS
from undersong.features.fields import whole
from undersong.features.meter import Meter, Values
from undersong.features.tally import Tally, share

# An edit within about ten lines of one made between one and ten minutes ago is a return to it.
REGION_LINES = 10
RETURN_MS = 60_000
# The stricter measure: within five lines either way, and the third visit at least.
NEAR_LINES, LEAST_VISITS = 5, 3
# A burst lasts two seconds at least, but a hand makes one in five; more than these say nothing new.
MOST_EDITS = 120


class Returns(Meter):
    """Remembers for ten minutes which regions were edited and which contents were saved.

    re_edit_share
        Unit: share. Formula: edits in a block of ten lines that was edited 1-10 min before / edits. Source: own.
    same_region_re_edit
        Unit: share. Formula: edits within 5 lines of others for at least the third visit, each visit a minute or more
        after the one before, the first no more than 10 min ago / edits. Source: own.
    content_returns
        Unit: count. Formula: saves whose digest was saved before in ten minutes, with another in between. Source:
        FITech, reason "trial".
    """

    kinds = frozenset({Kind.FILE_MODIFIED, Kind.FILE_SAVED})

    def __init__(self) -> None:
        self._tally = Tally()
        self._regions: dict[tuple[str, int], deque[int]] = {}
        self._saved: dict[tuple[str, str], int] = {}
        self._content: dict[str, str] = {}
        self._edits: dict[str, deque[tuple[int, int]]] = {}

    def take(self, event: Event, end_ms: int) -> None:
        """Note an edit by hand, or a save."""
        if event.subject is None:
            return
        if event.kind == Kind.FILE_SAVED:
            digest = event.data.get("file.digest")
            if isinstance(digest, str):
                self._save(event.subject, digest, event.time_ms, end_ms)
        elif event.origin in (Origin.USER, Origin.UNDO):
            line = whole(event.data, "edit.first_line")
            self._edit(event.subject, line // REGION_LINES, event.time_ms, end_ms)
            self._tally.add("visits", self._visits(event.subject, line, event.time_ms) >= LEAST_VISITS, end_ms)

    def close(self, end_ms: int) -> Values:
        """Return the share of edits that were returns, and the saves of text that had been there before."""
        self._tally.advance(end_ms)
        oldest_ms = end_ms - SPAN_MS
        self._regions = {key: times for key, times in self._regions.items() if times[-1] >= oldest_ms}
        self._edits = {key: edits for key, edits in self._edits.items() if edits[-1][1] >= oldest_ms}
        self._saved = {key: saved_ms for key, saved_ms in self._saved.items() if saved_ms >= oldest_ms}
        return {
            "re_edit_share": share(self._tally["returns"], self._tally["edits"]),
            "same_region_re_edit": share(self._tally["visits"], self._tally["edits"]),
            "content_returns": float(self._tally["contents"]),
        }

    def _edit(self, subject: str, region: int, time_ms: int, end_ms: int) -> None:
        times = self._regions.setdefault((subject, region), deque())
        while times and time_ms - times[0] > SPAN_MS:
            times.popleft()
        self._tally.add("edits", 1, end_ms)
        self._tally.add("returns", bool(times) and time_ms - times[0] >= RETURN_MS, end_ms)
        times.append(time_ms)

    def _visits(self, subject: str, line: int, time_ms: int) -> int:
        """Return how often these lines were visited in the last ten minutes, this edit included."""
        edits = self._edits.setdefault(subject, deque(maxlen=MOST_EDITS))
        while edits and time_ms - edits[0][1] > SPAN_MS:
            edits.popleft()
        edits.append((line, time_ms))
        visits, last_ms = 0, time_ms - SPAN_MS - RETURN_MS
        for place, at_ms in edits:
            if abs(place - line) <= NEAR_LINES:
                visits += at_ms - last_ms >= RETURN_MS
                last_ms = at_ms
        return visits

    def _save(self, subject: str, digest: str, time_ms: int, end_ms: int) -> None:
        saved_ms = self._saved.get((subject, digest))
        is_back = saved_ms is not None and time_ms - saved_ms <= SPAN_MS and self._content[subject] != digest
        self._tally.add("contents", is_back, end_ms)
        self._saved[subject, digest] = time_ms
        self._content[subject] = digest
