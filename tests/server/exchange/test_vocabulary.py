"""Words that no person chose."""

import pytest

from undersong.exchange.vocabulary import is_editor, language


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Python", "python"),
        ("C++", "cpp"),
        ("C#", "csharp"),
        ("Vue.js", "vue"),
        ("Lovelace", "unknown"),
        (None, "unknown"),
    ],
)
def test_languages_are_those_that_an_editor_knows(word: object, said: str) -> None:
    assert language(word) == said


@pytest.mark.parametrize(
    ("app", "is_one"),
    [("Code", True), ("Code.exe", True), ("Visual Studio Code", True), ("nvim", True), ("Mail", False), (5, False)],
)
def test_editors_are_known_by_name(app: object, is_one: bool) -> None:
    assert is_editor(app) is is_one
