import pytest

from builders.runs import stream
from builders.work import finish_work as finish
from undersong.source.reading import Stamp
from undersong.suggestions.index import merging
from undersong.suggestions.index.entry import Entry
from undersong.suggestions.index.merging import merged
from undersong.suggestions.index.run import PADDING, run_of
from undersong.suggestions.index.vocabulary import Vocabulary


def entries(texts: list[str], vocabulary: Vocabulary) -> list[Entry]:
    found = []
    for text in texts:
        codes = stream(text, vocabulary)
        found.append(Entry(Stamp(1, 1), run_of(codes, vocabulary), PADDING, len(codes), 1))
    return found


def test_merging_sorts_like_one_large_sort(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "CHUNK", 64)
    vocabulary = Vocabulary()
    files = entries([f"value_{n} = {n} + value_{n - 1}\n" * 9 for n in range(20)], vocabulary)

    run, _ = finish(merged(files, vocabulary))

    whole = run_of(run.text.codes, vocabulary)
    assert run.words.keys.tolist() == whole.words.keys.tolist()
    assert run.shapes.keys.tolist() == whole.shapes.keys.tolist()
    assert run.text.copied.tolist() == whole.text.copied.tolist()
    assert sorted(run.words.order.tolist()) == sorted(whole.words.order.tolist())


def test_each_file_is_found_where_it_was_put() -> None:
    vocabulary = Vocabulary()
    files = entries(["a = 1\n", "b = 2\nc = 3\n"], vocabulary)

    run, starts = finish(merged(files, vocabulary))

    for file, start in zip(files, starts, strict=True):
        assert run.text.codes[start : start + file.end - file.start].tolist() == file.codes.tolist()


def test_a_boundary_keeps_files_apart() -> None:
    vocabulary = Vocabulary()
    run, starts = finish(merged(entries(["a", "b"], vocabulary), vocabulary))

    assert run.text.codes[starts[1] - 1] == 0


def test_nothing_merges_to_nothing() -> None:
    run, starts = finish(merged([], Vocabulary()))

    assert starts == []
    assert len(run.words.keys) == 0
