import json
from pathlib import Path

import pytest

from undersong.suggestions.tokens.sealed import write
from undersong.suggestions.tokens.segment import Segment, segment_of
from undersong.suggestions.tokens.shelf import LIST, Shelf
from undersong.suggestions.tokens.stream import tokens_of


def shelved(shelf: Shelf, *paths: str) -> Segment:
    segment = segment_of({path: (tokens_of([1, 2]), "") for path in paths})
    write(shelf.next(), segment)
    return segment


def test_listed_segments_come_back_in_order_with_their_buried_files(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first, second = shelved(shelf, "a", "b"), shelved(shelf, "c")
    first.bury("a")
    shelf.save([second, first])

    found = Shelf(tmp_path).load()

    assert [(list(segment.files), segment.buried) for segment in found] == [(["c"], set()), (["a", "b"], {"a"})]


def test_what_is_not_listed_is_thrown_away(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    kept, left = shelved(shelf, "a"), shelved(shelf, "b")
    shelf.save([kept])

    assert left.name is not None
    assert not (tmp_path / left.name).exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.tokens", LIST]


def test_a_segment_in_memory_alone_is_not_listed(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.save([shelved(shelf, "a"), segment_of({"b": (tokens_of([1]), "")})])

    assert [list(segment.files) for segment in shelf.load()] == [["a"]]


def test_names_are_never_used_twice(tmp_path: Path) -> None:
    first = Shelf(tmp_path)
    first.save([shelved(first, "a")])

    assert Shelf(tmp_path).next().name == "2.tokens"


def test_half_written_files_are_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "4.new").write_bytes(b"half")
    Shelf(tmp_path)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[1]", b"[[1, 2]]", b"null", b'[["1.tokens"]]', b'[["1.tokens", ["unknown"]]]', b"\xff\x00"],
)
def test_a_list_that_makes_no_sense_lists_nothing(tmp_path: Path, content: bytes) -> None:
    shelf = Shelf(tmp_path)
    shelf.save([shelved(shelf, "a")])
    (tmp_path / LIST).write_bytes(content)

    assert Shelf(tmp_path).load() == []


def test_a_damaged_segment_costs_its_own_files_only(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.save([shelved(shelf, "a"), shelved(shelf, "b")])
    (tmp_path / "1.tokens").write_bytes(b"noise")

    assert [list(segment.files) for segment in Shelf(tmp_path).load()] == [["b"]]


def test_the_list_leads_nowhere_else(tmp_path: Path) -> None:
    elsewhere, shelf = Shelf(tmp_path / "elsewhere"), Shelf(tmp_path / "here")
    elsewhere.save([shelved(elsewhere, "a")])
    (tmp_path / "here" / LIST).write_text(json.dumps([["../elsewhere/1.tokens", []]]))

    assert shelf.load() == []


def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "new")
    shelf.save([])

    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "new" / LIST).stat().st_mode & 0o777 == 0o600
