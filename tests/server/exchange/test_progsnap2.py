"""ProgSnap2 in and out: the same rows, columns, order and values; and what they mean among our kinds."""

import csv
import gzip
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.exchange import CODE, SALT, read, table
from builders.stores import open_store
from builders.wire import START_MS, wire_event
from undersong.domain.errors import BadInput
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.exchange.names import Names
from undersong.exchange.own import event_to_text
from undersong.exchange.progsnap2 import ProgSnap2
from undersong.lsp.convert import event_from_wire, event_to_wire, row_from_wire

FORM = ProgSnap2()
AT = {"SubjectID": "S1", "AssignmentID": "A1"}


def again(path: Path, out: Path, names: Names | None = None) -> list[list[str]]:
    """Read a table, keep its events in a store as life would, and write them as a table again."""
    names = names or Names(SALT, remembers=True)
    events, faults = read(FORM, path, names)
    assert faults == []
    store = open_store(out.parent)
    store.append([row_from_wire(event_to_wire(event)) for event in events])
    FORM.write(store.events(), out, names)
    store.close()
    return rows_in(out)


def rows_in(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return list(csv.reader(io.StringIO(text, newline="")))


def event_of(cells: dict[str, Any], tmp_path: Path, *before: dict[str, Any]) -> Event:
    """Return the event of a row that comes after others."""
    rows = [{**AT, **row} for row in (*before, cells)]
    columns = dict.fromkeys(column for row in rows for column in row)
    events, faults = read(FORM, table(tmp_path / "MainTable.csv", rows, columns))
    assert faults == []
    return events[-1]


cells = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    [
        "",
        "0",
        "007",
        "1.50",
        "-1",
        "nan",
        "Ada",
        "File.Edit",
        "2024-02-30",
        "a,b",
        'say "so"',
        "two\nlines",
        "\r",
        "a\r\nb",
        "=1+1",
    ]
)
others = st.sampled_from(["Score", "X-How", "CodeStateID", "TestID", "X-Mine", "Some Column", "Order", "ProgramOutput"])


