"""What a Python name means, asked of jedi. Loaded at the first rename: it costs 20 MB and half a second."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from undersong.suggestions.naming.occurrences import Occurrence


@dataclass(frozen=True, slots=True)
class Target:
    """Where a thing is defined.

    `kind` is jedi's: ``function``, ``class``, ``param``, ``statement``, ``module``. `scope` is the first and last row
    of the function around a local or parameter, None for what can be seen from outside.
    """

    path: str
    place: Occurrence
    kind: str
    scope: tuple[int, int] | None
    owner: str
    is_method: bool


class Resolver:
    """Follows names through one project. `texts` stand for files that are open and unsaved."""

    def __init__(self, root: Path, texts: dict[str, str], cache_folder: Path) -> None:
        self._texts = texts
        # jedi unpickles what lies in its cache, so it gets one that nobody else writes to.
        jedi().settings.cache_directory = str(cache_folder)
        self._project = jedi().Project(root, load_unsafe_extensions=False)
        # Asking in this process spares a Python of its own; nothing of the project is imported.
        self._environment = jedi().InterpreterEnvironment()
        self._scripts: dict[str, Any] = {}

    def targets(self, path: str, at: Occurrence) -> list[Target]:
        """Return what the name at a place means; nothing when that cannot be told."""
        found = self._script(path).goto(at.row + 1, at.column, follow_imports=True)
        return [target for name in found if (target := _target(name)) is not None]

    def references_in_file(self, path: str, at: Occurrence) -> set[Occurrence]:
        """Return where the name at a place is meant in its own file."""
        names = self._script(path).get_references(at.row + 1, at.column, scope="file")
        return {Occurrence(name.line - 1, name.column) for name in names if name.line is not None}

    def _script(self, path: str) -> Any:
        if path not in self._scripts:
            make = jedi().Script
            self._scripts[path] = make(
                self._texts[path], path=path, project=self._project, environment=self._environment
            )
        return self._scripts[path]


def references_after(text: str, path: str, at: Occurrence) -> int:
    """Return how often the name at a place is meant in a changed text."""
    return len(jedi().Script(text, path=path).get_references(at.row + 1, at.column, scope="file"))


def forget_trees(paths: Iterable[str]) -> None:
    """Drop what jedi remembers of these files, so that the worker does not grow with each rename."""
    import parso.cache

    jedi().cache.clear_time_caches(delete_all=True)
    for grammar in parso.cache.parser_cache.values():
        for path in paths:
            grammar.pop(Path(path), None)


@cache
def jedi() -> Any:
    """Import jedi."""
    import jedi as library

    return library


def _target(name: Any) -> Target | None:
    if name.module_path is None or name.line is None:
        return None
    parent = name.parent()
    is_inner = parent is not None and parent.type == "function"
    scope = None
    if is_inner and name.type in ("param", "statement"):
        first, last = parent.get_definition_start_position(), parent.get_definition_end_position()
        scope = (first[0] - 1, last[0] - 1) if first and last else None
    is_method = name.type == "function" and parent is not None and parent.type == "class"
    place = Occurrence(name.line - 1, name.column)
    owner = parent.name if parent is not None else ""
    return Target(str(name.module_path), place, name.type, scope, owner, is_method)
