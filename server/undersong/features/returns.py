"""How often the work comes back to the same lines, or to the same text."""

from collections import deque

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.window import SPAN_MS
from undersong.features.meter import Meter, Values
from undersong.features.tally import Tally, share

# An edit within about ten lines of one made between one and ten minutes ago is a return to it.
REGION_LINES = 10
RETURN_MS = 60_000


class Returns(Meter):
    """Remembers for ten minutes which regions were edited and which contents were saved."""

    kinds = frozenset({Kind.FILE_MODIFIED, Kind.FILE_SAVED})

    def __init__(self) -> None:
        self._tally = Tally()
        self._regions: dict[tuple[str, int], deque[int]] = {}
        self._saved: dict[tuple[str, str], int] = {}
        self._content: dict[str, str] = {}

    def take(self, event: Event, end_ms: int) -> None:
        """Note an edit by hand, or a save."""
        if event.subject is None:
            return
        if event.kind == Kind.FILE_SAVED:
            self._save(event.subject, event.data.get("file.digest"), event.time_ms, end_ms)
        elif event.origin in (Origin.USER, Origin.UNDO):
            self._edit(event.subject, event.data.get("edit.first_line", 0) // REGION_LINES, event.time_ms, end_ms)

    def close(self, end_ms: int) -> Values:
        """Return the share of edits that were returns, and the saves of text that had been there before."""
        self._tally.advance(end_ms)
        oldest_ms = end_ms - SPAN_MS
        self._regions = {key: times for key, times in self._regions.items() if times[-1] >= oldest_ms}
        self._saved = {key: saved_ms for key, saved_ms in self._saved.items() if saved_ms >= oldest_ms}
        return {
            "re_edit_share": share(self._tally["returns"], self._tally["edits"]),
            "content_returns": float(self._tally["contents"]),
        }

    def _edit(self, subject: str, region: int, time_ms: int, end_ms: int) -> None:
        times = self._regions.setdefault((subject, region), deque())
        while times and time_ms - times[0] > SPAN_MS:
            times.popleft()
        self._tally.add("edits", 1, end_ms)
        self._tally.add("returns", bool(times) and time_ms - times[0] >= RETURN_MS, end_ms)
        times.append(time_ms)

    def _save(self, subject: str, digest: str | None, time_ms: int, end_ms: int) -> None:
        if digest is None:
            return
        saved_ms = self._saved.get((subject, digest))
        is_back = saved_ms is not None and time_ms - saved_ms <= SPAN_MS and self._content[subject] != digest
        self._tally.add("contents", is_back, end_ms)
        self._saved[subject, digest] = time_ms
        self._content[subject] = digest
