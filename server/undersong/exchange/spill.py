"""Sorting more than memory holds."""

import heapq
import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, TextIO

# Rows that are held at once: some ten megabytes.
RUN = 50_000

Entry = tuple[str, int, Any]


class Spill:
    """Takes values of JSON under a word and a number, and gives them back in that order.

    Sorted runs go to temporary files without a name, which the system takes back even when the process is killed.
    """

    def __init__(self, run: int = RUN) -> None:
        self._run, self._held = run, list[Entry]()
        self._files, self._stack = list[TextIO](), ExitStack()

    def __enter__(self) -> "Spill":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, word: str, number: int, value: Any) -> None:
        """Take a value."""
        self._held.append((word, number, value))
        if len(self._held) >= self._run:
            file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 (closed by the stack)
            self._stack.enter_context(file)
            file.writelines(f"{json.dumps(entry)}\n" for entry in self._sorted())
            self._files.append(file)
            self._held = []

    def sorted(self) -> Iterator[tuple[str, Any]]:
        """Yield word and value of all, in the order of word and number."""
        runs = [self._sorted(), *(entries(file) for file in self._files)]
        for word, _, value in heapq.merge(*runs, key=lambda entry: entry[:2]):
            yield word, value

    def _sorted(self) -> list[Entry]:
        return sorted(self._held, key=lambda entry: entry[:2])


def entries(file: TextIO) -> Iterator[Entry]:
    """Yield the entries of a run from its beginning."""
    file.seek(0)
    for line in file:
        word, number, value = json.loads(line)
        yield word, number, value
