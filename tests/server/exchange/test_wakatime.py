"""Heartbeats in and out."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.exchange import FILE, SALT, heartbeat, json_file, read
from builders.stores import open_store
from builders.wire import START_MS, wire_event
from undersong.domain.errors import BadInput
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.exchange.names import Names
from undersong.exchange.wakatime import WakaTime
from undersong.lsp.convert import event_from_wire, event_to_wire, row_from_wire

FORM = WakaTime()
START = START_MS / 1000

texts = (
    st.none() | st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(["Python", "coding", "/a/b.py"])
)
numbers = st.none() | st.integers(0, 9_000) | st.floats(0, 1e6)
beats = st.fixed_dictionaries(
    {
        "entity": st.text(st.characters(codec="utf-8"), min_size=1, max_size=12),
        "time": st.floats(START, START + 80_000),
    },
    optional={
        "type": st.sampled_from(["file", "app", "domain", "else"]),
        "is_write": st.booleans() | st.none(),
        **dict.fromkeys(("category", "project", "branch", "language", "user_agent", "created_at", "mine"), texts),
        **dict.fromkeys(("lines", "lineno", "cursorpos", "line_additions", "project_root_count"), numbers),
        "dependencies": st.none() | st.lists(st.text(max_size=5), max_size=3),
    },
)


def through_a_store(beats: list[dict[str, Any]], folder: Path, names: Names, out: str = "out.json") -> list[Any]:
    """Import heartbeats, keep their events, export them, and return what stands in the file."""
    events, faults = read(FORM, json_file(folder / "in.json", beats), names)
    assert faults == []
    store = open_store(folder)
    store.append([row_from_wire(event_to_wire(event)) for event in events])
    FORM.write(store.events(), folder / out, names)
    store.close()
    content = (folder / out).read_text()
    return [json.loads(line) for line in content.splitlines()] if out.endswith("l") else json.loads(content)["data"]


def in_order(beats: list[Any]) -> list[str]:
    return sorted(json.dumps(beat, sort_keys=True) for beat in beats)


@settings(max_examples=60, deadline=None)
@given(st.lists(beats, max_size=6, unique_by=lambda beat: beat["time"]).filter(bool))
def test_heartbeats_go_out_with_every_field_that_they_had(
    tmp_path_factory: pytest.TempPathFactory, made: list[dict[str, Any]]
) -> None:
    out = through_a_store(made, tmp_path_factory.mktemp("beats"), Names(SALT, remembers=True))

    assert in_order(out) == in_order(made)


def test_without_the_original_numbers_and_words_stay_and_names_are_hashes(tmp_path: Path) -> None:
    (out,) = through_a_store([heartbeat()], tmp_path, Names(SALT), "out.jsonl")

    kept = ("time", "type", "category", "language", "lines", "lineno", "is_write")
    assert {field: out[field] for field in kept} == {field: heartbeat()[field] for field in kept}
    assert out["entity"] == Names(SALT).hash(FILE)
    assert "lant" not in json.dumps(out)


@pytest.mark.parametrize("pack", [lambda content: content, gzip.compress], ids=["plain", "packed"])
@pytest.mark.parametrize(
    "wrap",
    [
        lambda beats: json.dumps(beats),
        lambda beats: json.dumps({"data": beats, "start": "x", "timezone": "UTC"}),
        lambda beats: json.dumps(
            {"user": {"name": "x"}, "days": [{"date": "x", "heartbeats": [beat]} for beat in beats]}
        ),
        lambda beats: json.dumps({"heartbeats": beats}, indent=2),
        lambda beats: "".join(json.dumps(beat) + "\n" for beat in beats),
        lambda beats: "".join(json.dumps([beat]) + "\n" for beat in beats),
    ],
    ids=["list", "data", "days", "heartbeats", "lines", "bulks"],
)
def test_every_wrapping_is_understood(tmp_path: Path, wrap: Any, pack: Any) -> None:
    path = tmp_path / "beats"
    path.write_bytes(pack(wrap([heartbeat(number) for number in range(3)]).encode()))

    events, faults = read(FORM, path)

    assert faults == []
    assert [event.time_ms - START_MS for event in events] == [0, 1000, 2000]


def events_of(tmp_path: Path, *beats: dict[str, Any]) -> list[Event]:
    return read(FORM, json_file(tmp_path / "in.json", list(beats)))[0]


def test_a_save_a_line_and_a_look_mean_different_things(tmp_path: Path) -> None:
    saved, lined, looked = events_of(
        tmp_path, heartbeat(0, is_write=True), heartbeat(1), heartbeat(2, lineno=None, language="Ada Lovelace")
    )

    assert (saved.kind, saved.data["file.language"], saved.data["file.lines"]) == (Kind.FILE_SAVED, "python", 100)
    assert (lined.kind, lined.data["cursor.line"]) == (Kind.CURSOR_MOVED, 3)
    assert (looked.kind, looked.data["focus.target"]) == (Kind.FOCUS_CHANGED, "editor")
    assert saved.subject == lined.subject == looked.subject


def test_a_path_of_windows_has_the_hash_that_the_editor_makes(tmp_path: Path) -> None:
    (event,) = events_of(tmp_path, heartbeat(entity=r"C:\ada\a.py"))

    assert event.subject == Names(SALT).hash("C:/ada/a.py")
    assert event.data["wakatime.entity"] == Names(SALT).hash(r"C:\ada\a.py")


def test_only_the_first_app_after_a_file_is_a_leaving(tmp_path: Path) -> None:
    apps = [heartbeat(number, type="app", entity="Mail") for number in (1, 2)]

    _, left, stayed, back = events_of(tmp_path, heartbeat(0), *apps, heartbeat(3))

    assert (left.kind, left.data["focus.gained"]) == (Kind.FOCUS_CHANGED, False)
    assert stayed.kind == "dev.undersong.exchange.wakatime.heartbeat.v1"
    assert back.kind == Kind.CURSOR_MOVED


def test_sessions_end_with_a_gap_of_fifteen_minutes(tmp_path: Path) -> None:
    events = events_of(tmp_path, *(heartbeat(number) for number in (0, 900, 1801, 1800)))

    sessions = [event.session for event in events]
    assert sessions[0] == sessions[1] != sessions[2] == sessions[3]


def test_the_same_heartbeat_twice_is_one_event(tmp_path: Path) -> None:
    first, second = events_of(tmp_path, heartbeat(), heartbeat(lines=101, user_agent="other"))

    assert first.id == second.id


def test_what_is_no_heartbeat_is_told_and_the_others_are_used(tmp_path: Path) -> None:
    bad = [
        5,
        {"time": START},
        heartbeat(time="soon"),
        heartbeat(time=float("nan")),
        heartbeat(time=5),
        heartbeat(time=True),
    ]
    path = json_file(tmp_path / "in.json", {"data": [heartbeat(), *bad, heartbeat(9)]})

    events, faults = read(FORM, path)

    assert len(events) == 2
    assert [str(fault) for fault in faults] == [
        "in.json, row 2: it is no object.",
        "in.json, row 3, column entity: it names no entity.",
        "in.json, row 4, column time: it holds no time.",
        "in.json, row 5, column time: it holds no number.",
        "in.json, row 6, column time: its time is before the year 2000.",
        "in.json, row 7, column time: it holds no time.",
    ]


def test_a_broken_line_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(
        b"\n".join([json.dumps(heartbeat()).encode(), b"{broken", b"\xff", json.dumps(heartbeat(1)).encode()])
    )

    events, faults = read(FORM, path)

    assert len(events) == 2
    assert [(fault.row, fault.reason) for fault in faults] == [(2, "it is no JSON"), (3, "it is not UTF-8")]


def test_a_list_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    path.write_text(json.dumps({"data": [heartbeat(), heartbeat(1)]})[:-40])

    events, faults = read(FORM, path)

    assert len(events) == 1
    assert str(faults[0]) == "in.json, row 2: from here on it is no JSON."


def test_sums_of_days_are_no_heartbeats(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="sums of days are no events"):
        events_of_file(tmp_path, {"days": [{"date": "2024-01-01", "grand_total": {"total_seconds": 5}}]})


def events_of_file(tmp_path: Path, value: Any) -> None:
    read(FORM, json_file(tmp_path / "in.json", value))


def test_our_events_go_out_as_heartbeats(tmp_path: Path) -> None:
    kinds = ("file_modified", "file_saved", "cursor_moved", "test_run", "command_executed", "session_started")
    events = [event_from_wire(wire_event(kind, START_MS + number)) for number, kind in enumerate(kinds)]

    written = FORM.write(events, tmp_path / "out.json.gz", Names(SALT))

    found = json.loads(gzip.decompress((tmp_path / "out.json.gz").read_bytes()))["data"]
    assert [(beat["type"], beat["category"], beat["is_write"]) for beat in found] == [
        ("file", "coding", False),
        ("file", "coding", True),
        ("file", "coding", False),
        ("app", "running tests", False),
        ("app", "running tests", False),
    ]
    assert [round(beat["time"] * 1000) - START_MS for beat in found] == [0, 1, 2, 3, 4]
    assert dict(written.left_out) == {"session_started": 1}
    assert read(FORM, tmp_path / "out.json.gz")[1] == []
