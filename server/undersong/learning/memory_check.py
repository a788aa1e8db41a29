"""Does memory name what ends trouble? Asked of students who met the same error again in the same homework.

Penn CS1 tells of each code state which errors stood and where: the file of a compile error, the class and method of an
exception. An episode is a row of states in which one kind of error stood; the place where it stood last, and then no
more, is where it ended. The next time that kind comes up, memory is asked for the place: the same `recall` that serves.
Beside it stand two who remember nothing: the place where errors changed last, and the place that the error points at.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from undersong.domain.errors import TooFewExamples
from undersong.episodes import Change, Ending, EndKind, Episode, recall
from undersong.episodes.recall import Standing
from undersong.learning.studies.penn_snapshots import COMPILE_ERRORS, EXCEPTIONS, PLACE, read_series
from undersong.learning.studies.table import read_records

LEAST_STATES, LEAST_ASKED, TOP, DRAWS = 2, 20, 3, 1000
SHARES = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """One later occurrence: guesses in order, what was true, and whether memory would have spoken."""

    person: str
    truth: frozenset[str]
    places: int
    memory: tuple[str, ...]
    last_edited: tuple[str, ...]
    pointed: tuple[str, ...]
    is_told: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """One code state: its time, and kind of error → places, the place with most of them first."""

    time_ms: int
    errors: dict[str, tuple[str, ...]]


def evaluate_memory(folder: Path, seed: int = 42) -> dict[str, float | str | int | list[float]]:
    """Return coverage and precision of memory beside those who remember nothing, as one flat object.

    `coverage` is the share of later occurrences on which memory speaks, the precisions are of those; `all_at_…` is what
    it would be right in without abstaining. The interval is over people.

    Raises
    ------
    BadInput
        A table cannot be read.
    TooFewExamples
        Hardly anything came up twice.
    """
    thrown = list(ask(folder, exceptions))
    asked = [*ask(folder, compile_errors), *thrown]
    if len(asked) < LEAST_ASKED:
        raise TooFewExamples("memory", len(asked), LEAST_ASKED)
    told, told_thrown = [each for each in asked if each.is_told], [each for each in thrown if each.is_told]
    return {
        "task": "memory",
        "n": len(asked),
        "people": len({each.person for each in asked}),
        "places": float(median(each.places for each in asked)),
        "coverage": len(told) / len(asked),
        "precision_at_1": right(told, 1, memory),
        "precision_at_1_interval": list(interval(told, 1, memory, seed)),
        "precision_at_3": right(told, TOP, memory),
        "precision_at_3_interval": list(interval(told, TOP, memory, seed)),
        "all_at_1": right(asked, 1, memory),
        "all_at_3": right(asked, TOP, memory),
        "last_edited_at_1": right(told, 1, last_edited),
        "last_edited_at_3": right(told, TOP, last_edited),
        "pointed_at_1": right(told, 1, pointed),
        "pointed_at_3": right(told, TOP, pointed),
        "exceptions_n": len(thrown),
        "exceptions_coverage": len(told_thrown) / max(1, len(thrown)),
        "exceptions_precision_at_1": right(told_thrown, 1, memory),
        "exceptions_last_edited_at_1": right(told_thrown, 1, last_edited),
        "exceptions_pointed_at_1": right(told_thrown, 1, pointed),
    }


def memory(asked: Asked) -> tuple[str, ...]:
    """Return what memory guesses."""
    return asked.memory


def last_edited(asked: Asked) -> tuple[str, ...]:
    """Return the places in which errors changed last, the latest first: the baseline."""
    return asked.last_edited


def pointed(asked: Asked) -> tuple[str, ...]:
    """Return the places that the error itself points at as it comes up."""
    return asked.pointed


def right(asked: Sequence[Asked], first: int, guess: Callable[[Asked], tuple[str, ...]]) -> float:
    """Return the share in which one of the first guesses is true."""
    return sum(bool(each.truth & set(guess(each)[:first])) for each in asked) / max(1, len(asked))


def interval(asked: Sequence[Asked], first: int, guess: Callable[[Asked], tuple[str, ...]], seed: int) -> SHARES:
    """Return the 95 % range of the share when other people had been asked."""
    by_person: dict[str, list[Asked]] = {}
    for each in asked:
        by_person.setdefault(each.person, []).append(each)
    people, chance = sorted(by_person), random.Random(seed)
    draws = sorted(
        right([each for person in chance.choices(people, k=len(people)) for each in by_person[person]], first, guess)
        for _ in range(DRAWS)
    )
    return draws[DRAWS // 40], draws[-DRAWS // 40]


def ask(folder: Path, errors_of: Callable[[Path], Iterator[tuple[str, str, str, str, str]]]) -> Iterator[Asked]:
    """Yield each later occurrence of a kind of error, with the guesses that could be made when it came up."""
    found: dict[tuple[str, str], dict[str, Counter[tuple[str, str]]]] = {}
    for person, task, time, kind, place in errors_of(folder):
        found.setdefault((person, task), {}).setdefault(time, Counter())[kind, place] += 1
    for (person, task), snapshots in read_series(folder, []).items():
        states = found.get((person, task), {})
        yield from ask_one(
            person, [moment_of(each.at, states.get(each.at, Counter())) for each in snapshots if each.is_usable]
        )


def ask_one(person: str, moments: Sequence[Moment]) -> Iterator[Asked]:
    """Yield the later occurrences in one person's work on one task."""
    kept: list[Episode] = []
    recent: list[str] = []
    open_since: dict[str, int] = {}
    for number, moment in enumerate(moments):
        before = moments[number - 1].errors if number else {}
        ended = {kind: since for kind, since in open_since.items() if kind not in moment.errors}
        kept += [
            episode_of(moments, kind, since, number) for kind, since in ended.items() if number - since >= LEAST_STATES
        ]
        open_since = {kind: open_since.get(kind, number) for kind in moment.errors}
        for kind in sorted(kind for kind, since in open_since.items() if since == number):
            truth = truth_of(moments, kind, number)
            if truth and any(kind in episode.signatures for episode in kept):
                yield asked_of(person, kept, kind, moment, recent, truth)
        changed = {
            place
            for kind in {*before, *moment.errors}
            for place in {*before.get(kind, ())} ^ {*moment.errors.get(kind, ())}
        }
        recent = [*sorted(changed), *(place for place in recent if place not in changed)]


