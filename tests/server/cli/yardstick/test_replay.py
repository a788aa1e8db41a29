"""An editor of the replay asks as our extension does."""

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from undersong.cli.yardstick.document import Document
from undersong.cli.yardstick.editor import Editor, Hear
from undersong.cli.yardstick.held import Held
from undersong.cli.yardstick.replay import Typist
from undersong.cli.yardstick.trace import Trace

TEXT = "total = add(first, second)\n"


class Answering(Editor):
    """Answers at once with the rest of the line from one place on; before it, nothing, or nothing yet."""

    def __init__(self, place: str, is_slow: bool = False) -> None:
        self.place, self.is_slow = place, is_slow
        self.asked: list[str] = []
        self.taken_back: list[int] = []
        self.text = ""

    def document(self, path: str) -> Document:
        return Document(path)

    def show(self, document: Document, text: str) -> None:
        document.show(text)
        self.text = text

    def ask(self, method: str, params: Any, hear: Hear) -> int:  # noqa: ARG002 - the contract names them
        self.asked.append(self.text)
        if not self.is_slow:
            rest = TEXT.strip()[len(self.text) :]
            items = [{"insertText": rest}] if self.text.endswith(self.place) else []
            asyncio.get_running_loop().call_soon(hear, {"items": items}, 1.0)
        return len(self.asked)

    def take_back(self, number: int) -> bool:
        self.taken_back.append(number)
        return True


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    traces = lambda *_: iter([Trace("m.py", 0, 1)] * 10_000)  # noqa: E731
    monkeypatch.setattr("undersong.cli.yardstick.replay.draw_traces", traces)
    return Held(Path("/nowhere"), {"m.py": TEXT})


async def test_what_agrees_with_the_ghost_text_asks_for_nothing(held: Held) -> None:
    editor = Answering("total = ")
    typist = Typist(editor, held, seed=1)

    await type_until_second_line(typist, editor)

    first = editor.asked[: editor.asked.index("", 1)]
    assert first == [TEXT[:at] for at in range(9)]
    assert typist.tally.mix["typed-through"] >= len("add(first, second)") - 1


async def test_an_editor_without_our_rule_asks_at_every_key(held: Held) -> None:
    editor = Answering("total = ")
    typist = Typist(editor, held, seed=1, asks_always=True)

    await type_until_second_line(typist, editor)

    first = editor.asked[: editor.asked.index("", 1)]
    assert first == [TEXT[:at] for at in range(len(TEXT) - 1)]
    assert typist.tally.mix["typed-through"] == 0


async def type_until_second_line(typist: Typist, editor: Answering) -> None:
    typing = asyncio.create_task(typist.type_waiting(time.monotonic() + 60))
    while editor.asked.count("") < 2:  # noqa: ASYNC110 - nobody tells of it
        await asyncio.sleep(0)
    typing.cancel()


async def test_a_request_that_is_not_answered_is_taken_back_with_the_next_key(held: Held) -> None:
    editor = Answering("total = ", is_slow=True)
    typist = Typist(editor, held, seed=1)

    await typist.type_until(time.monotonic() + 0.1, speed=100.0)

    assert len(editor.asked) > 5
    assert editor.taken_back == list(range(1, len(editor.asked) + 1))
    assert typist.tally.mix == {"superseded": len(editor.asked)}
