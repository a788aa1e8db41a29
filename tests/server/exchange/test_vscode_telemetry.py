"""The file of the Telemetry extension."""

import json
from pathlib import Path
from typing import Any

import pytest

from builders.exchange import CODE, FILE, SALT, document, json_file, read, vscode_telemetry
from undersong.domain.kind import Kind, Origin
from undersong.exchange.names import Names
from undersong.exchange.vscode_telemetry import VsCodeTelemetry

FORM = VsCodeTelemetry()


def test_a_document_is_opened_changed_saved_and_closed(tmp_path: Path) -> None:
    (opened, changed, saved, closed), faults = read(FORM, vscode_telemetry(tmp_path))

    assert faults == []
    assert [opened.kind, changed.kind, saved.kind] == [Kind.FILE_OPENED, Kind.FILE_MODIFIED, Kind.FILE_SAVED]
    assert closed.kind == "dev.undersong.exchange.vscode_telemetry.closed.v1"
    assert {event.subject for event in (opened, changed, saved, closed)} == {Names(SALT).hash(FILE)}
    assert (changed.data["edit.inserted_chars"], changed.data["file.language"]) == (len(CODE), "python")


def test_a_change_tells_its_size_and_place(tmp_path: Path) -> None:
    place = {"rangeLength": "12", "rangestart_line": "3", "rangeend_line": "5"}
    path = json_file(
        tmp_path / "t.json", [document("Change", value="a\nb", **place), document("Change", value="x" * 51)]
    )

    (change, pasted), _ = read(FORM, path)

    assert (change.data["edit.deleted_chars"], change.data["edit.deleted_lines"]) == (12, 2)
    assert (change.data["edit.first_line"], change.data["edit.last_line"]) == (3, 4)
    assert (change.origin, pasted.origin) == (Origin.USER, Origin.PASTE)


def test_what_was_sent_to_a_server_is_understood_too(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text("".join(json.dumps({"data": document("Save", at), "params": {}}) + "\n" for at in range(2)))

    events, faults = read(FORM, path)

    assert (len(events), faults) == (2, [])


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        (5, "eventName"),
        ({"eventName": "OtherEvent"}, "eventName"),
        (document("Save", eventTime="now"), "eventTime"),
        (document("Save", eventTime=5), "time"),
        (document("Save", documentUri=None), "documentUri"),
        (document("Save", documentUri="file://["), "documentUri"),
        (document("Change", value=None), "value"),
        (document("Change", rangeLength="many"), "rangeLength"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_is_used(bad: Any, column: str, tmp_path: Path) -> None:
    events, faults = read(FORM, json_file(tmp_path / "t.json", [bad, document("Save")]))

    assert len(events) == 1
    assert [(fault.row, fault.column) for fault in faults] == [(1, column)]


def test_a_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    path = vscode_telemetry(tmp_path)
    path.write_text(path.read_text()[:-9])

    events, faults = read(FORM, path)

    assert len(events) == 3
    assert str(faults[0]) == "telemetry.json, row 4: from here on it is no JSON."