def asked_of(
    person: str, kept: Sequence[Episode], kind: str, moment: Moment, recent: Sequence[str], truth: frozenset[str]
) -> Asked:
    """Return what would be guessed as an error comes up again."""
    stands = frozenset(f"{kind}@{place}" for place in moment.errors[kind])
    found = recall(kept, Standing(frozenset({kind}), errors=stands), moment.time_ms)
    guesses = tuple(each.file for each in found if each.file)
    places = {place for episode in kept for place in episode.files} | {*recent}
    is_told = bool(found) and found[0].is_clear
    return Asked(person, truth, len(places), guesses, tuple(recent), moment.errors[kind], is_told)


def truth_of(moments: Sequence[Moment], kind: str, begun: int) -> frozenset[str]:
    """Return where a kind of error stood last before it was gone; nothing when it never went, or stood only once."""
    for number in range(begun + 1, len(moments)):
        if kind not in moments[number].errors:
            return frozenset(moments[number - 1].errors[kind]) if number - begun >= LEAST_STATES else frozenset()
    return frozenset()


def episode_of(moments: Sequence[Moment], kind: str, since: int, ended: int) -> Episode:
    """Return a row of states in which a kind of error stood, as the product remembers it."""
    places = moments[ended - 1].errors[kind]
    minutes = (moments[ended].time_ms - moments[since].time_ms) / 60_000
    ending = Ending(EndKind.EDIT, tuple(Change(place, 1, 0, "user") for place in places))
    stood = tuple(f"{kind}@{place}" for place in moments[since].errors[kind])
    return Episode((kind,), ending, minutes, ended - since, moments[ended].time_ms, standing=stood, files=places)


def moment_of(time: str, counted: Counter[tuple[str, str]]) -> Moment:
    """Return a code state from the errors that were counted in it."""
    errors: dict[str, tuple[str, ...]] = {}
    for (kind, place), _ in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        errors[kind] = (*errors.get(kind, ()), place)
    return Moment(int(datetime.fromisoformat(time).replace(tzinfo=UTC).timestamp() * 1000), errors)


def compile_errors(folder: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield person, task, time, kind and file of each compile error."""
    for _, row in read_records(folder / COMPILE_ERRORS, (*PLACE, "error_type", "file"), []):
        yield row["programmer"], row["hw"], row["t"], row["error_type"], row["file"]


def exceptions(folder: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield person, task, time, kind and class and method of each exception."""
    for _, row in read_records(folder / EXCEPTIONS, (*PLACE, "exception", "class", "method"), []):
        yield row["programmer"], row["hw"], row["t"], row["exception"], f"{row['class']}.{row['method']}"
