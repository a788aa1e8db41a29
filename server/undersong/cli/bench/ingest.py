"""What an event costs on its way to the disk, beside what SQLite alone makes of the same rows."""

import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from undersong.cli.bench.figure import Figure
from undersong.cli.bench.whole_path import rates_of_daemon
from undersong.domain.clock import HeldClock
from undersong.domain.kind import Kind, type_of
from undersong.domain.ulid import new_ulid
from undersong.lsp.convert import rows_from_wire
from undersong.lsp.moments import time_text
from undersong.lsp.schema import BASE, schemas
from undersong.store.events import EventStore
from undersong.store.row import Row

BATCH = 100
BATCHES, FULL_BATCHES = 200, 1_000
REPEATS, FULL_REPEATS = 7, 15
START_MS = 1_763_698_320_000
# The in-process path leaves half of what an event may cost to the wire.
GOAL = 150_000

PLAIN = "sqlite3.executemany, plain table"
WHOLE = "LSP request to acknowledgement"
# A hundred windows at once would not send so much; SQLite alone is the ceiling.
WHOLE_GOAL, RATIO_GOAL = 80_000, 1 / 6
IN_PROCESS = "in process: decode, validate, convert, commit"

Rates = tuple[float, float]

# How often each kind comes in an hour of work, by the sensors' own limits (a cursor once a second, bursts of edits).
MIX = (
    *[Kind.CURSOR_MOVED] * 45,
    *[Kind.FILE_MODIFIED] * 30,
    *[Kind.ERROR_OCCURRED] * 8,
    *[Kind.FOCUS_CHANGED] * 6,
    *[Kind.FILE_SAVED] * 5,
    *[Kind.COMMAND_EXECUTED] * 3,
    *[Kind.SUGGESTION_SHOWN] * 3,
)


def measure(full: bool) -> list[Figure]:
    """Measure batches of 100, committed one by one, with SQLite alone and through the daemon's own steps."""
    batches = list(wire_batches(FULL_BATCHES if full else BATCHES))
    repeats = FULL_REPEATS if full else REPEATS
    ready = [[plain_row(row) for row in rows_from_wire(msgspec.json.decode(batch))[0]] for batch in batches]
    plain, ours, whole = [], [], []
    # Taken in turn, so that a machine that slows down slows both.
    for _ in range(repeats):
        plain.append(rates(store_plain, ready))
        ours.append(rates(store_ours, batches))
        whole.append(rates_of_daemon(batches, len(batches) * BATCH))
    return [*figures(PLAIN, plain), *figures(IN_PROCESS, ours, plain), *whole_figures(whole, plain)]


def whole_figures(whole: list[Rates], plain: list[Rates]) -> list[Figure]:
    """Return the rate of the whole path and its ratio to SQLite alone, repeat by repeat: a busy machine slows both."""
    by_clock = [rate for rate, _ in whole]
    ratios = [rate / alone for (rate, _), (alone, _) in zip(whole, plain, strict=True)]
    shares = (min(ratios), max(ratios))
    return [
        figure(WHOLE, "events_per_second", by_clock, statistics.median(rate for rate, _ in plain), WHOLE_GOAL),
        Figure("ingest", WHOLE, "ratio_to_sqlite", statistics.median(ratios), "", shares, len(ratios), goal=RATIO_GOAL),
        *figures(WHOLE, whole)[1:],
    ]


def figures(row: str, measured: list[Rates], baseline: list[Rates] | None = None) -> list[Figure]:
    """Return both rates of a row: by the clock, and by the processor, which a busy machine does not disturb."""
    by_clock, by_processor = ([pair[place] for pair in measured] for place in (0, 1))
    clock, processor = (statistics.median(pair[place] for pair in baseline) if baseline else None for place in (0, 1))
    return [
        figure(row, "events_per_second", by_clock, clock),
        figure(row, "events_per_cpu_second", by_processor, processor, GOAL if baseline else None),
    ]


def figure(row: str, name: str, values: list[float], baseline: float | None, goal: float | None = None) -> Figure:
    """Return the median of a rate, beside SQLite's."""
    value = statistics.median(values)
    ratio = value / baseline if baseline else None
    return Figure(
        "ingest", row, name, value, "events/s", (min(values), max(values)), len(values), baseline, ratio, goal
    )


def rates(store: Callable[[Path, Sequence[Any]], None], batches: Sequence[Any]) -> Rates:
    """Return the events a second, and a second of the processor, that `store` commits to a new database."""
    with tempfile.TemporaryDirectory(prefix="undersong-bench-") as folder:
        begun, processor_begun = time.perf_counter(), time.process_time()
        store(Path(folder) / "events.db", batches)
        events = len(batches) * BATCH
        return events / (time.perf_counter() - begun), events / (time.process_time() - processor_begun)


def plain_row(row: Row) -> tuple[object, ...]:
    """Return the columns of a row with a number for its stream."""
    return (*row[:4], 1, *row[5:])


def store_plain(path: Path, batches: Sequence[list[tuple[object, ...]]]) -> None:
    """Commit rows with nothing but SQLite: no key, no check, the same durability."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(
        "CREATE TABLE event(id TEXT, time_ms INTEGER, seq INTEGER, kind TEXT, stream INTEGER, subject TEXT,"
        " origin TEXT, utcoffset INTEGER, mono INTEGER, data TEXT, extra TEXT, late INTEGER)"
    )
    insert = "INSERT INTO event VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    for rows in batches:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(insert, rows)
        connection.execute("COMMIT")
    connection.close()


def store_ours(path: Path, batches: Sequence[bytes]) -> None:
    """Commit batches as they come over the wire."""
    store = EventStore.open(path, HeldClock(START_MS))
    for batch in batches:
        rows, _ = rows_from_wire(msgspec.json.decode(batch))
        store.append(rows)
    store.close()


def wire_batches(number: int, seed: int = 7) -> Iterator[bytes]:
    """Yield batches of events as JSON, the same ones each time, made of the schema's own examples."""
    chance, time_ms = random.Random(seed), START_MS
    for batch in range(number):
        events = []
        for place in range(BATCH):
            time_ms += chance.randrange(30)
            events.append(wire_event(chance.choice(MIX), time_ms, batch * BATCH + place, chance.randbytes(10)))
        yield msgspec.json.encode(events)


def wire_event(kind: Kind, time_ms: int, seq: int, randomness: bytes) -> dict[str, Any]:
    """Return the schema's example of a kind with an id and a time of its own."""
    example = schemas()[f"{BASE}events/{kind}.json"]["examples"][0]
    return {
        **example,
        "type": type_of(kind),
        "id": new_ulid(time_ms, randomness),
        "time": time_text(time_ms),
        "seq": seq,
    }
