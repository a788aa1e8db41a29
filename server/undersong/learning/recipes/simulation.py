"""Simulated sessions of professionals, drawn from published aggregates: what usual work looks like."""

import json
import random
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate, pairwise
from math import exp, sqrt
from pathlib import Path
from typing import Any

from undersong.domain.errors import BadInput
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.ulid import new_ulid

FILE = "abb_visual_studio.json"
ORIGIN_MS = 1_600_000_000_000
# How far a session strays from the mean: the factor on what follows what, and on each kind as a whole (log-normal).
# Wide, because an editor that merges keystrokes sees another mix than Visual Studio, and a morning of writing another
# than one of debugging: only what no such mix explains is to be unusual.
PAIR_SPREAD, KIND_SPREAD = 0.6, 1.4
FILES = 12
# Steps of a debugger and tool windows are seen by Visual Studio and not by us: a walk passes through them in silence.
KINDS: dict[str, Kind] = {
    "build_done": Kind.COMMAND_EXECUTED,
    "command_executed": Kind.COMMAND_EXECUTED,
    "commit_created": Kind.COMMIT_CREATED,
    "cursor_moved": Kind.CURSOR_MOVED,
    "debug_started": Kind.DEBUG_STARTED,
    "file_modified": Kind.FILE_MODIFIED,
    "file_opened": Kind.FILE_OPENED,
    "focus_changed": Kind.FOCUS_CHANGED,
    "test_run": Kind.TEST_RUN,
}
# Of the commands of an IDE few have a counterpart in a terminal.
COMMANDS_KEPT = 0.15


def read_aggregates(folder: Path) -> dict[str, Any]:
    """Return the aggregates; raises `BadInput` when they cannot be read."""
    try:
        found: dict[str, Any] = json.loads((folder / FILE).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(FILE, f"cannot be read ({error})", "give the folder that holds it") from error
    return found


class Person:
    """One simulated developer: a walk over kinds of event with own habits.

    Parameters
    ----------
    aggregates
        Transitions, gaps and lengths of sessions over all people.
    seed
        Who it is.
    own_share
        How much of the spread between sessions is the person's own, the same in all of theirs; at 0 every session is
        like a stranger's.
    """

    def __init__(self, aggregates: dict[str, Any], seed: int, own_share: float = 0.0) -> None:
        self._chance = random.Random(seed)
        self._character, self._own_share = random.Random(f"character {seed}"), own_share
        self._gaps = quantiles(aggregates["gap_seconds_within_30min"])
        self._minutes = quantiles(aggregates["session_minutes_gap15"])
        self._mean = {kind: following for kind, following in aggregates["markov_gap15"].items() if following}
        self._seq = 0
        self._kinds = {kind: self._character.gauss(0, 1) for kind in self._mean}
        self._pairs = {(kind, to): self._character.gauss(0, 1) for kind in self._mean for to in self._mean[kind]}

    def session(self, start_ms: int) -> Iterator[Event]:
        """Yield the events of one session."""
        walk = self._habits()
        until_ms = start_ms + int(60_000 * self._drawn(self._minutes))
        at_ms, state = float(start_ms), "file_opened"
        while at_ms < until_ms:
            if state in KINDS and (state != "command_executed" or self._chance.random() < COMMANDS_KEPT):
                yield self._event(KINDS[state], int(at_ms))
            # Whole seconds in the source: a gap of 0 is anything below one.
            at_ms += 1000 * max(self._drawn(self._gaps), self._chance.random())
            names, bounds = walk.get(state, walk["cursor_moved"])
            state = names[min(bisect(bounds, self._chance.random() * bounds[-1]), len(names) - 1)]

    def _habits(self) -> dict[str, tuple[list[str], list[float]]]:
        """Return, for each kind, what may follow it and the running sums of how often, strayed from the mean."""
        kinds = {kind: self._strayed(KIND_SPREAD, self._kinds[kind]) for kind in self._mean}
        walk = {}
        for kind, following in self._mean.items():
            pairs = (
                (share, self._strayed(PAIR_SPREAD, self._pairs[kind, to]), kinds.get(to, 1.0))
                for to, share in following.items()
            )
            walk[kind] = (list(following), list(accumulate(share * pair * whole for share, pair, whole in pairs)))
        return walk

    def _strayed(self, spread: float, own: float) -> float:
        """Return a factor: partly the person's own, partly this session's."""
        return self._chance.lognormvariate(0, spread * sqrt(1 - self._own_share)) * exp(
            spread * sqrt(self._own_share) * own
        )

    def _drawn(self, points: list[tuple[float, float]]) -> float:
        """Return a draw from a distribution given by quantiles."""
        place = self._chance.uniform(points[0][0], points[-1][0])
        for (low, x), (high, y) in pairwise(points):
            if place <= high:
                return x + (y - x) * (place - low) / (high - low)
        return points[-1][1]

    def _event(self, kind: Kind, at_ms: int) -> Event:
        self._seq += 1
        name = new_ulid(at_ms, self._seq.to_bytes(10, "big"))
        subject = f"{min(int(self._chance.expovariate(0.4)), FILES):016x}"
        every: dict[Kind, dict[str, Any]] = {
            Kind.FILE_MODIFIED: {"edit.inserted_chars": 20, "edit.deleted_chars": 5, "edit.first_line": 0},
            Kind.FOCUS_CHANGED: {"focus.target": "window", "focus.gained": self._seq % 2 == 0},
            Kind.COMMIT_CREATED: {"commit.kind": "commit"},
        }
        origin = Origin.USER if kind is Kind.FILE_MODIFIED else None
        return Event(
            name, kind, at_ms, self._seq, "import/simulated", "s", subject, origin, 0, at_ms, every.get(kind, {})
        )


def quantiles(found: dict[str, float]) -> list[tuple[float, float]]:
    """Return (share, value) of a table of percentiles, rising."""
    return sorted((int(name[1:]) / 100, value) for name, value in found.items() if name.startswith("p"))
