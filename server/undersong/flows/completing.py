"""Completion: the language model where there is one, the repository's own index where there is none."""

import hashlib
import itertools
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from undersong.domain.errors import ReleaseUnreadable
from undersong.domain.suggestion import Context, Silence, Suggestion
from undersong.flows.crowd import Crowd
from undersong.suggestions.completion.completer import CLOSERS, complete
from undersong.suggestions.completion.neighbours import Neighbours
from undersong.suggestions.completion.open_file import OpenFile
from undersong.suggestions.index.evidence import QUICK_SAMPLE, SAMPLE
from undersong.suggestions.index.repository import Repository
from undersong.suggestions.index.vocabulary import UNSPOKEN
from undersong.suggestions.neural.corpus import Corpus, Elsewhere, Nowhere
from undersong.suggestions.neural.decoding import Limits
from undersong.suggestions.neural.engine import Engine
from undersong.suggestions.neural.following import Following
from undersong.suggestions.neural.surroundings import Marks
from undersong.suggestions.neural.weights import read_weights, usual_weights
from undersong.suggestions.processing import Known, Refused, process
from undersong.suggestions.tokens.token_index import TokenIndex
from undersong.suggestions.typed_through import typed_through

log = logging.getLogger(__name__)

# Answers kept for a cursor that comes back.
MOST_KEPT = 128
# Below this confidence the repository's own idea is offered as an alternative.
UNSURE = 0.5
# After so long without a question the language model leaves the memory; loading it again takes half a second.
IDLE_SECONDS = 600.0


class Mode(StrEnum):
    """Which parts may answer; everything but for measurements."""

    BOTH = "both"
    MODEL = "model"
    REPOSITORY = "repository"


