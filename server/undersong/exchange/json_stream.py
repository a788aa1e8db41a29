"""JSON read piece by piece, so that a file of many gigabytes takes no more memory than its longest element."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from undersong.exchange.base import Unmapped
from undersong.exchange.texts import cut_off, failure_of

# How much is read at once, and how long one element may be: a whole source file fits, a file without an end does not.
CHUNK = 65_536
LONGEST = 16_777_216
BLANKS = " \t\r\n"


class BadJson(ValueError):
    """What follows is no JSON; nothing after it can be read."""


def ended(path: Path, row: int, file: TextIO, error: BadJson | None = None) -> Iterator[Unmapped]:
    """Yield what is said of a file that could not be read to its end, if so."""
    if failure := failure_of(file):
        yield cut_off(path, row, failure)
    elif error:
        yield Unmapped(path.name, row, "", "", f"from here on {error}")


class JsonStream:
    """Walks through one file of JSON.

    `kind` tells what comes next; `members`, `items` and `value` then take it. Whoever begins to walk through an object
    takes each key's value before asking for the next key.
    """

    def __init__(self, file: TextIO) -> None:
        self._file, self._text, self._at = file, "", 0
        self._decoder = json.JSONDecoder()

    def kind(self) -> str:
        """Return the first character of what comes next, or nothing at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in BLANKS:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def pass_over(self, sign: str) -> bool:
        """Take a sign if it comes next, and say whether it did."""
        if self.kind() != sign:
            return False
        self._at += 1
        return True

    def members(self) -> Iterator[str]:
        """Yield the keys of an object; the value of each must be taken before the next."""
        self._take("{")
        if self.kind() == "}":
            self._at += 1
            return
        while True:
            key = self.value()
            if not isinstance(key, str):
                raise BadJson("a key is no text")
            self._take(":")
            yield key
            if self._next("}"):
                return

    def items(self) -> Iterator[None]:
        """Yield once before each element of a list; the element must be taken."""
        self._take("[")
        if self.kind() == "]":
            self._at += 1
            return
        while True:
            yield
            if self._next("]"):
                return

    def value(self) -> Any:
        """Return what comes next, whole."""
        self.kind()
        wanted = 1
        while True:
            try:
                found, end = self._decoder.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if len(self._text) - self._at > LONGEST:
                    raise BadJson("an element is longer than can be, or no JSON") from error
                # Twice as much each time: an element that spans many chunks is not tried at each.
                if sum(self._more() for _ in range(wanted)) == 0:
                    raise BadJson("it is no JSON") from error
                wanted *= 2
                continue
            # A number at the end of what was read may go on: "0." is read as 0 until its digits are there.
            if not self._text[end:].strip("0123456789.eE+-") and isinstance(found, int | float) and self._more():
                continue
            self._at = end
            return found

    def _next(self, closing: str) -> bool:
        """Take a comma, or the end of what is walked through, and say whether it was the end."""
        found = self.kind()
        if found not in (",", closing) or not found:
            raise BadJson("it is no JSON")
        self._at += 1
        return found == closing

    def _take(self, wanted: str) -> None:
        if self.kind() != wanted:
            raise BadJson("it is no JSON")
        self._at += 1

    def _more(self) -> bool:
        chunk = self._file.read(CHUNK)
        self._text, self._at = self._text[self._at :] + chunk, 0
        return bool(chunk)
