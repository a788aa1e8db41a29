"""Which names may stand at a place: what the symbols say, what the file holds, what followed elsewhere."""

from itertools import chain

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.index.run import PADDING
from undersong.suggestions.index.vocabulary import FIRST_WORD, Vocabulary
from undersong.suggestions.symbols.caret import KEYWORDS
from undersong.suggestions.symbols.counts import Counts
from undersong.suggestions.symbols.features import BUILTINS
from undersong.suggestions.symbols.scene import Scene

# Of what followed elsewhere and is frequent, and of the file's names. A few more names in the list are found with
# twice as many, and none more among the first five.
FROM_COUNTS, FROM_FILE = 40, 120
# Words that can follow a value.
JOINTS = frozenset({"and", "or", "in", "is", "not", "if", "else", "for", "as", "import", "async"})
NOT_ARGUMENTS = ("self", "cls")


def names_for(scene: Scene, vocabulary: Vocabulary, letters: NDArray[np.uint32], language: str) -> dict[str, int]:
    """Return every name worth ranking, with its number in the vocabulary; all begin with what is typed."""
    typed = scene.caret.typed
    words = vocabulary.words
    found = {words[number]: number for number in _counted(scene, letters).tolist()}
    told = [name for name in _told(scene, language) if name.startswith(typed) and name not in found]
    found |= {name: vocabulary.number(name) for name in told}
    is_joint = scene.caret.is_after_value and language == "python"
    fits = {name: number for name, number in found.items() if name.startswith(typed) and name != typed}
    return {name: number for name, number in fits.items() if name in JOINTS} if is_joint else fits


def _counted(scene: Scene, letters: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return the numbers that the file, the engine or the counts bring up, those with the right first letter."""
    typed = scene.caret.typed
    fits = letters == ord(typed[0]) if typed else letters > 0
    fits[:FIRST_WORD] = False
    fitting = np.flatnonzero(fits)
    parts = [fitting[_most(counts[fitting], FROM_COUNTS)] for counts in (*scene.after, scene.frequencies)]
    codes = (scene.cursor.text.codes[PADDING:] >> 1).astype(np.int64)
    inside = codes[fits[codes]][::-1]
    _, first = np.unique(inside, return_index=True)
    parts.append(inside[np.sort(first)[:FROM_FILE]])
    if scene.distribution is not None:
        parts.append(scene.distribution.numbers[fits[scene.distribution.numbers]])
    return np.unique(np.concatenate(parts))


def _most(counts: Counts, most: int) -> NDArray[np.int64]:
    """Return where the highest counts stand, as far as anything was counted."""
    found = np.flatnonzero(counts)
    return found if len(found) <= most else found[np.argpartition(counts[found], -most)[-most:]]


def _told(scene: Scene, language: str) -> set[str]:
    """Return the names that the symbols say may stand here."""
    caret, known = scene.caret, scene.known
    if caret.kind == "attribute":
        return set(known.members)
    if caret.kind in ("imported", "module"):
        return set(known.exported)
    own, scope = scene.view.own, scene.view.scope
    names = {*own.classes, *own.functions, *own.names, *own.imports, *scope.parameters, *scope.locals}
    if caret.kind == "argument":
        parameters = chain.from_iterable(function.parameters for function in known.functions)
        names.update(name for name in parameters if name not in NOT_ARGUMENTS)
    if caret.typed and language == "python":
        names.update(KEYWORDS, BUILTINS, scene.view.table.beginning(caret.typed[0]))
    return names
