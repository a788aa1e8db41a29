"""The registry of a home, as every process opens it."""

from collections.abc import Callable

from undersong.domain.clock import Clock
from undersong.domain.connection import Connection
from undersong.domain.places import Places
from undersong.registry.registry import Registry
from undersong.registry.shipped import shipped_folder


def open_registry(
    places: Places, ledger: Connection, clock: Clock, notice: Callable[[str, str, str], None] | None = None
) -> Registry:
    """Return the registry over a ledger; `notice` tells a person of a release that could not serve."""
    if notice is None:
        return Registry(ledger, places.releases, shipped_folder(), clock)

    def tell(problem: Exception) -> None:
        notice("warning", "release_unreadable", str(problem))

    return Registry(ledger, places.releases, shipped_folder(), clock, tell)
