import pytest

from undersong.suggestions.completion.cursor import cursor_at
from undersong.suggestions.completion.document import Document
from undersong.suggestions.index.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("line", "open_text", "has_blank"),
    [
        ("    total", "total", False),
        ("    total ", "", True),
        ("    total = com", "com", True),
        ("    ", "", False),
        ("", "", False),
        ("print(", "", False),
    ],
)
def test_the_cursor_knows_what_is_typed(line: str, open_text: str, has_blank: bool) -> None:
    cursor = cursor_at(line, Document(Vocabulary()))

    assert (cursor.open_text, cursor.has_blank) == (open_text, has_blank)


def test_the_open_token_is_no_context() -> None:
    vocabulary = Vocabulary()

    cursor = cursor_at("value = sel", Document(vocabulary))

    assert [vocabulary.words[code >> 1] for code in cursor.text.codes[-2:]] == ["value", "="]
