"""After a commit: whom to believe in that repository, its index, the open file or the model, is learned anew."""

import logging
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from undersong.flows.completing import Completing, place_of
from undersong.source.history import Added, added_lines, newest_commits
from undersong.source.languages import language_of
from undersong.source.reading import Skipped, read_source
from undersong.source.secretlike import is_private_file
from undersong.suggestions.index.repository import Repository
from undersong.suggestions.neural.corpus import Elsewhere
from undersong.suggestions.neural.engine import Engine
from undersong.suggestions.neural.fitting import BEFORE, LEARNED, Samples, fit, observed, together
from undersong.suggestions.neural.weights import Weights, read_weights, usual_weights
from undersong.suggestions.tokens.token_index import TokenIndex

log = logging.getLogger(__name__)

FILE, SEED = "weights.json", 7
# A slice reads 384 tokens, which takes half a second of one core: eight seconds in all, when nobody asks for anything.
COMMITS, FILES, SLICES_A_FILE, HELD_SLICES = 10, 6, 2, 4
# Someone who has not asked for a completion for so long is not typing; a slice would keep them waiting.
QUIET_SECONDS = 3.0

Observe = Callable[[str], Iterator[Samples]]
Refit = Generator[None, None, Weights | None]


class Adapt:
    """Follows the commits of the repositories that one worker has open.

    One thread drives it: `step` does one slice, and nothing while somebody types or no language model is in memory.
    """

    def __init__(self, completing: Completing, index: Path) -> None:
        self._completing, self._index = completing, index
        self._waiting: set[Path] = set()
        self._seen: dict[Path, str] = {}
        self._work: Iterator[None] | None = None

    def committed(self, roots: Iterable[Path]) -> None:
        """Look at these repositories again: in one of them there is a commit.

        One that the language model does not complete in just now is looked at when it does.
        """
        self._waiting.update(roots)

    def step(self) -> bool:
        """Do one slice and return whether to go on at once."""
        if self._completing.quiet_seconds < QUIET_SECONDS:
            return False
        if self._work is None:
            self._work = self._next()
        if self._work is None:
            return False
        try:
            next(self._work)
        except StopIteration:
            self._work = None
        return self._work is not None or bool(self._ready())

    def _next(self) -> Iterator[None] | None:
        while (engine := self._completing.engine) is not None and (ready := self._ready()):
            root, repository = ready.popitem()
            self._waiting.discard(root)
            newest = newest_commits(root, 1)
            if newest and self._seen.get(root) != newest[0]:
                self._seen[root] = newest[0]
                observe = observer(repository, engine, self._completing.tokens_of(repository, engine))
                return refitted(changed_lately(root), observe, place_of(self._index, root) / FILE)
        return None

    def _ready(self) -> dict[Path, Repository]:
        """Return the repositories that wait and are completed in."""
        return {found.root: found for found in self._completing.followed if found.root in self._waiting}


def refitted(paths: Sequence[str], observe: Observe, place: Path) -> Iterator[None]:
    """Learn weights anew from files, the newest first, and write them to `place` if the newest file likes them."""
    begun = time.perf_counter()
    fitted = yield from relearned(paths, observe, read_weights(place) or usual_weights())
    if fitted is not None:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fitted.save(place)
        place.chmod(0o600)
    took = round((time.perf_counter() - begun) * 1000)
    log.info("weights refitted", extra={"kept": fitted is not None, "milliseconds": took})


def relearned(paths: Sequence[str], observe: Observe, start: Weights) -> Refit:
    """Return weights under which the newest file that can judge is less of a surprise, or None; yield between slices.

    The newest file is held back; the others are learned from.
    """
    held, learned = list[Samples](), list[Samples]()
    for path in paths:
        into, most = (held, HELD_SLICES) if not held else (learned, SLICES_A_FILE)
        for samples in islice(observe(path), most):
            into.append(samples)
            yield
    if not held or not learned:
        return None
    fitted, judge = fit(together(learned), start), together(held)
    return fitted if judge.loss(fitted) < judge.loss(start) else None


def changed_lately(root: Path) -> list[str]:
    """Return code files that the newest commits changed: first those of the newest commit, longest changes first."""
    commits = newest_commits(root, COMMITS + 1)
    if len(commits) < 2:
        return []
    newest, before = (added_lines(root, base, commits[0]) for base in (commits[1], commits[-1]))
    order = [*by_size(newest), *by_size(before)]
    return [path for path in dict.fromkeys(order) if is_learned(path)][:FILES]


def by_size(files: Iterable[Added]) -> list[str]:
    """Return paths, those with the most new lines first."""
    return [file.path for file in sorted(files, key=lambda file: (-file.count, file.path))]


def is_learned(path: str) -> bool:
    """Tell whether a file is code and none that is made to hold secrets."""
    return language_of(path) is not None and not is_private_file(path)


def observer(repository: Repository, engine: Engine, index: TokenIndex) -> Observe:
    """Return what yields, for a file, how model, file and repository fare in it, a slice at a time."""
    memory = engine.model.spare_memory(BEFORE + LEARNED)
    chance = np.random.default_rng(SEED)

    def observe(path: str) -> Iterator[Samples]:
        text = read_source(repository.root / path)
        if not isinstance(text, Skipped):
            yield from observed(memory, engine.stream.encode_once(text), Elsewhere(index, path), chance)

    return observe
