"""The repository's own names: how often the right one is among the first five offered, after one typed letter or none.

Files are held back before anything is read; at each place the text to its left is all that is known of its file.
"""

import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from undersong.cli.bench.figure import Figure
from undersong.cli.bench.identifier_places import KINDS, Place, defined_in, places_in
from undersong.cli.yardstick.held import Held, hold_back, text_of
from undersong.cli.yardstick.scores import by_file, interval, percentile
from undersong.domain.suggestion import Context

if TYPE_CHECKING:
    from undersong.flows.assist import Assist

BENCH = "completion"
WORDS, RECENT, OURS = "words", "recency words", "names"
GOAL, P50_GOAL, P95_GOAL = 0.85, 15.0, 40.0
FIRST = 5
SLICE_MS = 50.0
WORD = re.compile(r"[^\W\d]\w*")
# Fewer places of a kind say nothing.
FEWEST = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A place and the rank of the right name in each row's list, from 0; None where it was not in it."""

    place: Place
    ranks: dict[str, int | None]
    milliseconds: float


def measure_identifiers(repo: Path, seed: int, positions: int, label: str = "") -> list[Figure]:
    """Return the share of places with the right name among the first five, by row and kind, and what an answer takes.

    `label` stands before the name of each row.
    """
    one = list(asked_in(repo, seed, positions, typed=1))
    none = list(asked_in(repo, seed, positions, typed=0))
    figures = [share(f"{label}{row}", "identifiers_top5", one, row) for row in (WORDS, RECENT, OURS)]
    figures += [share(f"{label}{row}", "identifiers_top5_untyped", none, row) for row in (RECENT, OURS)]
    for kind in KINDS:
        of_kind = [asked for asked in one if asked.place.kind == kind]
        if len(of_kind) >= FEWEST:
            figures.append(share(f"{label}{OURS}, {kind}", "identifiers_top5", of_kind, OURS))
    return [*figures, *speed(f"{label}{OURS}", one)]


def share(row: str, name: str, asked: Sequence[Asked], who: str) -> Figure:
    """Return how often a row has the right name among its first five, beside the words that were used last."""

    def score_of(who: str) -> Callable[[Sequence[Asked]], float]:
        return lambda some: sum(_is_first(one.ranks[who]) for one in some) / max(1, len(some))

    beside = WORDS if who == RECENT and WORDS in asked[0].ranks else RECENT
    value = score_of(who)(asked)
    baseline = None if who == WORDS else score_of(beside)(asked)
    span = interval(by_file(asked, lambda one: one.place.path), score_of(who))
    goal = GOAL if who == OURS and name == "identifiers_top5" else None
    ratio = value / baseline if baseline else None
    return Figure(BENCH, row, name, value, "", span, len(asked), baseline, ratio, goal)


def speed(row: str, asked: Sequence[Asked]) -> list[Figure]:
    """Return what an answer takes in the worker."""
    taken = [one.milliseconds for one in asked]
    goals = {0.5: P50_GOAL, 0.95: P95_GOAL}
    return [
        Figure(
            BENCH,
            row,
            f"names_p{at * 100:.0f}_milliseconds",
            percentile(taken, at),
            "ms",
            None,
            len(taken),
            goal=goal,
            better="less",
        )
        for at, goal in goals.items()
    ]


def asked_in(repo: Path, seed: int, positions: int, typed: int) -> Iterator[Asked]:
    """Hold files back, read the rest and ask at places drawn from those held back."""
    with read_without(repo, seed) as opened:
        for place in drawn(opened.held, opened.defined_texts, random.Random(seed), positions):
            yield _asked(opened, place, typed)


@dataclass(slots=True)
class Opened:
    """A repository that was read without the files held back; one of them is open at a time."""

    assist: "Assist"
    held: Held
    defined_texts: dict[str, str]
    open_path: str = ""

    def context(self, place: Place, typed: int) -> Context:
        """Return the text up to a place, and close the file that was open before when it is another."""
        path = str(self.held.root / place.path)
        if self.open_path not in ("", path):
            self.assist.closed(self.open_path)
        self.open_path = path
        lines = self.held.texts[place.path].split("\n")
        end = place.column + min(typed, len(place.name) - 1)
        return Context(path, "python", "\n".join([*lines[: place.row], lines[place.row][:end]]))


class read_without:  # noqa: N801 - reads as a verb where it is used
    """A context: a repository read without the files of one seed."""

    def __init__(self, repo: Path, seed: int) -> None:
        self._repo, self._seed = repo, seed
        self._folder = tempfile.TemporaryDirectory(prefix="undersong-bench-")

    def __enter__(self) -> Opened:
        from undersong.flows.assist import Assist

        root = Path(self._folder.name) / "held"
        held = hold_back(self._repo, root, random.Random(self._seed))
        texts = {path.relative_to(root).as_posix(): text_of(path) for path in root.rglob("*.py")}
        assist = Assist(Path(self._folder.name) / "index")
        assist.open(root)
        while assist.step(SLICE_MS):
            pass
        return Opened(assist, held, {**texts, **held.texts})

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


def drawn(held: Held, texts: dict[str, str], chance: random.Random, positions: int) -> list[Place]:
    """Return places of the held files, drawn from all and put in order, file by file."""
    defined = defined_in(texts)
    places = [place for path, text in held.texts.items() for place in places_in(path, text, defined)]
    chance.shuffle(places)
    return sorted(places[:positions], key=lambda place: (place.path, place.row, place.column))


def _asked(opened: Opened, place: Place, typed: int) -> Asked:
    context = opened.context(place, typed)
    begun = time.perf_counter()
    names = [offer.name for offer in opened.assist.listed(context).names]
    milliseconds = (time.perf_counter() - begun) * 1000
    recent = recent_words(context.prefix)
    lists = {RECENT: recent, WORDS: sorted(recent, key=str.lower), OURS: names}
    return Asked(place, {row: rank_of(place.name, names) for row, names in lists.items()}, milliseconds)


def recent_words(head: str) -> list[str]:
    """Return the words of a text that begin with its last, half-typed one; the one used last comes first."""
    ending = re.search(r"\w*\Z", head)
    typed = ending.group() if ending else ""
    found = WORD.findall(head[: len(head) - len(typed)])
    return [word for word in dict.fromkeys(reversed(found)) if word.startswith(typed) and word != typed]


def rank_of(name: str, names: Sequence[str]) -> int | None:
    """Return where a name stands in a list."""
    return names.index(name) if name in names else None


def _is_first(rank: int | None) -> bool:
    return rank is not None and rank < FIRST
