"""Windows from events, one after the other."""

from collections.abc import Callable

from undersong.domain.event import Event
from undersong.domain.window import SPAN_MS, Window, closing_after
from undersong.features.activity import Activity
from undersong.features.edits import Edits
from undersong.features.faults import Faults
from undersong.features.focus import Focus
from undersong.features.mending import Mending
from undersong.features.meter import Meter, Values
from undersong.features.offers import Offers
from undersong.features.pauses import Pauses
from undersong.features.persistence import Persistence
from undersong.features.places import Places
from undersong.features.returns import Returns
from undersong.features.trials import LOOK_BACK_MS, Trials

# One that is fed this much of the past says the same as one that never stopped.
MEMORY_MS = LOOK_BACK_MS + SPAN_MS

METERS: tuple[type[Meter], ...] = (
    Activity,
    Edits,
    Returns,
    Places,
    Pauses,
    Focus,
    Faults,
    Mending,
    Trials,
    Offers,
    Persistence,
)


class Rolling:
    """Measures the windows of one person's work, all editor windows together.

    Events may be fed in any order and in any batches; a window sees them in their canonical order. An event of a
    window that is already closed is left out: the store has it marked as late.
    """

    def __init__(self) -> None:
        self._meters = tuple(meter() for meter in METERS)
        self._takers: dict[str, list[Callable[[Event, int], None]]] = {}
        for meter in self._meters:
            for kind in meter.kinds:
                self._takers.setdefault(kind, []).append(meter.take)
        self._waiting: list[Event] = []
        self._closed_ms = 0

    def feed(self, event: Event) -> None:
        """Take in an event; it is looked at when its window closes."""
        if event.time_ms > self._closed_ms:
            self._waiting.append(event)

    def due(self, until_ms: int) -> list[int]:
        """Return the ends, up to `until_ms`, of the windows in which something waits, oldest first."""
        ends = {closing_after(event.time_ms) for event in self._waiting}
        return sorted(end for end in ends if end <= until_ms)

    def close(self, end_ms: int) -> Window:
        """Return the window that ends at `end_ms`, a multiple of the step."""
        ready = sorted((event for event in self._waiting if event.time_ms <= end_ms), key=lambda event: event.order)
        self._waiting = [event for event in self._waiting if event.time_ms > end_ms]
        for event in ready:
            for take in self._takers.get(event.kind, ()):
                take(event, closing_after(event.time_ms))
        self._closed_ms = max(self._closed_ms, end_ms)
        return Window(end_ms, len(ready), self._measured(end_ms))

    def _measured(self, end_ms: int) -> Values:
        features: Values = {}
        for meter in self._meters:
            features.update(meter.close(end_ms))
        return features
