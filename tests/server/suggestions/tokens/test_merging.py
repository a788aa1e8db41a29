from collections.abc import Generator
from pathlib import Path

import numpy as np
import pytest

from undersong.suggestions.tokens import merging
from undersong.suggestions.tokens.columns import columns_of
from undersong.suggestions.tokens.merging import merged
from undersong.suggestions.tokens.segment import Segment, segment_of
from undersong.suggestions.tokens.stream import tokens_of


def segments(count: int, size: int) -> list[Segment]:
    """Segments of three files each, with many equal contexts."""
    chance = np.random.default_rng(7)
    return [
        segment_of({f"{number}{path}": (tokens_of(chance.integers(0, 3, size)), path) for path in "abc"})
        for number in range(count)
    ]


def drained(steps: Generator[bool, None, Segment]) -> tuple[Segment, int]:
    """Return the result and the number of slices."""
    slices = 0
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value, slices
        slices += 1


@pytest.fixture
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "CHUNK", 256)


@pytest.mark.usefixtures("_small_chunks")
def test_merged_segments_are_as_if_their_files_had_been_sorted_together(tmp_path: Path) -> None:
    before = segments(4, 300)
    for path in ("0a", "2b", "2c"):
        before[int(path[0])].bury(path)

    whole, slices = drained(merged(tmp_path / "1.tokens", before))

    living = {path: segment.tokens(path) for segment in before for path in segment.files if path not in segment.buried}
    assert {path: whole.tokens(path).tolist() for path in whole.files} == {
        path: tokens.tolist() for path, tokens in living.items()
    }
    fresh = columns_of(whole.stream)
    for name in ("near", "far", "places", "follows"):
        assert getattr(whole.columns, name).tolist() == getattr(fresh, name).tolist()
    assert whole.files["1b"].stamp == "b"
    assert slices > 10


def test_what_is_buried_meanwhile_stays_in(tmp_path: Path) -> None:
    before = segments(2, 50)
    steps = merged(tmp_path / "1.tokens", before)
    next(steps)
    before[0].bury("0a")

    whole, _ = drained(steps)

    assert sorted(whole.files) == ["0a", "0b", "0c", "1a", "1b", "1c"]
    assert whole.columns.places.tolist() == columns_of(whole.stream).places.tolist()


def test_nothing_left_alive_is_an_empty_segment(tmp_path: Path) -> None:
    before = segments(1, 50)
    before[0].bury_all(["0a", "0b", "0c"])

    whole, _ = drained(merged(tmp_path / "1.tokens", before))

    assert (whole.files, len(whole.columns)) == ({}, 0)
