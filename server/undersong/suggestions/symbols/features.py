"""What speaks for each name at a place, as numbers."""

import builtins
import math
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.index.run import PADDING
from undersong.suggestions.symbols.caret import KEYWORDS
from undersong.suggestions.symbols.counts import Counts
from undersong.suggestions.symbols.scene import Scene
from undersong.suggestions.symbols.table import KINDS as DEFINED_KINDS
from undersong.suggestions.symbols.table import SymbolTable

Matrix = NDArray[np.float64]
Numbers = NDArray[np.int64]

CARETS = ("attribute", "imported", "module", "argument", "definition", "name")
# Logarithms of shares among the names weighed, from -1 (none) to 0, and of counts in the file.
COUNTED = (
    *("engine", "is_in_engine", "after_1", "after_2", "after_3", "after_4", "repository"),
    *("file", "recency", "file_after_1", "file_after_2", "near"),
)
TOLD = (
    *("is_member", "is_no_member", "is_guessed_member", "is_parameter", "is_given", "parameter_place"),
    *("is_exported", "is_not_exported", "is_used", "is_on_line", "is_target", "target_parts", "callee_parts"),
    *("is_imported", "is_own_parameter", "is_local", "is_own_class", "is_own_function", "is_own_name"),
)
BY_ITSELF = (
    *(f"{kind}_count" for kind in DEFINED_KINDS),
    *("is_keyword", "is_builtin", "is_capital", "is_upper", "is_private", "length"),
)
PLACE = ("knows_receiver", "knows_callee", "has_typed", *(f"at_{kind}" for kind in CARETS))
FEATURES = (*COUNTED, *TOLD, *BY_ITSELF, *PLACE)

BUILTINS = frozenset(name for name in dir(builtins) if not name.startswith("__"))
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
LEAST = 1e-6
# Tokens back that count as near: some twenty lines.
NEAR = 200
# How far back a name counts that the file does not have.
FAR = 50_000
Parts = frozenset[str]


class Facts(dict[str, tuple[tuple[float, ...], Parts]]):
    """Name → what can be said of it at any place, and its parts; kept as long as the repository stays as it is."""

    def __init__(self, table: SymbolTable) -> None:
        super().__init__()
        self._table, self._version = table, table.version

    def __missing__(self, name: str) -> tuple[tuple[float, ...], Parts]:
        counts = tuple(math.log1p(self._table.counts[kind][name]) for kind in DEFINED_KINDS)
        looks = (name in KEYWORDS, name in BUILTINS, name[0].isupper(), name.isupper(), name[0] == "_")
        self[name] = found = (*counts, *map(float, looks), math.log(len(name))), parts_of(name)
        return found

    def is_of(self, table: SymbolTable) -> bool:
        """Return whether these are facts about what a table holds now."""
        return self._table is table and self._version == table.version


def measure(scene: Scene, names: Sequence[str], numbers: Numbers, facts: Facts) -> Matrix:
    """Return one row a name, one column a feature of `FEATURES`; `numbers` are the names' in the vocabulary."""
    known = scene.known
    knows = [bool(known.receiver), bool(known.functions), bool(scene.caret.typed)]
    place = np.array([*knows, *(scene.caret.kind == kind for kind in CARETS)], np.float64)
    told = np.array(list(_told(scene, names, facts)), np.float64)
    by_itself = np.array([facts[name][0] for name in names], np.float64)
    return np.concatenate([_counted(scene, numbers), told, by_itself, np.tile(place, (len(names), 1))], axis=1)


def _counted(scene: Scene, numbers: Numbers) -> Matrix:
    """Return what can be counted: engine, followers, frequencies, the file."""
    size = len(scene.frequencies)
    engine = np.zeros(size)
    if scene.distribution is not None:
        engine[scene.distribution.numbers] = scene.distribution.chances
    shares = [_share(counts[numbers]) for counts in (engine, *scene.after, scene.frequencies)]
    return np.stack([shares[0], engine[numbers] > 0, *shares[1:], *_in_file(scene, numbers, size)], axis=1)


def _in_file(scene: Scene, numbers: Numbers, size: int) -> list[Counts]:
    codes = (scene.cursor.text.codes[PADDING:] >> 1).astype(np.int64)
    last = np.full(size, -1)
    last[codes] = np.arange(len(codes))
    distance = np.where(last[numbers] >= 0, len(codes) - last[numbers], FAR)
    same = codes[:-1] == codes[-1:]
    both = same[1:] & (codes[:-2] == codes[-2:-1])
    counted = [codes, codes[1:][same], codes[2:][both], codes[-NEAR:]]
    inside, after_1, after_2, near = (np.log1p(np.bincount(some, minlength=size)[numbers]) for some in counted)
    return [inside, np.log(distance) / 2, after_1, after_2, near]


def _share(counts: Counts) -> Counts:
    """Return the logarithm of each count's share of all, from -1 (none) to 0."""
    total = counts.sum()
    return np.log(counts / total + LEAST) / -math.log(LEAST) if total else np.full(len(counts), -1.0)


def _told(scene: Scene, names: Sequence[str], facts: Facts) -> list[tuple[float, ...]]:
    """Return for each name what the symbol tables say of it at this place."""
    caret, known = scene.caret, scene.known
    own, scope = scene.view.own, scene.view.scope
    is_sure = bool(known.receiver) and not known.receiver.is_guess
    is_guess, exports = known.receiver.is_guess, bool(known.exported)
    given = caret.call.given if caret.call else frozenset()
    before = len(given) + (caret.call.commas if caret.call else 0)
    places = {name: at for function in reversed(known.functions) for at, name in enumerate(function.parameters)}
    target, callee = parts_of(caret.target), parts_of(caret.call.callee[-1] if caret.call else "")
    rows: list[tuple[float, ...]] = []
    for name in names:
        is_member, is_exported, place = name in known.members, name in known.exported, places.get(name)
        parts = facts[name][1]
        rows.append(
            (
                is_sure and is_member,
                is_sure and not is_member,
                is_guess and is_member,
                place is not None and name not in given,
                name in given,
                0.0 if place is None else 1 / (1 + abs(place - before)),
                is_exported,
                exports and not is_exported,
                name in caret.used,
                name in scene.line_words,
                name == caret.target,
                _overlap(parts, target),
                _overlap(parts, callee),
                name in own.imports,
                name in scope.parameters,
                name in scope.locals,
                name in own.classes,
                name in own.functions,
                name in own.names,
            )
        )
    return rows


def parts_of(name: str) -> Parts:
    """Return the words of a name.

    >>> sorted(parts_of("HTTPRequest_old"))
    ['http', 'old', 'request']
    """
    return frozenset(part.lower() for part in PART.findall(name))


def _overlap(one: Parts, other: Parts) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
