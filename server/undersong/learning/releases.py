"""The registry of a home, for those who are no daemon."""

from undersong.domain.clock import Clock
from undersong.domain.connection import Connection
from undersong.domain.places import Places
from undersong.registry import Registry, shipped_folder


def registry_of(places: Places, connection: Connection, clock: Clock) -> Registry:
    """Return the registry that keeps its releases in a home."""
    return Registry(connection, places.releases, shipped_folder(), clock)
