"""Counts the styles of a file's names from its tokens: a fiftieth of the cost of its tree, and as good for shares."""

from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np

from undersong.source.shapes import NUMBER, STRING
from undersong.suggestions.index.stream import Codes
from undersong.suggestions.index.vocabulary import UNSPOKEN, Vocabulary
from undersong.suggestions.naming.styles import style_of

# Beyond so many tokens a parameter list is no parameter list.
LONGEST_SIGNATURE = 200
NOT_NAMED_HERE = frozenset({"self", "cls", "*", "**", "/", ",", ")"})
FAMILIES = {
    "python": "python",
    "javascript": "javascript",
    "javascriptreact": "javascript",
    "typescript": "javascript",
    "typescriptreact": "javascript",
}

Found = Iterator[tuple[str, int]]


def count_names(raw: Codes, language: str, vocabulary: Vocabulary) -> dict[str, int]:
    """Return "kind style" → how many names; empty for a language whose names are not looked at.

    `raw` is a file's stream before its line breaks became relative.
    """
    family = FAMILIES.get(language)
    if family is None or not raw.size:
        return {}
    counts: Counter[str] = Counter()
    words = vocabulary.words
    for kind, place in READERS[family](raw, vocabulary):
        name = words[raw[place] >> 1] if raw[place] > 0 else ""
        if name.isidentifier() and is_counted(name):
            counts[f"{kind} {style_of(name)}"] += 1
    return dict(counts)


def is_counted(name: str) -> bool:
    """Return whether a name says anything about style: not a single letter, not a dunder, not jQuery's ``$x``."""
    return "$" not in name and len(name.strip("_")) > 1 and not (name.startswith("__") and name.endswith("__"))


def _python(raw: Codes, vocabulary: Vocabulary) -> Found:
    numbers = raw >> 1
    for place in _after(raw, vocabulary, "class"):
        yield "class", place
    self_or_cls = {vocabulary.number("self"), vocabulary.number("cls")}
    for place in _after(raw, vocabulary, "def"):
        is_method = place + 2 < len(raw) and int(numbers[place + 2]) in self_or_cls
        yield "method" if is_method else "function", place
        yield from (("parameter", at) for at in _parameters(raw, place + 1, vocabulary))
    yield from _assigned(raw, vocabulary)


def _javascript(raw: Codes, vocabulary: Vocabulary) -> Found:
    for place in _after(raw, vocabulary, "class"):
        yield "class", place
    for place in _after(raw, vocabulary, "function"):
        yield "function", place
        yield from (("parameter", at) for at in _parameters(raw, place + 1, vocabulary))
    for keyword in ("const", "let", "var"):
        for place in _after(raw, vocabulary, keyword):
            value = vocabulary.shapes[raw[place + 2] >> 1] if place + 2 < len(raw) and raw[place + 2] > 0 else 0
            is_constant = keyword == "const" and value in (STRING, NUMBER) and raw[place - 2] == -1
            yield "constant" if is_constant else "variable", place


READERS: dict[str, Callable[[Codes, Vocabulary], Found]] = {"python": _python, "javascript": _javascript}


def _after(raw: Codes, vocabulary: Vocabulary, keyword: str) -> list[int]:
    """Return the places after a keyword that begins a statement, or follows `async`, `export` or `default`."""
    number = vocabulary.number(keyword)
    if number == UNSPOKEN:
        return []
    places = np.flatnonzero(raw[:-1] >> 1 == number)
    allowed = {vocabulary.number(word) for word in ("async", "export", "default")}
    return [int(at) + 1 for at in places if raw[at - 1] < 0 or int(raw[at - 1]) >> 1 in allowed]


def _parameters(raw: Codes, opening: int, vocabulary: Vocabulary) -> Iterator[int]:
    """Yield the places of a signature's names: what follows its bracket, or a comma on the same depth."""
    words, depth, is_name_next = vocabulary.words, 0, True
    for place in range(opening, min(len(raw), opening + LONGEST_SIGNATURE)):
        word = words[raw[place] >> 1] if raw[place] > 0 else "\n"
        if word in ("(", "[", "{"):
            depth += 1
        elif word in (")", "]", "}"):
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1 and word == ",":
            is_name_next = True
        elif depth == 1 and is_name_next and word not in NOT_NAMED_HERE and word != "\n":
            is_name_next = False
            yield place


def _assigned(raw: Codes, vocabulary: Vocabulary) -> Found:
    """Yield names that a line begins with and then assigns to: constants at the margin, variables further in."""
    equals = vocabulary.number("=") << 1 | 1
    places = np.flatnonzero((raw[1:-1] > 0) & (raw[:-2] < 0) & (raw[2:] == equals)) + 1
    for place in places.tolist():
        if raw[place - 1] < -1:
            yield "variable", place
        elif place + 2 < len(raw) and vocabulary.shapes[raw[place + 2] >> 1] in (STRING, NUMBER):
            yield "constant", place