class Completing:
    """Completes in all open repositories of one worker.

    Parameters
    ----------
    index
        The folder of all indexes.
    mode
        Leaves out the model or the repository, so that each can be measured alone.
    should_stop
        Tells, in the middle of an answer, that nobody waits for it any more.
    """

    def __init__(self, index: Path, mode: Mode = Mode.BOTH, should_stop: Callable[[], bool] = lambda: False) -> None:
        self._index, self._mode, self.should_stop = index, mode, should_stop
        # How many others wait for a completion in another document.
        self.waiting: Callable[[], int] = lambda: 0
        self._crowd = Crowd()
        self.neighbours = Neighbours()
        self._engine: Engine | None = None
        self._folder: Path | None = None
        self._release, self._marks = "", Marks()
        self._asked_at = time.monotonic()
        # Told once to whoever completes next: why there is no language model.
        self.notice = ""
        self._followings: dict[Path, tuple[Following, Iterator[bool]]] = {}
        self._last: OrderedDict[str, tuple[Context, Suggestion]] = OrderedDict()
        self._is_reading = True
        self._kept: OrderedDict[bytes, Suggestion] = OrderedDict()

    def use_language_model(self, folder: Path, release: str, marks: Marks | None = None) -> None:
        """Complete with this model from now on; it is loaded when there is time, or at the first need."""
        self._marks = marks or self._marks
        if self._mode is not Mode.REPOSITORY and folder != self._folder:
            self._folder, self._release, self._engine = folder, release, None
            self._followings.clear()
            self.forget_answers()

    @property
    def release(self) -> str:
        """The language model that serves; empty when none does."""
        return self._release if self._folder else ""

    @property
    def engine(self) -> Engine | None:
        """The language model while it is in memory and the repository counts too."""
        return self._engine if self._mode is Mode.BOTH else None

    @property
    def is_crowded(self) -> bool:
        """Whether more ask than the language model can answer in time."""
        return self._crowd.is_there

    @property
    def quiet_seconds(self) -> float:
        """How long nobody has asked for a completion."""
        return time.monotonic() - self._asked_at

    @property
    def followed(self) -> list[Repository]:
        """The repositories that the language model completes in."""
        return [following.repository for following, _ in self._followings.values()]

    def tokens_of(self, repository: Repository, engine: Engine) -> TokenIndex:
        """Return the token index of a repository."""
        return self._following(repository, engine)[0].index

    def without_language_model(self, reason: str) -> None:
        """Complete from the repository alone, and say once why."""
        if self._mode is not Mode.REPOSITORY:
            log.warning("completion without its language model", extra={"finding": reason})
            self._folder, self.notice = None, f"Completions come from this repository alone. {reason}"

    def complete(self, context: Context, file: OpenFile, files: list[OpenFile]) -> Suggestion | Silence:
        """Return what may follow the cursor, or why nothing is offered."""
        self._asked_at = time.monotonic()
        self._look_around(context.path)
        last = self._last.pop(context.path, None)
        if last and (rest := typed_through(*last, context)):
            self._last[context.path] = last
            return rest
        key = _key(context)
        if kept := self._kept.get(key):
            return replace(kept, source="cache", origin=kept.source)
        if self.is_crowded and (silence := self._crowd.still_silent(context)):
            return silence
        found = self._found(context, file, files)
        if isinstance(found, Suggestion):
            self._keep(key, context, found)
        elif self.is_crowded:
            self._crowd.fell_silent(context, found)
        return found

    def _look_around(self, path: str) -> None:
        """See whether many ask; what they were told in a hurry is forgotten when they are gone."""
        was_crowded = self.is_crowded
        self._crowd.note(path, self.waiting())
        if was_crowded and not self.is_crowded:
            self.forget_answers()

    def step(self, repositories: dict[Path, Repository], until: float) -> bool:
        """Work in the background until a time (of `perf_counter`); return whether there is more."""
        is_busy = False
        if self._folder is not None:
            if self.quiet_seconds > IDLE_SECONDS:
                return self._put_away()
            if self._engine is None:
                self._load()
                return True
            is_busy = self._read_on(self._engine, repositories, until)
        if self._is_reading and not is_busy:
            self.forget_answers()  # given when less was known
        self._is_reading = is_busy
        return is_busy

    def _read_on(self, engine: Engine, repositories: dict[Path, Repository], until: float) -> bool:
        """Read repositories as the language model sees them and return whether there is more."""
        is_busy = False
        for repository in list(repositories.values()):
            following, work = self._following(repository, engine)
            try:
                while (has_more := next(work)) and time.perf_counter() < until:
                    pass
            except Exception as error:
                # Once: what was read serves on, and nothing of it is tried without end.
                log.warning("tokens cannot be read on", extra={"finding": type(error).__name__}, exc_info=True)
                self._followings[repository.root] = (following, itertools.repeat(False))
                has_more = False
            is_busy = is_busy or has_more
        return is_busy

    def changed(self, root: Path) -> None:
        """Look again at what a repository holds."""
        if found := self._followings.get(root):
            found[0].note()
        self._is_reading = True
        self.forget_answers()

    def closed(self, path: str) -> None:
        """Let go of what was read of a document."""
        if self._engine:
            self._engine.forget(path)

    def closed_root(self, root: Path) -> None:
        """Let go of a repository."""
        self._followings.pop(root, None)

    def forget_answers(self) -> None:
        """Ask anew everywhere: what is known has changed."""
        self._kept.clear()
        self._last.clear()

    def _put_away(self) -> bool:
        """Give the language model's memory back until somebody asks again; tell whether there was anything to give."""
        was_loaded = self._engine is not None
        self._engine = None
        self._followings.clear()
        return was_loaded

    def _found(self, context: Context, file: OpenFile, files: list[OpenFile]) -> Suggestion | Silence:
        if context.suffix.split("\n", 1)[0].strip(CLOSERS):
            return Silence("in the middle of a line")
        begun = time.perf_counter()
        found: Suggestion | Silence = Silence("")
        if not self.is_crowded and (engine := self._loaded()):
            found = self._by_model(engine, context, file)
            if isinstance(found, Silence) and self.should_stop():
                return found  # nobody waits: a stand-in for it would be what the next keys are answered from
        if self._mode is not Mode.MODEL and (isinstance(found, Silence) or found.confidence < UNSURE):
            sample = QUICK_SAMPLE if self.is_crowded else SAMPLE
            found = chosen(found, complete(context, file, self.neighbours.run(files, file), sample))
        if isinstance(found, Silence):
            return found
        known = Known(has_word_of(file.repository))
        text = process(found.text, context, known)
        if isinstance(text, Refused):
            return Silence(text.reason)
        tried = (process(other, context, known) for other in found.alternatives)
        others = tuple(dict.fromkeys(other for other in tried if not isinstance(other, Refused) and other != text))
        return replace(found, text=text, alternatives=others, latency_ms=(time.perf_counter() - begun) * 1000)

    def _by_model(self, engine: Engine, context: Context, file: OpenFile) -> Suggestion | Silence:
        repository = file.repository
        elsewhere: Corpus = Nowhere()
        weights = usual_weights()
        if self._mode is Mode.BOTH:
            following, _ = self._following(repository, engine)
            elsewhere = Elsewhere(following.index, file.inner)
            weights = read_weights(place_of(self._index, repository.root) / "weights.json") or weights
        return engine.suggest(context, elsewhere, weights, Limits(), self.should_stop)

    def _loaded(self) -> Engine | None:
        if self._engine is None and self._folder is not None:
            self._load()
        return self._engine

    def _load(self) -> None:
        if self._folder is None:
            return
        try:
            from undersong.inference.language.model import LanguageModel

            self._engine = Engine(LanguageModel(self._folder), self._release, self._marks)
        except ReleaseUnreadable as error:
            self.without_language_model(str(error))
        except ImportError as error:
            self.without_language_model(f"{error.name or 'A package'} is missing; set the engine up again.")

    def _following(self, repository: Repository, engine: Engine) -> tuple[Following, Iterator[bool]]:
        known = self._followings.get(repository.root)
        if known is None or known[0].repository is not repository:  # closed and opened again
            following = Following(repository, place_of(self._index, repository.root) / "tokens", engine.stream)
            self._followings[repository.root] = (following, following.work())
        return self._followings[repository.root]

    def _keep(self, key: bytes, context: Context, found: Suggestion) -> None:
        """Remember an answer; the whole of it only when nothing that could better it is still being read."""
        if not self._is_reading:
            self._kept[key] = found
        self._last[context.path] = (context, found)
        for kept in (self._kept, self._last):
            if len(kept) > MOST_KEPT:
                kept.popitem(last=False)


def chosen(found: Suggestion | Silence, other: Suggestion | Silence) -> Suggestion | Silence:
    """Return the model's suggestion with the repository's as an alternative; the other where one is silent."""
    if isinstance(found, Silence):
        return other if isinstance(other, Suggestion) or not found.reason else found
    if isinstance(other, Silence) or other.text == found.text:
        return found
    return replace(found, alternatives=(other.text,))


def place_of(index: Path, root: Path) -> Path:
    """Return the folder in which a repository's index lies."""
    return index / hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]


def has_word_of(repository: Repository) -> Callable[[str], bool] | None:
    """Return what tells whether a repository has a word; None while not all of it is read."""
    vocabulary = repository.vocabulary
    return (lambda word: vocabulary.number(word) != UNSPOKEN) if repository.is_read else None


def _key(context: Context) -> bytes:
    whole = "\0".join((context.path, context.language, context.prefix, context.suffix))
    return hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).digest()
