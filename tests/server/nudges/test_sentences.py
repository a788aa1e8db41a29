"""What is said of a verdict: what the events show, and nothing else."""

import re
from datetime import UTC, datetime

import pytest

from builders.nudging import TEN
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.episodes import MOST, NOTHING, Change, Ending, EndKind, Episode, Facts, Recalled
from undersong.episodes.recall import Likeness
from undersong.features.catalog import FEATURES
from undersong.nudges.sentences import evidence_of, last_time, plain_sentence, sentence_of

# Words about a person, and adjectives about work that nobody asked for.
FEELINGS = re.compile(r"\b(you|your|frustrat|tired|stress|angry|lazy|slow|bad|fail(ed)? to|should)\w*\b", re.IGNORECASE)
STATES = {"stuck": State.STUCK, "flow": State.FOCUSED, "anomaly": State.UNUSUAL}


def verdict(detector: str = "stuck", *weights: tuple[str, float], is_experimental: bool = True) -> Verdict:
    return Verdict(detector, STATES[detector], 0.81, TEN, weights, f"{detector} 0.1.0", is_experimental)


def runs(times: int, minutes: float = 24.2, tests: int = 1, *errors: str, **more) -> Facts:
    return Facts(runs=more.pop("of", times), tests=tests, times=times, minutes=minutes, errors=errors, **more)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (runs(5, 24.2, 1, "AssertionError"), "The same test failed 5 times in 24 minutes, same assertion."),
        (runs(5, 24.2, 1, "KeyError"), "The same test failed 5 times in 24 minutes, same KeyError."),
        (runs(5, 24.2, 1, "unknown"), "The same test failed 5 times in 24 minutes, same error."),
        (runs(5, 24.2, 1, "other"), "The same test failed 5 times in 24 minutes, same error."),
        (runs(5), "The same test failed 5 times in 24 minutes."),
        (runs(2, 0.9), "The same test failed twice in a minute."),
        (runs(3, 0.3), "The same test failed 3 times within a minute."),
        (runs(4, 61.0, 3), "The same 3 tests failed 4 times in 61 minutes."),
        (
            runs(4, 10.0, 3, "AssertionError", "KeyError"),
            "The same 3 tests failed 4 times in 10 minutes, each with the same error.",
        ),
        (runs(1, 0.0, 2, of=4), "The tests failed 4 times within a minute."),
        (Facts(runs=1, tests=1, times=1), "The tests failed once."),
        (Facts(runs=5, times=5, minutes=9.0), "The tests failed 5 times in 9 minutes."),
        (Facts("build", runs=3, times=3, minutes=9.0), "The build failed 3 times in 9 minutes."),
        (Facts("run", runs=3, times=3, minutes=9.0), "The program failed 3 times in 9 minutes."),
    ],
)
def test_a_repeated_failure_in_one_sentence(facts: Facts, sentence: str) -> None:
    assert sentence_of(verdict("stuck", ("fail_streak", 4.0)), facts, {}) == sentence


def test_where_no_run_can_be_spoken_of_the_feature_that_weighed_most_is_told() -> None:
    assert sentence_of(verdict("stuck", ("fail_streak", 4.0)), NOTHING, {}) == "4 runs without a new test passing."
    assert sentence_of(verdict("stuck"), NOTHING, {}) == "The last runs brought no progress."


def test_the_unusual_names_the_two_features_that_differ_most_beside_what_is_usual() -> None:
    unusual = verdict("anomaly", ("pauses_long", 2.0), ("edit_share", 0.6), ("files", 9.0))

    assert sentence_of(unusual, runs(5), {"pauses_long": 0.0, "edit_share": 0.25}) == (
        "This stretch of work differs from the usual ones:"
        " 2 pauses of 3 to 10 minutes (usually 0); 60 % of the actions were edits (usually 25 %)."
    )
    assert sentence_of(verdict("anomaly"), NOTHING, {}) == "This stretch of work differs from the usual ones."


def test_focused_work_is_told_by_what_weighed() -> None:
    focused = verdict("flow", ("edit_share", 0.6), ("delete_share", 0.08))

    assert sentence_of(focused, NOTHING, {}) == (
        "Editing without friction: 60 % of the actions were edits; 8 % of typed characters deleted again."
    )


def test_of_a_steady_verdict_nothing_is_said() -> None:
    assert sentence_of(Verdict("stuck", State.STEADY, 0.1, TEN), runs(5), {}) == ""


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_nothing_is_said_of_the_person(feature) -> None:
    for detector in STATES:
        said = plain_sentence(verdict(detector, (feature.name, 3.0)))
        assert FEELINGS.search(said) is None
        assert said[0] == said[0].upper()


COUNTED = runs(5, 24.2, 1, "AssertionError", passed=30, failed=1, best_passed=30, edits=7, files=3)


