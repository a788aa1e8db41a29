"""Gives a Python name another name wherever it is meant, or refuses.

jedi says what a name means. Every other place where the same word stands as a name is asked too; a single one that
cannot be followed refuses the whole, because a rename that forgets a place is worse than none.
"""

import keyword
import re
import time
from dataclasses import dataclass
from pathlib import Path

from undersong.domain.errors import RenameRefused
from undersong.domain.position import Position, Span, TextEdit
from undersong.suggestions.naming.occurrences import Occurrence, has_error, keywords, occurrences
from undersong.suggestions.naming.outliers import units
from undersong.suggestions.naming.resolver import Resolver, Target, forget_trees, references_after

# The person waits, and completions wait behind the rename.
DEADLINE_SECONDS = 12.0

Places = dict[str, set[Occurrence]]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rename may look at.

    `texts` holds every file (absolute path) in which the word stands, as the person sees it now. `cache_folder` is
    jedi's own, written by this program alone.
    """

    root: Path
    texts: dict[str, str]
    cache_folder: Path


def rename(scene: Scene, path: str, at: Occurrence, old: str, new: str) -> tuple[TextEdit, ...]:
    """Return the edits that call `new` whatever `old` means at a place.

    Raises
    ------
    RenameRefused
        It could miss a place or change a meaning; the message says why.
    """
    if not new.isidentifier() or keyword.iskeyword(new):
        raise RenameRefused(old, f"{new} is no name in Python")
    until = time.monotonic() + DEADLINE_SECONDS
    texts = scene.texts
    resolver = Resolver(scene.root, texts, scene.cache_folder)
    try:
        target = _only_target(resolver, scene, path, at, old)
        places: Places = {target.path: resolver.references_in_file(target.path, target.place)}
        if target.scope is None or target.kind == "param":
            _follow_others(resolver, texts, target, places, old, until)
        changed = {file: replaced(texts[file], found, old, new) for file, found in places.items()}
        _check(texts, changed, target, places, old, new)
    finally:
        forget_trees(texts)
    return tuple(_edit(file, texts[file], place, old, new) for file in sorted(places) for place in sorted(places[file]))


def word_at(text: str, position: Position) -> tuple[Occurrence, str]:
    """Return the word under (or just before) a position, and where it begins."""
    lines = text.split("\n")
    line = lines[position.line] if position.line < len(lines) else ""
    column = len(line.encode("utf-16-le")[: position.character * 2].decode("utf-16-le", errors="ignore"))
    for found in re.finditer(r"[^\W\d]\w*", line):
        if found.start() <= column <= found.end():
            return Occurrence(position.line, found.start()), found.group()
    raise RenameRefused("This place", "there is no name at it")


def replaced(text: str, places: set[Occurrence], old: str, new: str) -> str:
    """Return a text with the word at these places exchanged."""
    lines = text.split("\n")
    for place in sorted(places, reverse=True):
        line = lines[place.row]
        lines[place.row] = line[: place.column] + new + line[place.column + len(old) :]
    return "\n".join(lines)


def _only_target(resolver: Resolver, scene: Scene, path: str, at: Occurrence, old: str) -> Target:
    targets = resolver.targets(path, at)
    if not targets:
        raise RenameRefused(old, "what it means cannot be followed")
    target = targets[0]
    if len(targets) > 1:
        raise RenameRefused(old, f"it may mean {len(targets)} different things")
    if not Path(target.path).is_relative_to(scene.root) or target.path not in scene.texts:
        raise RenameRefused(old, "it is defined outside this project")
    if target.kind == "module":
        raise RenameRefused(old, "it is a file")
    return target


def _follow_others(
    resolver: Resolver, texts: dict[str, str], target: Target, places: Places, old: str, until: float
) -> None:
    """Add every other place that means the target."""
    for file, text in texts.items():
        if target.kind != "param" and re.search(rf"([\"']){re.escape(old)}\1", text):
            raise RenameRefused(old, f"{Path(file).name} also names it in a string")
        for occurrence, must_follow in _doubtful(text, target, old):
            if occurrence in places.get(file, ()):
                continue
            if time.monotonic() > until:
                raise RenameRefused(old, f"following it took longer than {DEADLINE_SECONDS:.0f} s")
            found = resolver.targets(file, occurrence)
            if not found and must_follow:
                line = f"{Path(file).name} line {occurrence.row + 1}"
                raise RenameRefused(old, f"{line} uses it in a way that cannot be followed")
            if target.is_method and any(other.is_method and other.place == occurrence for other in found):
                raise RenameRefused(old, f"another class in {Path(file).name} has a method of this name")
            if any(other.place in places.get(other.path, ()) for other in found):
                places.setdefault(file, set()).add(occurrence)


def _doubtful(text: str, target: Target, old: str) -> list[tuple[Occurrence, bool]]:
    """Return the places of a file that may mean the target, and whether not knowing forbids the rename.

    A parameter is named elsewhere only as a keyword, and it is this one's at the latest when the callee is called so.
    """
    if target.kind == "param":
        return [(place, callee == target.owner) for place, callee in keywords(text, old)]
    return [(place, True) for place in occurrences(text, old)]


def _check(texts: dict[str, str], changed: dict[str, str], target: Target, places: Places, old: str, new: str) -> None:
    """Refuse unless the new name was free and the result still means what it meant."""
    for file, text in changed.items():
        if has_error(text) and not has_error(texts[file]):
            raise RenameRefused(old, f"{Path(file).name} would no longer parse")
        taken = [place.row for place in occurrences(texts[file], new)]
        if target.scope is not None and file == target.path:
            first, last = target.scope
            taken = [row for row in taken if first <= row <= last]
        elif target.kind == "param":
            taken = []  # a keyword at a call does not meet the names around the call
        if taken:
            raise RenameRefused(old, f"{new} is already used in {Path(file).name} line {taken[0] + 1}")
    before = places[target.path]
    shift = sum(1 for place in before if place.row == target.place.row and place.column < target.place.column)
    at = Occurrence(target.place.row, target.place.column + shift * (len(new) - len(old)))
    if references_after(changed[target.path], target.path, at) != len(before):
        raise RenameRefused(old, "afterwards it would mean something else")


def _edit(file: str, text: str, place: Occurrence, old: str, new: str) -> TextEdit:
    start = units(text.split("\n")[place.row][: place.column])
    span = Span(Position(place.row, start), Position(place.row, start + units(old)))
    return TextEdit(file, span, new)
