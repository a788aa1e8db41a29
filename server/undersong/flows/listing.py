"""Names for the caret, the likeliest first, and the rest of the line where the repository knows it."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from undersong.domain.suggestion import Context, Suggestion
from undersong.source.lexer import WORD_AT_END
from undersong.suggestions.completion.completer import complete
from undersong.suggestions.completion.open_file import Neighbours, OpenFile
from undersong.suggestions.index.repository import Repository
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

    def __init__(self) -> None:
        self._namers: WeakKeyDictionary[Repository, Namer] = WeakKeyDictionary()
        self._neighbours = Neighbours()

    def listed(self, context: Context, file: OpenFile, files: list[OpenFile]) -> Listed:
        """Return names and line; the language model is not asked, so that the list is there with the key press."""
        neighbours = self._neighbours.run(files, file)
        names = self._namer(file).offers(context, file, neighbours)
        found = complete(context, file, neighbours)
        typed = WORD_AT_END.search(context.prefix)
        return Listed(typed.group() if typed else "", names, found if isinstance(found, Suggestion) else None)

    def weighed(self, context: Context, file: OpenFile) -> Weighed | None:
        """Return the names that there are to rank with their features, for fitting the order."""
        return self._namer(file).weigh(context, file)

    def _namer(self, file: OpenFile) -> Namer:
        return self._namers.setdefault(file.repository, Namer())