@pytest.mark.parametrize(
    ("facts", "weights", "said"),
    [
        (
            COUNTED,
            ("fail_streak",),
            ("30 of 31 tests pass, no more in any of these 5 runs", "7 edits in 3 files between the runs"),
        ),
        (
            COUNTED,
            ("same_error_streak", "fail_streak"),
            (
                "the error came back unchanged",
                "30 of 31 tests pass, no more in any of these 5 runs",
                "7 edits in 3 files between the runs",
            ),
        ),
        (
            runs(5, passed=25, failed=6, best_passed=30, edits=1, files=1),
            ("fall_share",),
            ("25 tests pass, 30 did before", "1 edit in 1 file between the runs"),
        ),
        (runs(5), ("same_error_streak",), ("5 runs without a green one", "no edit between the runs")),
    ],
)
def test_the_features_that_weighed_choose_which_facts_are_told(facts: Facts, weights: tuple, said: tuple) -> None:
    stuck = verdict("stuck", *((name, 3.0) for name in weights))

    assert evidence_of(stuck, facts, {})[:-1] == said


def test_how_far_the_tests_got_is_said_beside_the_failing_runs_and_only_where_there_are_several() -> None:
    once = runs(1, of=1, passed=30, failed=1, best_passed=30)
    uncounted = runs(3, passed=30, failed=1)

    said = [evidence_of(verdict(), facts, {})[0] for facts in (once, uncounted)]

    assert said == ["30 of 31 tests pass"] * 2


def test_more_files_than_are_counted_are_called_at_least_so_many() -> None:
    many = runs(5, edits=900, files=MOST)

    assert f"900 edits in at least {MOST} files between the runs" in evidence_of(verdict(), many, {})


def test_an_error_is_called_the_same_only_where_every_run_said_so() -> None:
    unknown = runs(5, passed=30, failed=1, best_passed=30)

    everything = (
        sentence_of(verdict(), unknown, {}),
        *evidence_of(verdict("stuck", ("error_quotient", 1.0)), unknown, {}),
    )

    assert not [said for said in everything if "same assertion" in said or "unchanged" in said]


def test_who_judged_is_part_of_the_evidence_and_that_it_is_experimental() -> None:
    assert evidence_of(verdict(), COUNTED, {})[-1] == "judged by stuck 0.1.0, experimental: 81%"
    assert evidence_of(verdict(is_experimental=False), NOTHING, {})[-1] == "judged by stuck 0.1.0: 81%"


THEN = int(datetime(2026, 3, 3, 15, tzinfo=UTC).timestamp() * 1000)
MARCH_10 = THEN + 7 * 86_400_000


def recalled(kind: EndKind, *files: str, is_new: bool = True, commands: tuple = (), minutes: float = 12.3) -> Recalled:
    changes = tuple(Change(file, 9, 1, "user", is_new) for file in files)
    return Recalled(Episode(("a",), Ending(kind, changes, commands), minutes, 4, THEN), Likeness.SIGNATURE, 1.0)


@pytest.mark.parametrize(
    ("past", "words"),
    [
        (recalled(EndKind.EDIT, "9" * 16), "an edit in another file"),
        (recalled(EndKind.EDIT, "9" * 16, is_new=False), "an edit in the same file"),
        (recalled(EndKind.EDIT, "9" * 16, "8" * 16), "an edit in several files"),
        (recalled(EndKind.EDIT), "an edit in another file"),
        (recalled(EndKind.CONFIG, "9" * 16), "a change of another file, a configuration file,"),
        (recalled(EndKind.ASKED, "9" * 16, is_new=False), "an assistant's edit in the same file"),
        (recalled(EndKind.DEPENDENCY), "installing packages"),
        (recalled(EndKind.REVERT), "going back to an earlier state"),
        (recalled(EndKind.COMMAND, commands=("container",)), "a container command"),
        (recalled(EndKind.RERUN), "running it again, unchanged,"),
    ],
)
def test_what_ended_it_last_time_in_one_sentence(past: Recalled, words: str) -> None:
    assert last_time(past, MARCH_10, 0) == f"Last time (3 Mar) {words} ended it after 12 min."


def test_a_window_that_knows_names_gets_the_hash_in_their_place() -> None:
    past = recalled(EndKind.EDIT, "9" * 16, "8" * 16)

    assert f"an edit in file {'9' * 16} ended it" in last_time(past, MARCH_10, 0, is_named=True)
    assert "an edit in another file" in last_time(recalled(EndKind.EDIT), MARCH_10, 0, is_named=True)


@pytest.mark.parametrize(
    ("days", "offset", "word"),
    [(0, 0, "today"), (1, 0, "yesterday"), (2, 0, "3 Mar"), (0, 600, "today"), (365, 0, "3 Mar 2026")],
)
def test_a_day_is_said_as_one_says_it(days: int, offset: int, word: str) -> None:
    assert f"({word})" in last_time(recalled(EndKind.REVERT), THEN + days * 86_400_000, offset)


def test_what_was_over_at_once_took_less_than_a_minute() -> None:
    assert last_time(recalled(EndKind.REVERT, minutes=0.4), MARCH_10, 0).endswith("after less than a minute.")
