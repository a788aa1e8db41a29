"""Heartbeats in every shape in which they are handed out."""

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from undersong.domain.errors import BadInput
from undersong.exchange.base import Unmapped
from undersong.exchange.json_stream import BadJson, JsonStream, ended
from undersong.exchange.texts import STRAY, failure_of, numbered_lines, open_text

Beat = Mapping[str, Any]

# The lists of heartbeats are called so, at any depth.
LISTS = frozenset({"data", "heartbeats", "days"})


def read_heartbeats(path: Path) -> Iterator[tuple[int, Beat] | Unmapped]:
    """Yield number and heartbeat, and what is none, in constant memory."""
    if is_line_by_line(path):
        for item in numbered_lines(path):
            yield item if isinstance(item, Unmapped) else from_line(path, *item)
        return
    with open_text(path) as file:
        number = 0
        try:
            for number, found in enumerate(Walk(JsonStream(file)).beats(), 1):
                yield checked(path, number, found)
            if not number and not failure_of(file):
                raise BadInput(str(path), "holds no heartbeats", "name a file of raw ones; sums of days are no events")
            yield from ended(path, number + 1, file)
        except BadJson as error:
            yield from ended(path, number + 1, file, error)


def is_line_by_line(path: Path) -> bool:
    """Return whether the first line is a whole heartbeat by itself."""
    first = next(numbered_lines(path), None)
    if first is None:
        raise BadInput(str(path), "is empty", "name a file of heartbeats")
    if isinstance(first, Unmapped):
        return False
    try:
        found = json.loads(first[1])
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "entity" in found


def from_line(path: Path, number: int, line: str) -> tuple[int, Beat] | Unmapped:
    """Return the heartbeat of a line."""
    try:
        return checked(path, number, json.loads(line))
    except (ValueError, RecursionError):
        return Unmapped(path.name, number, "", "", "it is no JSON")


def checked(path: Path, number: int, found: Any) -> tuple[int, Beat] | Unmapped:
    """Return an object whose texts are texts and whose numbers are numbers."""
    if not isinstance(found, dict):
        return Unmapped(path.name, number, "", "", "it is no object")
    for field, value in found.items():
        if isinstance(value, float) and not math.isfinite(value):
            return Unmapped(path.name, number, field, "", "it holds no number")
        if isinstance(value, str) and STRAY.search(value):
            return Unmapped(path.name, number, field, "", "it is not UTF-8")
    return number, found


class Walk:
    """Finds the heartbeats in a file of JSON, whatever they are wrapped in."""

    def __init__(self, stream: JsonStream) -> None:
        self._stream = stream

    def beats(self) -> Iterator[Any]:
        """Yield what stands where heartbeats stand."""
        while self._stream.kind():
            yield from self._wrapped() if self._stream.kind() in "[{" else [self._stream.value()]

    def _wrapped(self) -> Iterator[Any]:
        if self._stream.kind() == "[":
            yield from self._listed()
            return
        for key in self._stream.members():
            if key in LISTS and self._stream.kind() in ("[", "{"):
                yield from self._days() if key == "days" else self._wrapped()
            else:
                self._stream.value()

    def _listed(self) -> Iterator[Any]:
        for _ in self._stream.items():
            yield self._stream.value()

    def _days(self) -> Iterator[Any]:
        for _ in self._stream.items():
            yield from self._wrapped()
