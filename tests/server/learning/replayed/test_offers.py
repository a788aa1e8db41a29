"""What the person would have made of it."""

from builders.offers import at, offered
from undersong.domain.suggestion import Context, Silence, Suggestion
from undersong.learning.replayed import Replayed, Spot, replayed


def outcome(rest: str, answer: Suggestion | Silence) -> list[Replayed]:
    return list(replayed([Spot(at("x = "), rest)], lambda _context: answer))


def test_the_beginning_of_what_was_typed_is_taken_with_all_its_characters() -> None:
    (row,) = outcome("load(path)", offered("load("))

    assert (row.is_taken, row.kept_chars) == (True, 5)


def test_one_wrong_character_and_nothing_is_kept() -> None:
    (row,) = outcome("load(path)", offered("loads"))

    assert (row.is_taken, row.kept_chars) == (False, 0)


def test_of_several_lines_the_first_decides() -> None:
    (row,) = outcome("load(path)", offered("load(path)  \n    more"))

    assert (row.is_taken, row.kept_chars) == (True, 10)


def test_silence_is_no_row() -> None:
    assert outcome("load(path)", Silence("not sure enough")) == outcome("load(path)", offered(" \n")) == []


def test_the_features_are_those_of_the_moment_of_showing() -> None:
    seen: list[Context] = []

    def complete(context: Context) -> Suggestion:
        seen.append(context)
        return offered("load(", 0.6)

    (row,) = replayed([Spot(at("x = "), "load(path)")], complete)
    assert seen == [at("x = ")]
    assert (row.features["confidence"], row.features["chars"]) == (0.6, 5.0)
