"""Work that comes in slices, done at once."""

from collections.abc import Generator
from typing import Any


def finish_work(work: Generator[bool, None, Any]) -> Any:
    """Drive a generator to its end and return its value."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value
