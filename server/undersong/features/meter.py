"""The contract of a meter: what one kind of behaviour adds to a window."""

from abc import ABC, abstractmethod
from typing import ClassVar

from undersong.domain.event import Event
from undersong.domain.kind import Kind

Values = dict[str, float | None]


class Meter(ABC):
    """Takes events in their canonical order and says its features at the end of a window.

    What it says may depend only on events of the last `MEMORY_MS`, so that one rebuilt from the store agrees with
    one that lived through it.
    """

    kinds: ClassVar[frozenset[str]]

    @abstractmethod
    def take(self, event: Event, end_ms: int) -> None:
        """Take in an event of one of `kinds`; `end_ms` closes the step it belongs to."""

    @abstractmethod
    def close(self, end_ms: int) -> Values:
        """Return the features of the window that ends now; None is a value that is not known."""


ALL_KINDS: frozenset[str] = frozenset(Kind)
