"""Memory that is free again, given back to the system."""

import ctypes
import time
from collections.abc import Callable

# Giving back looks through all that is free, which takes up to some tens of milliseconds after much work.
LEAST_SECONDS = 10.0


def trim() -> None:
    """Have the C library return what it holds of freed memory; one that cannot keeps it."""
    # Only glibc has it, and needs it: reading a repository of 800 files left 98 MB free among what is in use.
    try:
        give_back = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return
    give_back(0)


class Leftovers:
    """Gives memory back after work, when none is left to be done.

    Parameters
    ----------
    give_back
        Returns free memory to the system.
    now
        The time in seconds.
    """

    def __init__(self, give_back: Callable[[], None] = trim, now: Callable[[], float] = time.monotonic) -> None:
        self._give_back, self._now = give_back, now
        self._are_there, self._next = False, 0.0

    def note(self, is_busy: bool) -> None:
        """Take in whether there is still work to do."""
        self._are_there = self._are_there or is_busy
        if self._are_there and not is_busy and self._now() >= self._next:
            self._give_back()
            self._are_there, self._next = False, self._now() + LEAST_SECONDS
