from hypothesis import given
from hypothesis import strategies as st

from undersong.suggestions.neural.ending import Step, first_word, worth_showing


def steps(*parts: tuple[str, float]) -> list[Step]:
    return [Step(text.encode(), chance, False, 0.5, 1.0) for text, chance in parts]


def test_a_sure_line_is_shown_to_its_end() -> None:
    assert worth_showing(steps(("load", 0.9), ("(", 0.9), ("path", 0.9), (")\n", 0.9)), True)[0] == 4


def test_a_line_is_cut_before_what_is_a_guess() -> None:
    shown, chance = worth_showing(steps(("load_everything", 0.95), ("(", 0.95), ("zebra", 0.02), (")\n", 0.9)), True)

    assert shown == 2
    assert round(chance, 3) == 0.902


def test_no_head_ends_in_the_middle_of_a_word() -> None:
    shown, _ = worth_showing(steps(("con", 0.9), ("figure", 0.3), ("(", 0.05)), False)

    assert shown != 1


def test_a_word_whose_rest_there_was_no_time_for_is_left_out() -> None:
    parts = steps(("load", 0.9), ("(", 0.9), ("pa", 0.9))

    assert worth_showing(parts, False, follower=b"th")[0] == 2
    assert worth_showing(parts, False, follower=b")")[0] == 3


def test_nothing_decoded_shows_nothing() -> None:
    assert worth_showing([], False) == (0, 0.0)


CHANCES = st.lists(st.tuples(st.sampled_from(["ab", "(", ".", "x_", "é"]), st.floats(0.01, 1.0)), max_size=12)


@given(parts=CHANCES, ends_line=st.booleans())
def test_the_chance_is_that_of_all_that_is_shown(parts: list[tuple[str, float]], ends_line: bool) -> None:
    shown, chance = worth_showing(steps(*parts), ends_line)

    product = 1.0
    for _, one in parts[:shown]:
        product *= one
    assert 0 <= shown <= len(parts)
    assert chance == (product if shown else 0.0)


@given(parts=CHANCES)
def test_a_whole_line_is_never_worth_less_than_the_same_text_cut(parts: list[tuple[str, float]]) -> None:
    assert worth_showing(steps(*parts), True)[0] >= worth_showing(steps(*parts), False)[0]


def test_the_first_word_may_take_several_tokens() -> None:
    assert first_word(steps(("con", 0.9), ("figure", 0.5), ("(", 0.1))) == 0.45


def test_blanks_are_no_word() -> None:
    assert first_word(steps((" ", 0.9), ("x", 0.5))) == 0.45


def test_no_steps_have_no_first_word() -> None:
    assert first_word([]) == 0.0
