"""Lines without end."""

from builders.offers import done
from undersong.suggestions.processing.long_lines import LONGEST, LongLines


def test_a_line_beyond_all_measure_is_refused() -> None:
    assert done(LongLines(), "x = ", "a" * (LONGEST + 1)) == "<too long a line>"


def test_a_long_line_that_is_finished_is_not() -> None:
    assert done(LongLines(), "x" * 500, "a" * LONGEST) == "a" * LONGEST


def test_lines_before_it_stay() -> None:
    assert done(LongLines(), "", "x = 1\n" + "b" * 300 + "\nc") == "x = 1"