@settings(max_examples=60, deadline=None)
@given(columns=st.lists(others, unique=True, max_size=6), made=st.data())
def test_any_table_goes_out_as_it_came(
    columns: list[str], made: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("table")
    row = st.fixed_dictionaries(
        {"EventType": st.sampled_from(["File.Edit", "Run.Test", "Mine", ""]), "SubjectID": cells}
        | dict.fromkeys(columns, cells)
    )
    rows = made.draw(st.lists(row, min_size=1, max_size=8))
    path = table(folder / "main.csv", rows)

    assert again(path, folder / "again.csv") == rows_in(path)


def test_columns_that_are_empty_everywhere_and_rows_that_are_alike_stay(tmp_path: Path) -> None:
    rows = [{"EventID": 7, **AT, "EventType": "File.Run", "X-How": "", "Grade": ""}] * 3

    path = table(tmp_path / "main.csv.gz", rows)

    assert again(path, tmp_path / "again.csv.gz") == rows_in(path)


def test_without_the_original_names_and_code_are_hashes_and_all_else_stays(tmp_path: Path) -> None:
    rows = [
        {"EventID": number, **AT, "EventType": "File.Edit", "X-CodeState": CODE * number, "X-Why": "hint"}
        for number in range(1, 4)
    ]

    out = again(table(tmp_path / "main.csv", rows), tmp_path / "again.csv", Names(SALT))

    assert [(row[0], row[3], row[5]) for row in out[1:]] == [(str(number), "File.Edit", "hint") for number in (1, 2, 3)]
    assert len({row[4] for row in out[1:]}) == 3
    assert CODE not in str(out)


def test_rows_keep_their_order_though_time_has_another(tmp_path: Path) -> None:
    times = ("2023-03-01T10:00:00", "2023-01-01T10:00:00", "2023-02-01T10:00:00")
    rows = [{"EventType": "File.Run", "SubjectID": "S", "ClientTimestamp": time} for time in times]
    path = table(tmp_path / "main.csv", rows)
    events, _ = read(FORM, path)

    FORM.write(sorted(events, key=lambda event: event.order), tmp_path / "again.csv", Names(SALT))

    assert [row[-1] for row in rows_in(tmp_path / "again.csv")[1:]] == list(times)


def test_a_folder_is_read_with_its_metadata_and_written_as_one(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "CodeStates").mkdir(parents=True)
    table(
        folder / "DatasetMetadata.csv", [{"Property": "Version", "Value": "6"}, {"Property": "Author", "Value": "Ada"}]
    )
    table(folder / "CodeStates" / "CodeStates.csv", [{"CodeStateID": "c1", "Code": CODE}])
    table(folder / "MainTable.csv", [{"EventType": "File.Edit", "CodeStateID": "c1", **AT}])
    names = Names(SALT, remembers=True)
    events, _ = read(FORM, folder, names)

    FORM.write(events, tmp_path / "out", names)

    assert rows_in(tmp_path / "out" / "MainTable.csv") == rows_in(folder / "MainTable.csv")
    assert rows_in(tmp_path / "out" / "CodeStates" / "CodeStates.csv") == [["CodeStateID", "Code"], ["c1", CODE]]
    assert ["Version", "6"] in rows_in(tmp_path / "out" / "DatasetMetadata.csv")
    assert events[-1].data["edit.inserted_chars"] == len(CODE)


def test_code_states_lie_in_folders_too_and_no_id_leads_out_of_them(tmp_path: Path) -> None:
    (tmp_path / "CodeStates" / "c1" / "src").mkdir(parents=True)
    (tmp_path / "CodeStates" / "c1" / "src" / "main.py").write_text("print()\n")
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "main.py").write_text("print('no')\n")
    states = ("c1", "../secret")
    rows = [
        {"EventType": "File.Edit", "CodeStateID": state, "CodeStateSection": "src/main.py", **AT} for state in states
    ]
    table(tmp_path / "MainTable.csv", rows)

    events, _ = read(FORM, tmp_path)

    assert [event.kind for event in events[1:]] == [Kind.FILE_MODIFIED, "dev.undersong.exchange.progsnap2.file_edit.v1"]
    assert events[1].data["edit.inserted_chars"] == 8
    assert events[1].data["file.language"] == "python"


def test_an_edit_tells_its_size_and_place_from_the_code_after_it(tmp_path: Path) -> None:
    before = {"EventType": "File.Edit", "EditType": "init", "X-CodeState": "one\ntwo\n", "X-ElapsedTime": 0}

    event = event_of(
        {**before, "EditType": "paste", "X-CodeState": "one\nthree\nfour\n", "X-ElapsedTime": 5}, tmp_path, before
    )

    assert event.origin is Origin.PASTE
    assert (event.data["edit.inserted_chars"], event.data["edit.deleted_chars"]) == (9, 2)
    assert (event.data["edit.first_line"], event.data["edit.last_line"]) == (1, 2)


def test_keystrokes_tell_their_size_themselves(tmp_path: Path) -> None:
    typed = {"EventType": "File.Edit", "InsertText": "ab\n", "DeleteText": "", "SourceLocation": "0"}

    event = event_of({**typed, "InsertText": "c", "DeleteText": "b", "SourceLocation": "1"}, tmp_path, typed)

    assert (event.data["edit.inserted_chars"], event.data["edit.deleted_chars"]) == (1, 1)
    assert event.subject


