"""How judging goes on after the worker ended: from the personal layer that was kept, and the events since."""

from collections.abc import Mapping
from typing import Any

from undersong.detectors.personal import Personal
from undersong.domain.model import Model
from undersong.features.rolling import MEMORY_MS as FEATURES_MS
from undersong.flows.sense import MEMORY_MS as STATE_MS
from undersong.flows.sense import Judged, Sense
from undersong.store.events import EventStore

HOUR_MS = 3_600_000
# What is learned from labels is kept at once, what windows alone teach once an hour: it can be learned again from the
# events since, as long as those are stored, and a busy day writes a few hundred kilobytes.
KEEP_EVERY_MS = HOUR_MS


def resumed(store: EventStore, models: Mapping[str, Model], after_ms: int) -> Sense:
    """Return a `Sense` as it was after the window that ended at `after_ms`."""
    personal = Personal.from_dict(store.personal() or {})
    if not 0 < personal.end_ms <= after_ms:
        # Nothing was kept, or it knows more than was told: what was told counts.
        personal = Personal()
        personal.end_ms = after_ms
    sense = Sense(models, personal)
    events = store.events(personal.end_ms - FEATURES_MS, after_ms, with_late=False)
    told = store.windows(min(personal.end_ms, after_ms - STATE_MS) + 1, after_ms)
    sense.go_on(list(events), after_ms, [Judged(*each) for each in told])
    return sense


class Keeper:
    """Tells when the personal layer is due to be kept."""

    def __init__(self) -> None:
        self._kept: tuple[Any, ...] | None = None
        self._kept_ms = 0

    def due(self, sense: Sense) -> dict[str, Any] | None:
        """Return the layer as JSON takes it, when it learned something since it was last given, or an hour passed."""
        personal = sense.personal
        if personal.learned == self._kept and personal.end_ms < self._kept_ms + KEEP_EVERY_MS:
            return None
        self._kept, self._kept_ms = personal.learned, personal.end_ms
        return personal.as_dict()
