"""The contract of a part: what one kind of behaviour adds to a session."""

from abc import ABC, abstractmethod

from undersong.domain.event import Event
from undersong.features.meter import Values

HOUR_MS = 3_600_000
# Two switches in one minute would read as 120 an hour.
LEAST_ACTIVE_MS = 300_000


class Part(ABC):
    """Takes the events of one session in their canonical order; each costs the same, however many came before."""

    @abstractmethod
    def take(self, event: Event) -> None:
        """Take in the next event, of any kind."""

    @abstractmethod
    def values(self, active_ms: int) -> Values:
        """Return its features; rates are per hour of active time."""


def per_active_hour(number: float, active_ms: int) -> float | None:
    """Return a number per active hour, or nothing for under five minutes of work."""
    return number * HOUR_MS / active_ms if active_ms >= LEAST_ACTIVE_MS else None
