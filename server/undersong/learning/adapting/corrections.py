"""What a person made of suggestions that they had taken: pairs of texts, sanitised, on this machine alone.

They lie with the index because they hold code; a cap keeps them few, and forgetting deletes them.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from undersong.privacy.sanitise import sanitised

FILE = "corrections.jsonl"
# Enough for half a year of a person who mends three suggestions a day; 2 MB at the very most.
MOST_PAIRS = 500
LONGEST_CHARS = 2_000


@dataclass(frozen=True, slots=True)
class Correction:
    """A suggestion as it was taken, and the same place some minutes later."""

    time_ms: int
    suggestion: str
    language: str
    original: str
    corrected: str


class Corrections:
    """The pairs of one home.

    Parameters
    ----------
    index_folder
        Where whatever holds code lies.
    """

    def __init__(self, index_folder: Path) -> None:
        self._path = index_folder / FILE

    def keep(self, time_ms: int, suggestion: str, language: str, original: str, corrected: str) -> bool:
        """Keep a pair without its secrets, and tell whether there was anything to keep.

        A pair that differs only in what was taken out says nothing; the same suggestion told again replaces itself.
        """
        before, after = (sanitised(text[:LONGEST_CHARS]) for text in (original, corrected))
        if before == after:
            return False
        pair = Correction(time_ms, suggestion, language, before, after)
        others = [known for known in self.pairs() if known.suggestion != suggestion]
        self._write([*others, pair][-MOST_PAIRS:])
        return True

    def pairs(self) -> list[Correction]:
        """Return all pairs, oldest first; a line that cannot be read is left out."""
        return list(self._read())

    def forget(self, since_ms: int, until_ms: int) -> int:
        """Delete the pairs of a range, both ends included, and return how many there were."""
        before = self.pairs()
        left = [pair for pair in before if not since_ms <= pair.time_ms <= until_ms]
        if len(left) < len(before):
            self._write(left)
        return len(before) - len(left)

    def _read(self) -> Iterator[Correction]:
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return
        for line in lines:
            pair = _pair_of(line)
            if pair is not None:
                yield pair

    def _write(self, pairs: Iterable[Correction]) -> None:
        text = "".join(json.dumps(asdict(pair)) + "\n" for pair in pairs)
        if not text:
            self._path.unlink(missing_ok=True)
            return
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = self._path.with_suffix(".part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        part.replace(self._path)


def _pair_of(line: str) -> Correction | None:
    try:
        plain: Any = json.loads(line)
        return Correction(**plain)
    except (ValueError, TypeError):
        return None
