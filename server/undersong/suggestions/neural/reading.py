"""From which token on the model reads a document, and what of it is in its memory already."""

import time
from collections.abc import Callable

import numpy as np

from undersong.inference.language.model import Memory
from undersong.inference.language.tokenizer import Ids
from undersong.suggestions.neural.drafting import Row

# What is read at a jump to another place, where the machine is fast enough. 512 tokens take 0.2 s on two cores; against
# 256 they are worth 2.7 points of next-token accuracy (40 places in scrapy, fastapi and django-oscar).
WINDOW = 512
# Less than this tells the model too little.
LEAST = 128
# What a jump may take; a machine that reads more slowly reads less.
JUMP_MS = 230.0
# Read at a time: whoever has a newer text waits no longer than for one of these.
CHUNK = 128
# Places kept free for what is decoded.
ROOM = 64
# By so many tokens the memory's beginning is found again when lines above it came or went.
HEAD = 16


class Pace:
    """How fast this machine reads (tokens a millisecond), followed as it changes."""

    def __init__(self) -> None:
        self.tokens_per_ms = WINDOW / JUMP_MS

    def note(self, tokens: int, milliseconds: float) -> None:
        """Take in one reading; short ones tell little."""
        if tokens >= CHUNK // 2:
            self.tokens_per_ms += 0.2 * (tokens / max(milliseconds, 0.1) - self.tokens_per_ms)

    @property
    def window(self) -> int:
        """Tokens to read at a jump."""
        return int(min(WINDOW, max(LEAST, self.tokens_per_ms * JUMP_MS)))


class Reading:
    """One document's place in a memory."""

    def __init__(self, memory: Memory, path: str, pace: Pace) -> None:
        self.memory, self.path = memory, path
        self._pace = pace
        self._origin = 0
        self._header: Ids = np.zeros(0, np.int64)

    def read(self, ids: Ids, header: Ids, should_stop: Callable[[], bool]) -> Row | None:
        """Read the tokens of a document up to a cursor and return the logits behind the last; None when stopped.

        `header` is read before all others: a mark, or what follows the cursor between two marks.
        """
        self._header = header
        wanted = self._wanted(ids)
        # The last token is always read again: its logits are not kept.
        self.memory.cut(min(self.memory.shared(wanted), len(wanted) - 1))
        while True:
            chunk = wanted[len(self.memory.ids) :][:CHUNK]
            begun = time.perf_counter()
            rows = self.memory.read(chunk)
            self._pace.note(len(chunk), (time.perf_counter() - begun) * 1000)
            if len(self.memory.ids) == len(wanted):
                return np.asarray(rows[0])
            if should_stop():
                return None

    def _wanted(self, ids: Ids) -> Ids:
        """Return the tokens that the memory should hold, with the mark of the beginning where it reaches so far."""
        for origin in self._beginnings(ids):
            if self._serves(ids, origin):
                self._origin = origin
                return self._from(ids, origin)
        self._origin = max(0, len(ids) - self._pace.window)
        return self._from(ids, self._origin)

    def _beginnings(self, ids: Ids) -> list[int]:
        """Return where in a text the memory may begin, the place nearest to the last one first."""
        if not self._origin:
            return [0]
        head = self.memory.ids[len(self._header) :][:HEAD]
        if not len(head):
            return []
        places = np.flatnonzero(ids[: max(0, len(ids) - HEAD)] == head[0])
        found = [int(place) for place in places if (ids[place : place + len(head)] == head).all()]
        return sorted(found, key=lambda place: abs(place - self._origin))

    def _serves(self, ids: Ids, origin: int) -> bool:
        """Whether a beginning leaves room, reaches far enough back and is what the memory holds."""
        if not 0 <= origin <= len(ids) or len(ids) - origin + len(self._header) > self.memory.positions - ROOM:
            return False
        wanted = self._from(ids, origin)
        unread = len(wanted) - self.memory.shared(wanted)
        return unread <= self._pace.window // 2 and (origin == 0 or len(ids) - origin >= self._pace.window // 2)

    def _from(self, ids: Ids, origin: int) -> Ids:
        return np.concatenate([self._header, ids[origin:]])
