"""The size and place of a change between two texts; what was changed into what is told to nobody."""

from itertools import takewhile
from operator import eq
from typing import NamedTuple

# What one change inserts beyond this was not typed (priors of real sessions look at edits up to 50 characters).
MOST_TYPED = 50


class Change(NamedTuple):
    """How much went and came, and on which lines of the text after it, counted from 0."""

    inserted: int
    deleted: int
    inserted_lines: int
    deleted_lines: int
    first_line: int
    last_line: int

    def data(self, language: str, changes: int = 1) -> dict[str, object]:
        """Return the fields of `file_modified`."""
        return {
            "file.language": language,
            "edit.inserted_chars": self.inserted,
            "edit.deleted_chars": self.deleted,
            "edit.inserted_lines": self.inserted_lines,
            "edit.deleted_lines": self.deleted_lines,
            "edit.changes": changes,
            "edit.first_line": self.first_line,
            "edit.last_line": self.last_line,
            "edit.seconds": 0,
        }


def patched(text: str, position: int, deleted: int, inserted: str) -> tuple[str, Change]:
    """Return a text after a patch, and the change."""
    first = text.count("\n", 0, position)
    new_lines = inserted.count("\n")
    gone_lines = text.count("\n", position, position + deleted)
    after = text[:position] + inserted + text[position + deleted :]
    return after, Change(len(inserted), deleted, new_lines, gone_lines, first, first + new_lines)


def difference(before: str, after: str) -> Change:
    """Return the one change that leads from a text to another.

    >>> difference("one two", "one too")
    Change(inserted=1, deleted=1, inserted_lines=0, deleted_lines=0, first_line=0, last_line=0)
    """
    start = alike(before, after)
    end = alike(before[start:][::-1], after[start:][::-1])
    _, change = patched(before, start, len(before) - start - end, after[start : len(after) - end])
    return change


def together(changes: list[Change]) -> Change:
    """Return several changes of one moment as one."""
    inserted, deleted, new_lines, gone_lines, first, last = zip(*changes, strict=True)
    return Change(sum(inserted), sum(deleted), sum(new_lines), sum(gone_lines), min(first), max(last))


def alike(one: str, other: str) -> int:
    """Return with how many characters both texts begin."""
    return sum(1 for _ in takewhile(bool, map(eq, one, other)))
