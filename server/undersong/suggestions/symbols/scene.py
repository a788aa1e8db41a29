"""A place in a repository with all that is known about it, before any name is weighed."""

import re
from dataclasses import dataclass

import numpy as np

from undersong.domain.suggestion import Context
from undersong.source.outline import Function, Outline, outline_of
from undersong.source.outlining import open_quotes
from undersong.suggestions.completion.completer import ask
from undersong.suggestions.completion.cursor import Cursor, cursor_at
from undersong.suggestions.completion.mixture import Distribution
from undersong.suggestions.completion.open_file import OpenFile
from undersong.suggestions.index.evidence import Before
from undersong.suggestions.index.run import PADDING, Run
from undersong.suggestions.symbols.caret import Caret
from undersong.suggestions.symbols.counts import Counts, Statistics
from undersong.suggestions.symbols.resolve import NOTHING, Meaning, View
from undersong.suggestions.symbols.scope import Scope, scope_at

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Known:
    """What the symbol tables say about a place.

    `receiver` is what stands before the dot and `members` what can follow it; `functions` are those that the call
    around may run; `exported` are the names that can be imported there.
    """

    receiver: Meaning = NOTHING
    members: frozenset[str] = frozenset()
    functions: tuple[Function, ...] = ()
    exported: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scene:
    """A place: its caret, its surroundings, the engine's distribution, and the counts of the repository.

    `after` counts what followed the one to four tokens before; `frequencies` counts each number's occurrences.
    """

    caret: Caret
    view: View
    known: Known
    cursor: Cursor
    distribution: Distribution | None
    after: list[Counts]
    frequencies: Counts
    line_words: frozenset[str]


class Outlined:
    """The outline of the text above the caret, read again only when that text has changed."""

    def __init__(self) -> None:
        self._text, self._outline, self._quotes = "", Outline(), ""

    def of(self, text: str) -> Outline:
        """Return what a text defines."""
        self._read(text)
        return self._outline

    def is_in_text(self, context: Context) -> bool:
        """Return whether the caret stands in a docstring or another string of several lines."""
        if context.language != "python":
            return False
        above, _, line = context.prefix.rpartition("\n")
        self._read(above)
        return bool(open_quotes(self._quotes + line))

    def _read(self, text: str) -> None:
        if text != self._text:
            self._text, self._outline, self._quotes = text, outline_of(text), open_quotes(text)


def scene_at(
    context: Context, caret: Caret, file: OpenFile, runs: list[Run], statistics: Statistics, outlined: Outlined
) -> Scene:
    """Return all that is known about a place."""
    above, _, _ = context.prefix.rpartition("\n")
    file.repository.symbols.hidden = file.inner
    view = View(file.inner, Outline(), Scope(), file.repository.symbols)
    if context.language == "python":
        indent = len(caret.line.expandtabs(4)) - len(caret.line.expandtabs(4).lstrip())
        view = View(file.inner, outlined.of(above), scope_at(above, indent), file.repository.symbols)
    file.above.replace(context.prefix.split("\n")[:-1])
    cursor = cursor_at(caret.line, file.above)
    numbers = (cursor.text.codes[: -PADDING - 1 : -1] >> 1).astype(np.int64)
    before = Before(numbers, cursor.text.shapes[: -PADDING - 1 : -1].astype(np.int64))
    size = len(file.vocabulary.words)
    frequencies = statistics.frequencies(runs, size)
    after = statistics.followers(runs, before, size)
    words = frozenset(WORD.findall(caret.line[: len(caret.line) - len(caret.typed)]))
    return Scene(caret, view, known_at(caret, view), cursor, ask(before, cursor, runs), after, frequencies, words)


def known_at(caret: Caret, view: View) -> Known:
    """Return what the symbol tables say about a caret."""
    table = view.table
    functions = tuple(view.functions(caret.call.callee)) if caret.call else ()
    if caret.kind == "attribute":
        receiver = view.meaning(caret.receiver)
        members = table.members(receiver.class_name, view.own) if receiver.class_name else {}
        inside = table.exported(receiver.module) if receiver.module else {}
        return Known(receiver, frozenset([*members, *inside]), functions)
    if caret.kind in ("imported", "module"):
        path = table.module(caret.module, view.path) if caret.module else None
        names = table.exported(path) if path and caret.kind == "imported" else {}
        return Known(exported=frozenset([*names, *table.inner(caret.module, view.path)]))
    return Known(functions=functions)
