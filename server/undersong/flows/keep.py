"""Keeps the store as small as the person wants it."""

from collections.abc import Callable

from undersong.domain.clock import Clock
from undersong.domain.settings import Settings
from undersong.store.events import EventStore

HOUR_MS = 3_600_000
# An hour's events are deleted in about a millisecond; a few at a time never hold up a window.
HOURS_AT_ONCE = 6


class Keep:
    """Deletes what is older than the settings allow, a little at a time, once a day."""

    def __init__(self, store: EventStore, clock: Clock, settings: Callable[[], Settings]) -> None:
        self._store, self._settings = store, settings
        # Not at the very start: the first minutes belong to whoever opened the editor.
        self._next_ms = clock.now_ms() + HOUR_MS

    def tick(self, now_ms: int) -> None:
        """Delete the next part, if it is time."""
        if now_ms < self._next_ms:
            return
        retained = self._store.retain(self._settings(), HOURS_AT_ONCE)
        self._next_ms = now_ms + (24 * HOUR_MS if retained.is_done else 1_000)
