"""Whether anything may be recorded just now."""

from collections.abc import Callable

from undersong.domain.clock import Clock
from undersong.domain.settings import Settings
from undersong.store.events import EventStore

MEMORY = "pause"
MINUTE_MS = 60_000


class Pause:
    """A person's wish not to be recorded for a while; it outlives the daemon.

    While it holds, nothing is recorded, judged or nudged.
    """

    def __init__(self, store: EventStore, clock: Clock, settings: Callable[[], Settings]) -> None:
        self._store, self._clock, self._settings = store, clock, settings
        kept = store.recall(MEMORY) or {}
        self._is_wished: bool = bool(kept.get("paused", False))
        self.until_ms: int | None = kept.get("until_ms")

    @property
    def is_paused(self) -> bool:
        """A pause holds; one with an end ends by itself."""
        if self._is_wished and self.until_ms is not None and self._clock.now_ms() >= self.until_ms:
            self.end()
        return self._is_wished

    @property
    def may_record(self) -> bool:
        """The person agreed to recording, and no pause holds."""
        return self._settings().recording and not self.is_paused

    def begin(self, minutes: float | None) -> None:
        """Pause for so many minutes, or until told."""
        self.until_ms = None if minutes is None else self._clock.now_ms() + int(minutes * MINUTE_MS)
        self._keep(True)

    def end(self) -> None:
        """Go on recording."""
        self.until_ms = None
        self._keep(False)

    def _keep(self, is_wished: bool) -> None:
        self._is_wished = is_wished
        self._store.remember(MEMORY, {"paused": is_wished, "until_ms": self.until_ms})
