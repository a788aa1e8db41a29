"""One student of Penn CS1 by time: a homework's own course, and what the student's other homework was like so far."""

import math
from collections.abc import Iterator, Sequence

from undersong.learning.studies.penn_errors import Errors
from undersong.learning.studies.penn_progress import UNKNOWN, Progress, Values
from undersong.learning.studies.penn_rhythm import Rhythm, shrunk
from undersong.learning.studies.penn_snapshots import Snapshot

# What is remembered of a homework, and averaged over all others that the student has begun.
MEMORIES = (
    "best_share",
    "is_finished",
    "snapshots",
    "rise_share",
    "stuck_share",
    "wait_longest",
    "same_share",
    "broken_share",
    "crashed_share",
    "error_quotient",
    "mean_gap",
    "bouts",
    "span",
)
# What is also told of the other homework that was worked on last.
LATEST = ("best_share", "snapshots", "rise_share", "stuck_share")


class Student:
    """Follows all homework of one student, snapshot by snapshot in the order of time."""

    def __init__(self) -> None:
        self._works: dict[str, Work] = {}

    def take(self, snapshot: Snapshot) -> Values:
        """Take in the next snapshot and return all features as of now."""
        work = self._works.setdefault(snapshot.task, Work())
        work.take(snapshot)
        others = [other for task, other in self._works.items() if task != snapshot.task]
        return {"homework": homework_number(snapshot.task), **work.features(), **past(others, snapshot.time_s)}


class Work:
    """One homework of one student as far as it has come."""

    def __init__(self) -> None:
        self.progress, self.errors, self.rhythm = Progress(), Errors(), Rhythm()
        self._memories: Values = {}

    def take(self, snapshot: Snapshot) -> None:
        """Take in the next snapshot."""
        rose = self.progress.take(snapshot)
        self.errors.take(snapshot)
        self.rhythm.take(snapshot.time_s, rose)
        self._memories = {}

    def features(self) -> Values:
        """Return what is known of this homework alone."""
        return {**self.progress.features(), **self.errors.features(), **self.rhythm.features()}

    def memories(self) -> Values:
        """Return what is remembered of this homework when the student works on another."""
        if not self._memories:
            self._memories = dict(zip(MEMORIES, self._remembered(), strict=True))
        return self._memories

    def _remembered(self) -> Iterator[float]:
        progress, errors, rhythm = self.progress, self.errors, self.rhythm
        yield progress.best_share
        yield progress.best_share >= 1 if progress.tests else UNKNOWN
        yield len(progress)
        yield len(progress.rises) / len(progress)
        yield progress.known_stuck_share
        yield max(progress.waits, default=0)
        yield progress.all_same / len(progress)
        yield errors.broken_share
        yield errors.crashed_share
        yield errors.compiler.quotient
        yield rhythm.mean_gap
        yield rhythm.bouts
        yield shrunk(rhythm.times[-1] - rhythm.times[0])


def past(others: Sequence[Work], now_s: float) -> Values:
    """Return what other homework tells of a student; unknown where there is none."""
    all_memories = [work.memories() for work in others]
    latest = max(others, key=lambda work: work.rhythm.times[-1], default=None)
    return {
        "past_homework": len(others),
        **{f"past_{name}": mean([memories[name] for memories in all_memories]) for name in MEMORIES},
        **{f"last_{name}": latest.memories()[name] if latest else UNKNOWN for name in LATEST},
        "last_ago": shrunk(now_s - latest.rhythm.times[-1]) if latest else UNKNOWN,
    }


def mean(values: Sequence[float]) -> float:
    """Return the mean of the values that are known."""
    known = [value for value in values if not math.isnan(value)]
    return sum(known) / len(known) if known else UNKNOWN


def homework_number(task: str) -> float:
    """Return the number in a homework's name: hw05 is 5."""
    digits = "".join(sign for sign in task if sign.isdigit())
    return float(digits) if digits else UNKNOWN


# Every feature, in the order in which a first snapshot gives them.
FEATURES = tuple(Student().take(Snapshot("", "hw00", "")))
