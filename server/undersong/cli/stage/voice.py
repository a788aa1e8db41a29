"""How the demo tells: colours and glyphs in a terminal, plain lines elsewhere."""

import sys
from datetime import UTC, datetime
from typing import TextIO

COLOURS = {"quiet": "2", "good": "32", "warn": "33", "bad": "31", "title": "1", "accent": "36"}
GLYPHS = {"steady": "·", "focused": "◆", "stuck": "▲", "unusual": "●"}


class Voice:
    """Prints lines as they happen, each with the time of the recording.

    Parameters
    ----------
    out
        Where to print.
    is_plain
        No colours and no glyphs: what a log file or a pipe wants.
    """

    def __init__(self, out: TextIO = sys.stdout, is_plain: bool | None = None) -> None:
        self._out = out
        self._is_plain = not out.isatty() if is_plain is None else is_plain

    def scene(self, title: str) -> None:
        """Begin a part of the demo."""
        self._print(f"\n{self._paint(title, 'title')}")

    def line(self, text: str, colour: str = "") -> None:
        """Say something outside the recording's time."""
        self._print(f"  {self._paint(text, colour)}")

    def at(self, time_ms: int, text: str, colour: str = "") -> None:
        """Say what happened at a time of the recording."""
        clock = datetime.fromtimestamp(time_ms / 1000, UTC).strftime("%H:%M:%S")
        self._print(f"  {self._paint(clock, 'quiet')}  {self._paint(text, colour)}")

    def glyph(self, state: str) -> str:
        """Return a state's sign, or nothing in plain lines."""
        return "" if self._is_plain else f"{GLYPHS.get(state, '·')} "

    def _paint(self, text: str, colour: str) -> str:
        if self._is_plain or not colour:
            return text
        return f"\033[{COLOURS[colour]}m{text}\033[0m"

    def _print(self, text: str) -> None:
        print(text, file=self._out, flush=True)
