"""Whether memory names what ends trouble, and how that is asked."""

from pathlib import Path

import pytest

from builders.penn import ERROR, SNAPSHOT, write_table
from undersong.domain.errors import TooFewExamples
from undersong.learning.memory_check import ask, compile_errors, evaluate_memory, exceptions

THROWN = ("programmer", "hw", "t", "exception", "class", "method", "line")


def write(folder: Path, stories: list[str], kind: str = "no symbol") -> Path:
    """Write one person a story: a letter a code state, the file in which the error stands; a dot is a clean state."""
    snapshots, errors = [], []
    for person, story in enumerate(stories):
        for number, place in enumerate(story):
            at = f"2020-10-{1 + number // 24:02d} {number % 24:02d}:00:00.000"
            snapshots.append((f"P{person}", "hw03", at, int(place != "."), 0, 0, 9))
            if place != ".":
                errors.append((f"P{person}", "hw03", at, place, 1, kind))
    write_table(folder / "snapshots.csv.gz", SNAPSHOT, snapshots)
    write_table(folder / "compile_errors.csv.gz", ERROR, errors)
    write_table(folder / "exceptions.csv.gz", THROWN, [])
    return folder


def test_the_second_time_is_asked_and_the_first_is_what_memory_knows(tmp_path: Path) -> None:
    (asked,) = ask(write(tmp_path, ["AA.AA."]), compile_errors)

    assert (asked.memory, asked.truth, asked.is_told) == (("A",), frozenset({"A"}), True)


def test_an_error_that_stands_elsewhere_this_time_is_not_spoken_of(tmp_path: Path) -> None:
    (asked,) = ask(write(tmp_path, ["AA.BB."]), compile_errors)

    assert (asked.is_told, asked.pointed, asked.last_edited) == (False, ("B",), ("A",))


def test_what_ends_it_is_where_it_stood_last(tmp_path: Path) -> None:
    (asked,) = ask(write(tmp_path, ["AB.AC."]), compile_errors)

    assert (asked.memory, asked.truth) == (("B",), frozenset({"C"}))


@pytest.mark.parametrize("story", ["AA.", "AA.A.", "AA.AA", "A.AA."])
def test_what_never_ended_or_stood_once_is_not_asked(tmp_path: Path, story: str) -> None:
    assert list(ask(write(tmp_path, [story]), compile_errors)) == []


def test_exceptions_stand_in_a_method(tmp_path: Path) -> None:
    folder = write(tmp_path, ["..AA..AA."])
    rows = [
        ("P0", "hw03", f"2020-10-01 {hour:02d}:00:00.000", "NullPointer", "Tour", "insert", 3) for hour in (0, 1, 4, 5)
    ]
    write_table(folder / "exceptions.csv.gz", THROWN, rows)

    (asked,) = ask(folder, exceptions)

    assert asked.memory == ("Tour.insert",)


def test_coverage_and_precision_are_told_together(tmp_path: Path) -> None:
    found = evaluate_memory(write(tmp_path, ["AA.AA."] * 15 + ["AB.AC."] * 5 + ["AA.BB."] * 5))

    assert (found["n"], found["people"], found["coverage"]) == (25, 25, 0.8)
    assert (found["precision_at_1"], found["last_edited_at_1"], found["pointed_at_1"]) == (0.75, 0.75, 0.75)
    low, high = found["precision_at_1_interval"]  # type: ignore[misc]
    assert low < 0.75 < high
    assert found == evaluate_memory(tmp_path)


def test_hardly_anything_that_came_up_twice_is_too_little(tmp_path: Path) -> None:
    with pytest.raises(TooFewExamples):
        evaluate_memory(write(tmp_path, ["AA.AA."] * 3))
