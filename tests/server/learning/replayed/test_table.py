"""Replayed suggestions on disk."""

from math import nan
from pathlib import Path

import pytest

from undersong.domain.errors import BadInput
from undersong.learning.replayed import Replayed, read_offers, write_offers

ROWS = [Replayed({"chars": 5.0, "likeness": 0.25, "tokens": nan}, True, 5), Replayed({"chars": 2.0}, False, 0)]


def test_what_was_written_is_read_back_without_what_is_not_known(tmp_path: Path) -> None:
    count = write_offers(tmp_path / "a.jsonl", "someone/thing", "MIT", ROWS)
    name, licence, rows = read_offers(tmp_path / "a.jsonl")

    assert (count, name, licence) == (2, "someone/thing", "MIT")
    assert rows == [Replayed({"chars": 5.0, "likeness": 0.25}, True, 5), ROWS[1]]


def test_no_text_gets_into_the_file(tmp_path: Path) -> None:
    write_offers(tmp_path / "a.jsonl", "someone/thing", "MIT", ROWS)

    names = {"repository", "licence", "someone/thing", "MIT", "taken", "kept", "features", "chars", "likeness"}
    words = set((tmp_path / "a.jsonl").read_text().split('"')[1::2])
    assert words <= names


@pytest.mark.parametrize("content", ["", "{}", "no json", '{"repository": "a", "licence": "b"}\n{"taken": true}'])
def test_another_file_is_refused_by_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "b.jsonl").write_text(content)

    with pytest.raises(BadInput, match=r"b\.jsonl"):
        read_offers(tmp_path / "b.jsonl")
