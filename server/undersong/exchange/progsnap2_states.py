"""What the code was after each row: from a column, from CodeStates/, or from the edits themselves."""

import re
from functools import cached_property
from pathlib import Path

from undersong.exchange.base import Unmapped
from undersong.exchange.changes import Change, difference, patched
from undersong.exchange.tables import Cells, read_table

# An id names a folder, so it must not lead out of this one.
PLACE = re.compile(r"\d{1,15}", re.ASCII)
SAFE_ID = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")


class CodeStates:
    """The code of a data set.

    A table of states is held in memory, as its rows come in any order; a folder of states is read one at a time. States
    in a Git repository are not read.
    """

    def __init__(self, path: Path) -> None:
        self._folder = path / "CodeStates" if path.is_dir() else None
        self._latest: dict[str, str] = {}

    def text_of(self, cells: Cells) -> str | None:
        """Return the code after a row, or None where the data set does not tell it."""
        if "X-CodeState" in cells:
            return cells["X-CodeState"]
        state = cells.get("CodeStateID", "")
        if self._folder is None or not SAFE_ID.fullmatch(state):
            return None
        if state in self._table:
            return self._table[state]
        return read_folder(self._folder / state, cells.get("CodeStateSection", ""))

    def change(self, file: str, cells: Cells) -> Change | None:
        """Return the size and place of a row's edit, or None where they cannot be told."""
        before, text = self._latest.get(file, ""), self.text_of(cells)
        if text is not None:
            self._latest[file] = text
            return difference(before, text)
        inserted, deleted, place = (cells.get(name, "") for name in ("InsertText", "DeleteText", "SourceLocation"))
        if not (inserted or deleted) or not PLACE.fullmatch(place) or int(place) + len(deleted) > len(before):
            return None
        self._latest[file], change = patched(before, int(place), len(deleted), inserted)
        return change

    @cached_property
    def _table(self) -> dict[str, str]:
        table = self._folder / "CodeStates.csv" if self._folder else None
        if table is None or not table.is_file():
            return {}
        found = (item for item in read_table(table, ["CodeStateID", "Code"]) if not isinstance(item, Unmapped))
        return {cells["CodeStateID"]: cells["Code"] for _, cells in found}


def read_folder(folder: Path, section: str) -> str | None:
    """Return the code in the folder of a state: of one file, or of all when the row names none."""
    if not folder.is_dir():
        return None
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink()]
    named = [file for file in files if section and file.relative_to(folder).as_posix() == section]
    return "".join(file.read_text("utf-8", "replace") for file in named or files)
