"""Which past episode is the closest, and what ended it."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum
from math import log1p

from undersong.episodes.ending import Ending, EndKind
from undersong.episodes.episode import Episode

# Two sets of failing tests are the same trouble when they share half of the smaller one.
LEAST_SHARED = 0.5
# After so long a past episode counts half: code moves on.
HALF_LIFE_MS = 60 * 24 * 3_600_000
# Each further thing that is alike makes an episode say so many times as much.
ALIKE = 4
# What is told carries more than half of the weight of everything that is alike; a tie says nothing.
MARGIN = 0.5


class Likeness(IntEnum):
    """How alike two episodes are, closest last."""

    FILES = 1  # the same files were edited
    ERROR = 2  # the same class of error at the same place
    REASON = 3  # the same words, numbers left out
    SIGNATURE = 4  # the same tests failed


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands now: failing tests, what they ended with, ``class@file`` of errors, files that were edited."""

    signatures: frozenset[str] = frozenset()
    reasons: frozenset[str] = frozenset()
    errors: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Recalled:
    """What ended it before: the latest episode that ended so, how alike it is, and its share of all the weight."""

    episode: Episode
    likeness: Likeness
    share: float

    @property
    def kind(self) -> EndKind:
        """How it ended."""
        return self.episode.ending.kind

    @property
    def file(self) -> str | None:
        """The file that it was about; None when no file was."""
        return self.episode.ending.file

    @property
    def is_clear(self) -> bool:
        """It may be told: more than files are alike, and nothing else weighs as much."""
        return self.likeness > Likeness.FILES and self.share > MARGIN


def recall(kept: Sequence[Episode], standing: Standing, now_ms: int) -> list[Recalled]:
    """Return what ended the closest past episodes, the best first; one entry for each way to end.

    Only the closest kind of likeness counts. Within it an episode weighs by the time that it took, which is what
    knowing its end would have saved, by what else is alike, and halves in two months. What was given up ended nothing
    and is no answer; neither is an episode in which something else was said, or stood elsewhere.
    """
    answers = [old for old in kept if old.ending.kind is not EndKind.GAVE_UP and not contradicts(old, standing)]
    alike = [(likenesses(old, standing), old) for old in answers]
    closest = max((max(found) for found, _ in alike if found), default=None)
    if closest is None:
        return []
    weights: dict[tuple[EndKind, str | None], float] = {}
    latest: dict[tuple[EndKind, str | None], Episode] = {}
    for found, old in ((found, old) for found, old in alike if closest in found):
        place = place_of(old.ending)
        weights[place] = weights.get(place, 0.0) + weight_of(old, len(found), now_ms)
        latest[place] = max(latest.get(place, old), old, key=lambda each: each.ended_ms)
    total = sum(weights.values())
    ranked = sorted(weights, key=lambda place: (-weights[place], -latest[place].ended_ms))
    return [Recalled(latest[place], closest, weights[place] / total) for place in ranked]


def likenesses(old: Episode, standing: Standing) -> frozenset[Likeness]:
    """Return in what a past episode is like what stands."""
    compared = (
        (Likeness.SIGNATURE, old.signatures, standing.signatures),
        (Likeness.REASON, old.reasons, standing.reasons),
        (Likeness.ERROR, old.standing, standing.errors),
        (Likeness.FILES, old.files, standing.files),
    )
    return frozenset(likeness for likeness, one, other in compared if shares_enough(one, other))


def contradicts(old: Episode, standing: Standing) -> bool:
    """Tell whether both times it is known what was said, or where errors stood, and nothing of it is the same."""
    said, stood = set(old.reasons), set(old.standing)
    says_other = bool(said and standing.reasons) and not said & standing.reasons
    return says_other or (bool(stood and standing.errors) and not stood & standing.errors)


def shares_enough(old: Sequence[str], standing: AbstractSet[str]) -> bool:
    """Tell whether two sets share half of the smaller one."""
    return bool(old and standing) and len(standing & set(old)) / min(len(old), len(standing)) >= LEAST_SHARED


def weight_of(old: Episode, number_alike: int, now_ms: int) -> float:
    """Return how much a past episode says: by the time that it took, all that is alike, and its age."""
    age_ms = max(0, now_ms - old.ended_ms)
    return float(log1p(1 + old.minutes) * ALIKE**number_alike * 0.5 ** (age_ms / HALF_LIFE_MS))


def place_of(ending: Ending) -> tuple[EndKind, str | None]:
    """Return what two endings must share to be the same."""
    return ending.kind, ending.file
