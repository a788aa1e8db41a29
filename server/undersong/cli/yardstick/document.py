"""A document as an editor holds it: each change goes out as a range, a jump as a whole text."""

from dataclasses import dataclass, field
from typing import Any

Notice = tuple[str, dict[str, Any]]


@dataclass(slots=True)
class Document:
    """The text of one open file up to the cursor, which stands at its end."""

    uri: str
    text: str = ""
    version: int = 0
    _is_open: bool = field(default=False)

    def show(self, text: str) -> list[Notice]:
        """Return what is sent so that the server has this text: nothing, what was typed at the end, or all of it."""
        notices = [] if self._is_open else [self._opening()]
        if text != self.text:
            notices.append(self._change(text))
        self.text, self._is_open = text, True
        return notices

    @property
    def position(self) -> dict[str, int]:
        """The end of the text, columns in UTF-16 units."""
        return position_behind(self.text)

    def asking(self, is_asked: bool = True) -> dict[str, Any]:
        """Return the params of a request at the end of the text; `is_asked` tells that the person wants it."""
        kind = 1 if is_asked else 2  # Invoked and Automatic
        return {"textDocument": {"uri": self.uri}, "position": self.position, "context": {"triggerKind": kind}}

    def _opening(self) -> Notice:
        item = {"uri": self.uri, "languageId": "python", "version": 0, "text": ""}
        return "textDocument/didOpen", {"textDocument": item}

    def _change(self, text: str) -> Notice:
        self.version += 1
        if self.text and text.startswith(self.text):
            at = self.position
            change: dict[str, Any] = {"range": {"start": at, "end": at}, "text": text[len(self.text) :]}
        else:
            change = {"text": text}
        named = {"uri": self.uri, "version": self.version}
        return "textDocument/didChange", {"textDocument": named, "contentChanges": [change]}


def position_behind(text: str) -> dict[str, int]:
    """Return the LSP position at the end of a text."""
    start = text.rfind("\n") + 1
    return {"line": text.count("\n"), "character": len(text[start:].encode("utf-16-le")) // 2}
