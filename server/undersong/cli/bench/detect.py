"""What judging costs: features and all three detectors, on an afternoon of work."""

import random
import statistics
import time
from collections.abc import Mapping
from typing import Any

from undersong.cli.bench.figure import Figure
from undersong.cli.shipped import shipped_models
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.model import Model
from undersong.domain.ulid import new_ulid
from undersong.domain.window import STEP_MS
from undersong.flows.sense import Sense

START_MS = 1_763_698_320_000
EVENTS, FULL_EVENTS = 5_000, 30_000
REPEATS = 5
# 12 events a minute is the busiest tenth of professionals (Visual Studio, 83 developers); our sensors send a cursor a
# second at most, so this is about what a busy hour gives. Fewer would spread a window's cost over fewer events.
GAP_SECONDS = 5.0
GOAL = 0.2
# How often each kind comes, as in the ingest bench, with a test run now and then.
MIX = (
    *[Kind.CURSOR_MOVED] * 45,
    *[Kind.FILE_MODIFIED] * 30,
    *[Kind.ERROR_OCCURRED] * 8,
    *[Kind.FOCUS_CHANGED] * 6,
    *[Kind.FILE_SAVED] * 5,
    *[Kind.TEST_RUN] * 3,
    *[Kind.SUGGESTION_SHOWN] * 3,
)


def measure(full: bool) -> list[Figure]:
    """Measure the CPU time of a stretch of work, closed window by window, with detectors and with features alone."""
    events = afternoon(FULL_EVENTS if full else EVENTS)
    models = shipped_models()
    judging = [milliseconds(events, models) for _ in range(REPEATS)]
    measuring = statistics.median(milliseconds(events, {}) for _ in range(REPEATS))
    value = statistics.median(judging)
    return [
        Figure(
            "detect",
            "features and three detectors; baseline: features alone",
            "milliseconds_per_event",
            value,
            "ms",
            (min(judging), max(judging)),
            REPEATS,
            measuring,
            value / measuring,
            GOAL,
            "less",
        )
    ]


def milliseconds(events: list[Event], models: Mapping[str, Model]) -> float:
    """Return the CPU milliseconds an event."""
    sense, begun = Sense(models), time.process_time()
    next_end_ms = START_MS + STEP_MS
    for event in events:
        while event.time_ms > next_end_ms:
            sense.close_until(next_end_ms)
            next_end_ms += STEP_MS
        sense.feed([event])
    sense.close_until(next_end_ms)
    return 1000 * (time.process_time() - begun) / len(events)


def afternoon(number: int) -> list[Event]:
    """Return events of all kinds in a busy person's mix."""
    chance, at_ms, events = random.Random(7), START_MS, []
    for seq in range(number):
        at_ms += int(1000 * chance.expovariate(1 / GAP_SECONDS)) + 1
        events.append(event_at(at_ms, seq, chance))
    return events


def event_at(at_ms: int, seq: int, chance: random.Random) -> Event:
    """Return one event."""
    kind = chance.choice(MIX)
    every: dict[Kind, dict[str, Any]] = {
        Kind.CURSOR_MOVED: {"cursor.line": chance.randrange(400), "cursor.moves": 1},
        Kind.FILE_MODIFIED: edit_of(chance),
        Kind.ERROR_OCCURRED: {
            "error.state": chance.choice(("appeared", "cleared")),
            "error.alive": chance.randrange(4),
        },
        Kind.FOCUS_CHANGED: {
            "focus.target": chance.choice(("window", "editor")),
            "focus.gained": chance.random() < 0.5,
        },
        Kind.FILE_SAVED: {"file.digest": f"{chance.randrange(40):016x}"},
        Kind.TEST_RUN: {"test.outcome": "failed", "test.passed": 11, "test.failed": 1, "test.signatures": "0" * 8},
        Kind.SUGGESTION_SHOWN: {"suggestion.kind": "completion"},
    }
    subject = f"{chance.randrange(9):016x}"
    origin = Origin.USER if kind is Kind.FILE_MODIFIED else None
    name = new_ulid(at_ms, seq.to_bytes(10, "big"))
    return Event(name, kind, at_ms, seq, "editor/bench", "s", subject, origin, 0, at_ms, every[kind])


def edit_of(chance: random.Random) -> dict[str, int]:
    """Return the sizes and the place of a burst of typing."""
    line = chance.randrange(400)
    sizes = {"edit.inserted_chars": chance.randrange(80), "edit.deleted_chars": chance.randrange(20)}
    return {**sizes, "edit.changes": 10, "edit.first_line": line, "edit.last_line": line}
