"""The editor windows that are attached."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from undersong.lsp.connection import Connection

# Who the command line says it is.
COMMAND_LINE = "cli"


@dataclass(eq=False, slots=True)
class Editor:
    """One attached window: its connection, who it says it is, and what it has open."""

    connection: Connection
    window: str = ""
    client: str = ""
    roots: list[Path] = field(default_factory=list)
    is_focused: bool = False

    @property
    def is_companion(self) -> bool:
        """It speaks `undersong/*`: our own extension, or a client that says so at `initialize`."""
        return bool(self.client)

    @property
    def is_window(self) -> bool:
        """Somebody works in it; a command that only asks is no window."""
        return self.client != COMMAND_LINE


class Editors:
    """All attached windows, in the order in which they came."""

    def __init__(self) -> None:
        self._editors: list[Editor] = []
        self._owed: list[dict[str, Any]] = []

    def __iter__(self) -> Iterator[Editor]:
        return iter(tuple(self._editors))

    def __len__(self) -> int:
        return len(self._editors)

    @property
    def windows(self) -> int:
        """How many editor windows are attached."""
        return sum(editor.is_window for editor in self._editors)

    def join(self, editor: Editor) -> None:
        """Take a window in."""
        self._editors.append(editor)

    def leave(self, editor: Editor) -> None:
        """Forget a window; one that is not there changes nothing."""
        if editor in self._editors:
            self._editors.remove(editor)

    def tell_all(self, method: str, params: Mapping[str, Any]) -> None:
        """Send a notification to every window that speaks `undersong/*`."""
        for editor in self:
            if editor.is_companion:
                editor.connection.tell(method, dict(params))

    def tell_focused(self, method: str, params: Mapping[str, Any]) -> None:
        """Send a notification to the focused window, or to the latest one when none has the focus."""
        companions = [editor for editor in self if editor.is_companion]
        focused = [editor for editor in companions if editor.is_focused] or companions
        for editor in focused[-1:]:
            editor.connection.tell(method, dict(params))

    def notice(self, level: str, code: str, text: str) -> None:
        """Tell a person something once: every window, or the first one that comes when none is there."""
        notice = {"level": level, "code": code, "text": text}
        if any(editor.is_companion for editor in self):
            self.tell_all("undersong/notice", notice)
        else:
            self._owed.append(notice)

    def greet(self, editor: Editor) -> None:
        """Give a window that has introduced itself what nobody was there to hear."""
        while editor.is_companion and self._owed:
            editor.connection.tell("undersong/notice", self._owed.pop(0))

    def focus(self, window: str) -> None:
        """Note which window has the focus."""
        for editor in self._editors:
            editor.is_focused = editor.window == window
