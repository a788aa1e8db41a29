"""Memory that is free again goes back to the system once the work is done."""

import sys
from pathlib import Path

import pytest

from undersong.inference.memory import LEAST_SECONDS, Leftovers, trim


class Clock:
    seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


class Given:
    times = 0

    def __call__(self) -> None:
        self.times += 1


def test_nothing_is_given_back_where_nothing_was_done() -> None:
    given = Given()
    Leftovers(given, Clock()).note(is_busy=False)
    assert given.times == 0


def test_memory_is_given_back_once_after_the_work() -> None:
    given = Given()
    leftovers = Leftovers(given, Clock())
    for is_busy in (True, True, False, False):
        leftovers.note(is_busy)
    assert given.times == 1


def test_it_is_not_given_back_while_there_is_work() -> None:
    given = Given()
    Leftovers(given, Clock()).note(is_busy=True)
    assert given.times == 0


def test_little_work_soon_after_waits_its_turn_and_is_not_forgotten() -> None:
    given, clock = Given(), Clock()
    leftovers = Leftovers(given, clock)
    for is_busy in (True, False, True, False):
        leftovers.note(is_busy)
    assert given.times == 1
    clock.seconds += LEAST_SECONDS
    leftovers.note(is_busy=False)
    assert given.times == 2


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of the process from Linux")
def test_what_many_small_things_took_is_free_for_others() -> None:
    pages = Path("/proc/self/statm")

    def resident() -> int:
        return int(pages.read_text().split()[1])

    # Every thousandth stays and keeps the C library from shrinking by itself.
    things = [bytes(2000) for _ in range(40_000)]
    kept = [*things[::1000], bytes(2000)]
    full = resident()
    del things
    trim()
    assert full - resident() > 10_000  # of 4 kB each
    assert len(kept) == 41
