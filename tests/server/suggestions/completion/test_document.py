import pytest

from builders.runs import stream
from undersong.suggestions.completion import document as module
from undersong.suggestions.completion.document import Document
from undersong.suggestions.index.vocabulary import Vocabulary

TEXT = "def load(path):\n\n    with open(path) as file:\n        return file.read()\n\n\nx = 1"


def test_lines_give_the_same_stream_as_the_whole_text() -> None:
    vocabulary = Vocabulary()
    document = Document(vocabulary)

    document.replace(TEXT.split("\n"))

    assert document.stream.tolist() == stream(TEXT, vocabulary).tolist()


def test_a_further_line_is_put_behind_all_others() -> None:
    vocabulary = Vocabulary()
    document = Document(vocabulary)
    document.replace(TEXT.split("\n"))

    assert document.with_line("    y = 2").tolist() == stream(TEXT + "\n    y = 2", vocabulary).tolist()


def test_after_any_change_the_stream_is_that_of_the_new_text() -> None:
    vocabulary = Vocabulary()
    document = Document(vocabulary)
    lines = TEXT.split("\n")

    for changed in (lines[:3], [*lines, "z = 3"], ["# first", *lines], lines[2:], [], [lines[0]] * 3):
        document.replace(changed)
        assert document.stream.tolist()[32:] == stream("\n".join(changed), vocabulary).tolist()[32 + (not changed) :]


def test_a_changed_line_is_the_only_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    vocabulary = Vocabulary()
    document = Document(vocabulary)
    lines = [f"x_{number} = {number}" for number in range(3_000)]
    document.replace(lines)
    read: list[str] = []
    original = module.raw_codes

    monkeypatch.setattr(module, "raw_codes", lambda line, words: read.append(line) or original(line, words))
    document.replace([*lines[:1_500], "changed = 1", *lines[1_501:]])

    assert read == ["changed = 1"]
