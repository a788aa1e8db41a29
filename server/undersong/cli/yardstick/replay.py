"""Many editors that type at once, and one that types alone."""

import asyncio
import random
import time
from collections.abc import Sequence
from typing import Any

from undersong.cli.yardstick.document import Document
from undersong.cli.yardstick.editor import Editor
from undersong.cli.yardstick.held import Held
from undersong.cli.yardstick.offer import Offer
from undersong.cli.yardstick.tally import Tally
from undersong.cli.yardstick.trace import Key, Trace, draw_traces, keys_of

METHOD = "textDocument/inlineCompletion"


class Typist:
    """One editor that types traces, and asks as our extension does.

    Parameters
    ----------
    asks_always
        Ask at every key, also where the ghost text on the screen agrees: what an editor without our rule does.
    """

    def __init__(self, editor: Editor, held: Held, seed: int, asks_always: bool = False) -> None:
        self._editor, self._held, self._asks_always = editor, held, asks_always
        self._chance = random.Random(seed)
        self._traces = draw_traces(held, random.Random(seed))
        self._documents: dict[str, Document] = {}
        self._offer: Offer | None = None
        self._asked: int | None = None
        self._heard = asyncio.Event()
        self.tally = Tally()

    async def type_until(self, until: float, speed: float) -> None:
        """Type traces, so many times as fast as a person, until a moment of the monotonic clock."""
        while time.monotonic() < until:
            await self._type_trace(next(self._traces), until, speed)

    async def type_waiting(self, until: float) -> None:
        """Type traces and wait for each answer: what one editor alone gets."""
        while time.monotonic() < until:
            trace = next(self._traces)
            for key in self._keys(trace):
                if self._press(trace.path, key):
                    await self._heard.wait()
                if time.monotonic() > until:
                    break
            self._leave()

    async def _type_trace(self, trace: Trace, until: float, speed: float) -> None:
        due = time.monotonic()
        for key in self._keys(trace):
            self._press(trace.path, key)
            due += key.gap_seconds / speed
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            if time.monotonic() > until:
                break
        self._leave()

    def _keys(self, trace: Trace) -> Sequence[Key]:
        return list(keys_of(trace, self._held.texts[trace.path].split("\n"), self._chance))

    def _press(self, path: str, key: Key) -> bool:
        """Send what the key writes, and ask unless the ghost text says so already or the line is at its end."""
        document = self._documents.setdefault(path, self._editor.document(path))
        self._leave()
        self._editor.show(document, key.head)
        self._offer = self._offer.typed(key.typed) if self._offer else None
        if self._offer and not self._asks_always:
            self.tally.went_on(self._offer)
            return False
        if not key.rest:
            return False
        self._ask(document, key)
        return True

    def _ask(self, document: Document, key: Key) -> None:
        version = document.version

        def hear(answer: Any, milliseconds: float) -> None:
            offer = Offer.read(answer)
            is_current = document.version == version
            self.tally.answered(offer, key.rest, milliseconds, is_current)
            self._asked = None
            self._heard.set()
            if is_current:
                self._offer = offer

        self._heard.clear()
        self._asked = self._editor.ask(METHOD, document.asking(is_asked=False), hear)

    def _leave(self) -> None:
        """Take back what was not answered: the text goes on."""
        if self._asked is not None and self._editor.take_back(self._asked):
            self.tally.superseded()
        self._asked = None


async def type_together(typists: Sequence[Typist], seconds: float, speed: float) -> Tally:
    """Let all type for some seconds and return what came of it together."""
    for typist in typists:
        typist.tally = Tally()
    until = time.monotonic() + seconds
    await asyncio.gather(*(typist.type_until(until, speed) for typist in typists))
    return together([typist.tally for typist in typists])


def together(tallies: Sequence[Tally]) -> Tally:
    """Return the sum of tallies."""
    whole = Tally()
    for tally in tallies:
        whole.mix += tally.mix
        whole.milliseconds += tally.milliseconds
        whole.with_text += tally.with_text
        whole.right += tally.right
        whole.judged += tally.judged
    return whole