@pytest.mark.parametrize(
    ("cells", "kind", "data"),
    [
        ({"EventType": "Run.Program", "ExecutionResult": "Error"}, Kind.COMMAND_EXECUTED, {"command.exit_code": 1}),
        ({"EventType": "File.Run"}, Kind.COMMAND_EXECUTED, {"command.class": "run", "command.exit_code": None}),
        ({"EventType": "Compile", "CompileResult": "Success"}, Kind.COMMAND_EXECUTED, {"command.exit_code": 0}),
        ({"EventType": "Run.Test", "ExecutionResult": "Success"}, Kind.TEST_RUN, {"test.outcome": "passed"}),
        ({"EventType": "Run.Test", "ExecutionResult": "Timeout"}, Kind.TEST_RUN, {"test.outcome": "failed"}),
        (
            {"EventType": "Compile.Error", "CompileMessageType": "SyntaxError"},
            Kind.ERROR_OCCURRED,
            {"error.class": "SyntaxError"},
        ),
        (
            {"EventType": "Compile.Warning", "CompileMessageType": "x"},
            Kind.ERROR_OCCURRED,
            {"error.severity": "warning"},
        ),
        ({"EventType": "Submit"}, Kind.COMMIT_CREATED, {"commit.kind": "other"}),
        ({"EventType": "X-Commit"}, Kind.COMMIT_CREATED, {"commit.kind": "commit"}),
        ({"EventType": "Session.Start"}, Kind.SESSION_STARTED, {"session.reason": "opened"}),
        ({"EventType": "File.Focus"}, Kind.FOCUS_CHANGED, {"focus.target": "editor"}),
        ({"EventType": "Debug.Program"}, Kind.DEBUG_STARTED, {}),
        ({"EventType": "File.RequestHelp"}, "dev.undersong.exchange.progsnap2.file_requesthelp.v1", {}),
        ({"EventType": "X-AnyName"}, "dev.undersong.exchange.progsnap2.other.v1", {}),
    ],
)
def test_rows_mean_what_they_mean(cells: dict[str, str], kind: str, data: dict[str, Any], tmp_path: Path) -> None:
    event = event_of(cells, tmp_path)

    assert event.kind == kind
    assert data.items() <= dict(event.data).items()
    row_from_wire(event_to_wire(event))


@pytest.mark.parametrize(
    ("stamp", "zone", "time_ms", "offset"),
    [
        ("2023-11-14T22:13:20", "", START_MS, 0),
        ("2023-11-14T23:13:20.000", "+0100", START_MS, 60),
        ("2023-11-14T23:13:20+01:00", "", START_MS, 60),
        (str(START_MS), "", START_MS, 0),
        (str(START_MS // 1000), "", START_MS, 0),
    ],
)
def test_times_are_understood(stamp: str, zone: str, time_ms: int, offset: int, tmp_path: Path) -> None:
    event = event_of({"EventType": "Submit", "ClientTimestamp": stamp, "ClientTimezone": zone}, tmp_path)

    assert (event.time_ms, event.utcoffset_minutes) == (time_ms, offset)


def test_undated_sequences_are_laid_one_after_another(tmp_path: Path) -> None:
    rows = [{"EventType": "Submit", "SubjectID": who, "X-ElapsedTime": at} for who in "AB" for at in (0, 90_000)]

    events, _ = read(FORM, table(tmp_path / "main.csv", rows))

    times = [event.time_ms for event in events[1:]]
    assert times == sorted(times)
    assert [(time - times[0]) / 86_400_000 for time in times[:3:2]] == [0, 2]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"ClientTimestamp": "yesterday"}, "main.csv, row 2, column ClientTimestamp: it holds no time."),
        ({"ClientTimestamp": "1970-01-01T00:00:00"}, "main.csv, row 2, column time: its time is before the year 2000."),
        ({"ClientTimestamp": "2999-01-01"}, "main.csv, row 2, column time: its time is later than tomorrow."),
        (
            {"ClientTimestamp": "", "X-ElapsedTime": "NaN"},
            "main.csv, row 2, column X-ElapsedTime: it holds a number that cannot be.",
        ),
        (
            {"ClientTimestamp": "", "X-ElapsedTime": "soon"},
            "main.csv, row 2, column X-ElapsedTime: it holds no number.",
        ),
    ],
)
def test_a_bad_row_is_told_and_the_others_are_used(cells: dict[str, str], said: str, tmp_path: Path) -> None:
    good = {"EventType": "Submit", **AT, "ClientTimestamp": "2023-11-14T22:13:20", "X-ElapsedTime": ""}

    events, faults = read(FORM, table(tmp_path / "main.csv", [good, {**good, **cells}, good]))

    assert [str(fault) for fault in faults] == [said]
    assert [event.data["progsnap.row"] for event in events] == [0, 1, 3]


