"""What counts as right, and how sure that is."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from undersong.cli.yardstick.plan import TOKEN

RESAMPLES = 1_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was offered at one place.

    `file` is the path that was asked in, `wanted` the rest of the real line, `got` the first line offered (empty when
    none was), `confidence` (0 to 1) what was said of it, `milliseconds` from the request to the answer.
    """

    file: str
    wanted: str
    got: str
    confidence: float = 0.0
    milliseconds: float = 0.0

    @property
    def is_exact(self) -> bool:
        """The whole rest of the line, white space folded."""
        return fold(self.got) == fold(self.wanted)

    @property
    def similarity(self) -> float:
        """How much of the line agrees, 0 to 100."""
        return SequenceMatcher(None, fold(self.got), fold(self.wanted)).ratio() * 100

    @property
    def is_next(self) -> bool:
        """The first token is the real next one."""
        return bool(self.got.strip()) and first_token(self.got) == first_token(self.wanted)


@dataclass(frozen=True, slots=True)
class Saving:
    """A block of lines: how many characters it has, and how many were typed by hand."""

    file: str
    characters: int
    typed: int


def first_line(text: str) -> str:
    """Return the first line without blanks at its end."""
    return text.split("\n", 1)[0].rstrip()


def fold(text: str) -> str:
    """Return the text with every run of white space as one blank."""
    return re.sub(r"\s+", " ", text).strip()


def first_token(text: str) -> str:
    """Return the first token behind leading white space."""
    found = TOKEN.match(text.lstrip())
    return found.group() if found else ""


def precision_at(answers: Sequence[Answer], coverage: float) -> float:
    """Return how often (0 to 100) the first token is right where the surest share of all decisions is shown.

    Where nothing was offered, a decision counts as the least sure, and as wrong once the share reaches it.
    """
    sure = sorted(answers, key=lambda answer: (bool(answer.got.strip()), answer.confidence), reverse=True)
    kept = sure[: max(1, round(len(sure) * coverage))]
    return 100 * sum(answer.is_next for answer in kept) / len(kept)


def by_file(items: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    """Return the items in groups: what lies in one file is not independent."""
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return list(groups.values())


def interval(groups: Sequence[list[T]], score: Callable[[list[T]], float], seed: int = 7) -> tuple[float, float] | None:
    """Return the 2.5th and 97.5th percentile of a score over files drawn with replacement; None for one file."""
    if len(groups) < 2:
        return None
    chance = random.Random(seed)
    values = sorted(
        score([item for group in chance.choices(groups, k=len(groups)) for item in group]) for _ in range(RESAMPLES)
    )
    return values[int(RESAMPLES * 0.025)], values[int(RESAMPLES * 0.975)]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that a share of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
