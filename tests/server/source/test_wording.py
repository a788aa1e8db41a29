"""How a text reads."""

from builders.offers import at
from undersong.source.wording import WORDING, wording_features

FILE = "def load(path):\n    first = read(path)\n    second = parse(path)\n    "


def test_a_text_is_counted_by_its_first_line() -> None:
    features = wording_features("other(path)\n    return 1", at(FILE))

    assert (features["chars"], features["lines"], features["words"]) == (11, 2, 2)
    assert (features["ends_in_closer"], features["ends_in_opener"], features["unclosed"]) == (1, 0, 0)


def test_words_that_the_file_has_are_met() -> None:
    assert wording_features("read(path)", at(FILE))["met_words_share"] == 1.0
    assert wording_features("fantasy(path)", at(FILE))["met_words_share"] == 0.5


def test_a_line_said_before_is_met() -> None:
    assert wording_features("read(path)", at(FILE))["met_before"] == 1.0
    assert wording_features("read(paths)", at(FILE))["met_before"] == 0.0


def test_a_line_that_goes_on_as_others_went_is_like_them() -> None:
    like = wording_features("third = read(path)", at(FILE))["likeness"]

    assert like == 0.5
    assert wording_features("import os", at(FILE))["likeness"] == 0.0


def test_nothing_and_half_characters_are_no_trouble() -> None:
    for text in ("", "\n", "\ud83d", "((((" * 100):
        assert tuple(wording_features(text, at("\ud83d"))) == WORDING
