"""Names for the caret, the likeliest first, and the rest of the line where the repository knows it."""

from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from undersong.domain.suggestion import Context, Suggestion
from undersong.flows.completing import has_word_of
from undersong.source.lexer import WORD_AT_END
from undersong.suggestions.completion.completer import complete
from undersong.suggestions.completion.neighbours import Neighbours
from undersong.suggestions.completion.open_file import OpenFile
from undersong.suggestions.index.repository import Repository
from undersong.suggestions.index.run import Run
from undersong.suggestions.processing import Known, Refused, process
from undersong.suggestions.symbols.namer import Namer, Weighed
from undersong.suggestions.symbols.offer import Offer


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list of completions holds.

    `typed` is what stands there of the word, `names` go on from it in order, `line` is the rest of the line, if the
    repository knows it.
    """

    typed: str
    names: list[Offer]
    line: Suggestion | None


class Listing:
    """Lists names in all open repositories of one worker."""

    def __init__(self, neighbours: Neighbours) -> None:
        self._namers: WeakKeyDictionary[Repository, Namer] = WeakKeyDictionary()
        self._neighbours = neighbours

    def listed(self, context: Context, file: OpenFile, files: list[OpenFile]) -> Listed:
        """Return names and line; the language model is not asked, so that the list is there with the key press."""
        neighbours = self._neighbours.run(files, file)
        names = self._namer(file).offers(context, file, neighbours)
        typed = WORD_AT_END.search(context.prefix)
        return Listed(typed.group() if typed else "", names, line_of(context, file, neighbours))

    def weighed(self, context: Context, file: OpenFile) -> Weighed | None:
        """Return the names that there are to rank with their features, for fitting the order."""
        return self._namer(file).weigh(context, file)

    def _namer(self, file: OpenFile) -> Namer:
        return self._namers.setdefault(file.repository, Namer())


def line_of(context: Context, file: OpenFile, neighbours: Run | None) -> Suggestion | None:
    """Return the rest of the line as the repository knows it, repaired as ghost text is; None when there is none."""
    found = complete(context, file, neighbours)
    if not isinstance(found, Suggestion):
        return None
    text = process(found.text, context, Known(has_word_of(file.repository)))
    return None if isinstance(text, Refused) else replace(found, text=text)
