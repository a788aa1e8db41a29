"""Traces are replayed, and only sizes and places are kept."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.exchange import editing_traces, json_file, read
from undersong.domain.errors import BadInput
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.exchange.base import Unmapped
from undersong.exchange.editing_traces import EditingTraces

FORM = EditingTraces()
TIME = "2023-11-14T22:13:20.000Z"


def trace(tmp_path: Path, *patches: Any, end: str = "", start: str = "") -> tuple[list[Event], list[Unmapped]]:
    """Read a trace of transactions."""
    moves = [{"time": TIME, "patches": patch} for patch in patches]
    return read(FORM, json_file(tmp_path / "t.json", {"startContent": start, "endContent": end, "txns": moves}))


@given(st.data())
def test_replaying_any_trace_gives_its_end(tmp_path_factory: pytest.TempPathFactory, drawn: st.DataObject) -> None:
    text, patches = "", []
    for _ in range(drawn.draw(st.integers(1, 6))):
        position = drawn.draw(st.integers(0, len(text)))
        deleted = drawn.draw(st.integers(0, len(text) - position))
        inserted = drawn.draw(st.text("a\nö😀", max_size=4))
        text = text[:position] + inserted + text[position + deleted :]
        patches.append([[position, deleted, inserted]])

    events, faults = trace(tmp_path_factory.mktemp("trace"), *patches, end=text)

    assert faults == []
    assert len(events) == len(patches)
    assert sum(event.data["edit.inserted_chars"] - event.data["edit.deleted_chars"] for event in events) == len(text)


def test_a_transaction_is_one_edit_of_all_its_patches(tmp_path: Path) -> None:
    (first, second), faults = trace(tmp_path, [[0, 0, "one\ntwo\n"]], [[0, 3, "1"], [2, 3, "2\n"]], end="1\n2\n\n")

    assert faults == []
    assert first.kind == Kind.FILE_MODIFIED
    assert (second.data["edit.changes"], second.data["edit.inserted_chars"], second.data["edit.deleted_chars"]) == (
        2,
        3,
        6,
    )
    assert (second.data["edit.first_line"], second.data["edit.last_line"]) == (0, 2)


def test_much_at_once_was_not_typed(tmp_path: Path) -> None:
    (typed, pasted), _ = trace(tmp_path, [[0, 0, "x" * 50]], [[0, 0, "y" * 51]], end="y" * 51 + "x" * 50)

    assert (typed.origin, pasted.origin) == (Origin.USER, Origin.PASTE)


def test_a_trace_that_ends_otherwise_is_told(tmp_path: Path) -> None:
    events, faults = trace(tmp_path, [[0, 0, "abc"]], end="abd!")

    assert len(events) == 1
    assert str(faults[0]) == "t.json, column endContent: replaying it gives 3 characters that are not its 4."


def test_what_an_impossible_time_changed_is_changed_all_the_same(tmp_path: Path) -> None:
    moves = [{"time": "1970-01-01T00:00:00.000Z", "patches": [[0, 0, "abc"]]}, {"time": TIME, "patches": [[3, 0, "d"]]}]
    path = json_file(tmp_path / "t.json", {"startContent": "", "endContent": "abcd", "txns": moves})

    events, faults = read(FORM, path)

    assert len(events) == 1
    assert [str(fault) for fault in faults] == ["t.json, row 1, column time: its time is before the year 2000."]


@pytest.mark.parametrize(
    "patches", [[[5, 0, "x"]], [[0, 1, ""]], [[-1, 0, "x"]], [["0", 0, "x"]], [[0, 0]], "x", None, [[True, 0, ""]]]
)
def test_patches_that_cannot_be_are_told(patches: Any, tmp_path: Path) -> None:
    events, faults = trace(tmp_path, patches, [[0, 0, "a"]], end="a")

    assert len(events) == 1
    assert (faults[0].row, faults[0].column) == (1, "patches")


@pytest.mark.parametrize("value", [[], {}, {"txns": []}, {"startContent": "x"}])
def test_a_file_that_is_no_trace_is_refused(value: Any, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        read(FORM, json_file(tmp_path / "t.json", value))


def test_a_trace_that_breaks_off_is_told_once(tmp_path: Path) -> None:
    path = editing_traces(tmp_path)
    path.write_text(path.read_text()[:-20])

    _, faults = read(FORM, path)

    assert [fault.reason for fault in faults] == ["from here on it is no JSON"]
    assert json.dumps([str(fault) for fault in faults]).count("endContent") == 0
