"""What the person chose, kept for when no editor is open."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from undersong.domain.settings import Settings


class Choices:
    """The settings in force. The window that spoke last wins: they are one person's."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.settings = Settings().updated(self._read())
        self._observers: list[Callable[[Settings], None]] = []

    def watch(self, observer: Callable[[Settings], None]) -> None:
        """Call `observer` when the settings change."""
        self._observers.append(observer)

    def choose(self, plain: Mapping[str, Any]) -> None:
        """Take over the settings that an editor sends; what it does not name stays."""
        chosen = self.settings.updated(plain)
        if chosen == self.settings:
            return
        self.settings = chosen
        part = self._path.with_suffix(".part")
        part.write_text(json.dumps(asdict(chosen), indent=2) + "\n", encoding="utf-8")
        part.replace(self._path)
        for observer in self._observers:
            observer(chosen)

    def _read(self) -> dict[str, Any]:
        try:
            plain = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}  # the defaults are safe: nothing is recorded until someone says so
        return plain if isinstance(plain, dict) else {}