def test_a_table_without_a_column_that_is_needed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no column SubjectID"):
        read(FORM, table(tmp_path / "main.csv", [{"EventType": "Submit"}]))


def test_a_folder_without_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"holds no MainTable\.csv"):
        read(FORM, tmp_path)


def own_events() -> Sequence[Event]:
    """Return one event of most kinds, as an editor sent them."""
    kinds = ("session_started", "file_opened", "file_modified", "file_saved", "cursor_moved", "test_run")
    more = ("command_executed", "commit_created", "focus_changed")
    wires = [wire_event(kind, START_MS + number) for number, kind in enumerate((*kinds, *more))]
    wires[-1]["windowmood"] = "calm"
    return [event_from_wire(wire) for wire in wires]


def test_events_of_ours_go_out_by_the_standard_and_come_back_whole(tmp_path: Path) -> None:
    events = own_events()

    written = FORM.write(events, tmp_path / "out", Names(SALT))

    back, faults = read(FORM, tmp_path / "out")
    assert faults == []
    assert back == list(events)
    assert written.mapped["File.Edit"] == written.mapped["Run.Test"] == written.mapped["X-Commit"] == 1
    assert written.left_out.total() == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"DatasetMetadata.csv", "MainTable.csv", "CodeStates"}


def test_both_sorts_of_rows_fit_into_one_table(tmp_path: Path) -> None:
    imported, _ = read(FORM, table(tmp_path / "main.csv", [{"EventType": "Submit", **AT, "X-Why": "hint"}]))

    FORM.write([*own_events(), *imported], tmp_path / "out.csv", Names(SALT))

    rows = rows_in(tmp_path / "out.csv")
    assert len(rows) == 1 + len(own_events()) + 1
    assert rows[0][0] == "EventID"
    assert rows[-1][rows[0].index("X-Why")] == "hint"


def test_a_folder_that_holds_other_things_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("all of it")

    with pytest.raises(BadInput, match="other things"):
        FORM.write(own_events(), tmp_path / "mine", Names(SALT))

    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_an_event_whose_time_cannot_be_is_told(tmp_path: Path) -> None:
    events = [replace(own_events()[0], time_ms=time_ms) for time_ms in (10**18, -1)]
    rows = [{"EventType": "Submit", **AT, "X-Undersong": event_to_text(event)} for event in events]

    _, faults = read(FORM, table(tmp_path / "main.csv", rows))

    assert [fault.reason for fault in faults] == ["it holds no time"] * 2


@pytest.mark.parametrize("odd", ["²", "-1", "9" * 5_000, "03"])
def test_a_number_that_is_none_comes_out_as_it_came_in(odd: str, tmp_path: Path) -> None:
    edit = {"EventType": "File.Edit", "InsertText": "a", "SourceLocation": odd}
    path = table(tmp_path / "main.csv", [{**AT, "EventID": odd, "Score": odd, **edit}])

    assert again(path, tmp_path / "out.csv") == rows_in(path)


def test_an_event_in_a_row_that_is_none_is_told(tmp_path: Path) -> None:
    rows = [{"EventType": "Submit", **AT, "X-Undersong": text} for text in ("{", "[]", '{"id": 4}')]

    events, faults = read(FORM, table(tmp_path / "main.csv", rows))

    assert events == []
    assert [fault.reason for fault in faults] == ["it holds no event"] * 3
