"""A sender and a store in one process, to be killed: sends batches from a number on and says which are acknowledged.

Run as ``python ingest.py FOLDER FIRST``; each line of its output is the number of a batch that `append` returned from.
"""

import os
import sys
from pathlib import Path

from undersong.domain.clock import HeldClock
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.ulid import new_ulid
from undersong.store.events import EventStore, Row, row_of

START_MS = 1_700_000_000_000
BATCHES = 100_000


def batch(number: int) -> list[Row]:
    """Return the rows of a batch: 1 to 100 of them, the same ones every time; each batch has a session of its own."""
    time_ms = START_MS + number
    session = new_ulid(time_ms, bytes(10))
    ids = (new_ulid(time_ms, bytes([*number.to_bytes(4), *place.to_bytes(6)])) for place in range(size(number)))
    return [
        row_of(Event(id_, Kind.FOCUS_CHANGED, time_ms, place, "editor/w1", session, data={"focus.gained": True}))
        for place, id_ in enumerate(ids)
    ]


def size(number: int) -> int:
    """Return how many rows a batch has."""
    return 1 + number * 37 % 100


def main() -> None:
    """Send until killed."""
    store = EventStore.open(Path(sys.argv[1]) / "events.db", HeldClock(START_MS))
    for number in range(int(sys.argv[2]), BATCHES):
        store.append(batch(number))
        os.write(1, f"{number}\n".encode())


if __name__ == "__main__":
    main()
