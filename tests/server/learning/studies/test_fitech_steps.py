from math import log1p

import pytest

from undersong.learning.studies.fitech_steps import (
    FEATURES,
    LONGEST_PAUSE,
    Change,
    Progress,
    Step,
    difference,
    line_at,
)

PROGRAM = "main() {\n  var total = 0;\n  print(total);\n}\n"
TEMPLATE = "main() {\n\n}\n"


def after(*steps: Step) -> dict[str, float]:
    progress, features = Progress(), {}
    for step in steps:
        features = progress.add(step)
    return features


def edit(code: str, at_seconds: float = 0.0) -> Step:
    return Step("File.Edit", code, at_seconds)


def test_every_named_feature_is_given_from_the_first_step() -> None:
    assert set(after(edit(""))) == set(FEATURES)


def test_a_pause_is_the_time_since_the_step_before_and_ends_somewhere() -> None:
    assert after(edit("a"), edit("ab", 9.0))["pause_log"] == log1p(9)
    assert after(edit("a"), edit("ab", 90_000.0))["pause_log"] == log1p(LONGEST_PAUSE)
    assert after(edit("a", 5.0), edit("ab", 1.0))["pause_log"] == 0.0


def test_going_back_to_the_first_code_is_a_reset_and_taking_it_out_by_hand_is_not() -> None:
    reset = after(edit(TEMPLATE), edit(PROGRAM), Step("File.Init", TEMPLATE, 9.0))
    removal = after(edit(TEMPLATE), edit(PROGRAM), edit(TEMPLATE, 9.0))

    assert (reset["is_reset"], removal["is_reset"]) == (1.0, 0.0)
    assert reset["is_large_removal"] == removal["is_large_removal"] == 1.0
    assert reset["shrunk_share"] > 0.5


def test_a_call_for_help_changes_no_code() -> None:
    features = after(edit(PROGRAM), Step("File.RequestHelp", "", 3.0))

    assert (features["is_call_for_help"], features["removed_chars_log"], features["shrunk_share"]) == (1.0, 0.0, 0.0)


def test_a_line_that_is_finished_is_told_from_one_being_written() -> None:
    finished = after(edit("main() {\n  print(1)\n}"), edit("main() {\n  print(1);\n}"))
    writing = after(edit("main() {\n  \n}"), edit("main() {\n  pri\n}"))

    assert (finished["line_is_finished"], finished["finishes_statement"], finished["slip_on_line"]) == (1.0, 1.0, 0.0)
    assert (writing["line_is_finished"], writing["slip_on_line"], writing["slips_fresh"]) == (0.0, 1.0, 0.0)


def test_a_slip_is_fresh_once_its_line_was_left_and_grows_old() -> None:
    left = [edit("main() {\n  var a = 1\n}"), edit("main() {\n  var a = 1\n  b;\n}")]
    later = [edit(f"main() {{\n  var a = 1\n  b{n};\n}}") for n in range(4)]

    assert after(*left)["slips_fresh"] == 1.0
    assert after(*left, *later)["slips_fresh"] == 0.0


def test_a_run_of_code_with_nothing_visibly_wrong_is_told() -> None:
    assert after(edit(PROGRAM), Step("File.Run", PROGRAM, 1.0))["runs_without_slip"] == 1.0
    assert after(edit(PROGRAM[:-2]), Step("File.Run", PROGRAM[:-2], 1.0))["runs_without_slip"] == 0.0


@pytest.mark.parametrize(
    ("before", "then", "change"),
    [
        ("", "ab", Change(0, "", "ab")),
        ("ab", "", Change(0, "ab", "")),
        ("abc", "axc", Change(1, "b", "x")),
        ("aaa", "aa", Change(2, "a", "")),
        ("same", "same", Change(4, "", "")),
    ],
)
def test_a_change_is_what_lies_between_common_ends(before: str, then: str, change: Change) -> None:
    assert difference(before, then) == change


def test_the_line_of_a_place_ends_where_the_next_begins() -> None:
    assert [line_at("ab\ncd", place) for place in (0, 2, 3, 5)] == ["ab", "ab", "cd", "cd"]
