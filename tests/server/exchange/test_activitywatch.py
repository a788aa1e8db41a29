"""Buckets in and out."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.exchange import SALT, activitywatch, bucket, json_file, read
from builders.stores import open_store
from builders.wire import START_MS, wire_event
from undersong.domain.errors import BadInput
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.exchange.activitywatch import ActivityWatch
from undersong.exchange.names import Names
from undersong.lsp.convert import event_from_wire, event_to_wire, row_from_wire

FORM = ActivityWatch()
TYPES = ("currentwindow", "afkstatus", "app.editor.activity", "web.tab.current", "mine")

texts = st.text(st.characters(codec="utf-8"), max_size=12)
values = (
    st.none()
    | st.booleans()
    | st.integers(-(2**50), 2**60)
    | st.floats(-1e9, 1e9)
    | texts
    | st.lists(texts, max_size=2)
)
fields = st.sampled_from(["app", "title", "status", "file", "language", "project", "url", "tabCount", "mine", "row"])
moments = st.integers(0, 80_000_000).map(lambda after: f"2023-11-14T22:13:20.{after % 1_000_000:06}+00:00")
made_events = st.fixed_dictionaries(
    {"timestamp": moments, "data": st.dictionaries(fields, values, max_size=4)},
    optional={"duration": st.floats(0, 1e5), "id": st.integers(0, 9), "extra": values},
)
buckets = st.dictionaries(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=8),
    st.fixed_dictionaries(
        {"type": st.sampled_from(TYPES), "created": st.just("2023-11-14T22:00:00.000001+00:00")},
        optional={"hostname": texts, "client": texts, "name": st.none() | texts, "data": st.just({})},
    ),
    min_size=1,
    max_size=3,
)


def through_a_store(value: Any, folder: Path, names: Names) -> Any:
    """Import an export, keep its events, export them, and return what stands in the file."""
    events, faults = read(FORM, json_file(folder / "in.json", value), names)
    assert faults == []
    store = open_store(folder)
    store.append([row_from_wire(event_to_wire(event)) for event in events])
    FORM.write(store.events(), folder / "out.json", names)
    store.close()
    return json.loads((folder / "out.json").read_text())


@settings(max_examples=60, deadline=None)
@given(made=buckets, drawn=st.data())
def test_buckets_go_out_with_every_field_that_they_had(
    made: dict[str, Any], drawn: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    listed = st.lists(made_events, min_size=1, max_size=4, unique_by=lambda event: event["timestamp"])
    value = {"buckets": {name: {**about, "id": name, "events": drawn.draw(listed)} for name, about in made.items()}}

    assert through_a_store(value, tmp_path_factory.mktemp("buckets"), Names(SALT, remembers=True)) == value


def test_half_a_sign_goes_out_as_it_came_in(tmp_path: Path) -> None:
    value = {"buckets": {"b": bucket("currentwindow", {"app": "caf\ud83d", "title": "café"}, name="b")}}

    assert through_a_store(value, tmp_path, Names(SALT, remembers=True)) == value


def test_a_bucket_may_say_anything_of_itself(tmp_path: Path) -> None:
    made = {**bucket("afkstatus", {"status": "afk"}), "id": ["b"], "client": {}}

    assert len(events_of(tmp_path, made)) == 1


def test_without_the_original_times_and_lengths_stay_and_names_are_hashes(tmp_path: Path) -> None:
    value = json.loads(activitywatch(tmp_path).read_text())

    out = through_a_store(value, tmp_path, Names(SALT))

    came, went = list(value["buckets"].values()), list(out["buckets"].values())
    kept = [sorted((event["timestamp"], event["duration"]) for event in made["events"]) for made in came]
    assert sorted(kept) == sorted(
        sorted((event["timestamp"], event["duration"]) for event in made["events"]) for made in went
    )
    assert {made["type"] for made in went} >= {"app.editor.activity", "currentwindow", "afkstatus"}
    assert "lant" not in json.dumps(out).replace("lantern", "").lower()


def events_of(tmp_path: Path, *made: dict[str, Any]) -> list[Event]:
    value = {"buckets": {f"b{number}": {**one, "id": f"b{number}"} for number, one in enumerate(made)}}
    events, faults = read(FORM, json_file(tmp_path / "in.json", value))
    assert faults == []
    return [event for event in events if not event.kind.endswith("bucket.v1")]


def test_windows_absences_and_files_change_the_focus(tmp_path: Path) -> None:
    editor, mail, afk, there, file = events_of(
        tmp_path,
        bucket("currentwindow", {"app": "Code.exe", "title": "x"}, {"app": "Mail", "title": "y"}),
        bucket("afkstatus", {"status": "afk"}, {"status": "not-afk"}),
        bucket("app.editor.activity", {"file": "/a.py", "language": "Python"}),
    )

    assert {event.kind for event in (editor, mail, afk, there, file)} == {Kind.FOCUS_CHANGED}
    assert [event.data["focus.gained"] for event in (editor, mail, afk, there)] == [True, False, False, True]
    assert (file.data["focus.target"], file.data["file.language"]) == ("editor", "python")
    assert file.subject == Names(SALT).hash("/a.py")


def test_the_offset_that_it_drops_is_not_made_up(tmp_path: Path) -> None:
    assert {event.utcoffset_minutes for event in events_of(tmp_path, bucket("afkstatus", {"status": "afk"}))} == {0}


def test_what_means_nothing_of_ours_is_kept_and_judged_by_nobody(tmp_path: Path) -> None:
    (web, other) = events_of(tmp_path, bucket("web.tab.current", {"url": "x"}), bucket("mine", {"a": 1}))

    assert web.kind == "dev.undersong.exchange.activitywatch.web_tab_current.v1"
    assert other.kind == "dev.undersong.exchange.activitywatch.other.v1"


def test_our_events_go_out_whole_and_as_files_that_were_worked_on(tmp_path: Path) -> None:
    kinds = ("session_started", "file_opened", "file_modified", "test_run", "file_saved")
    times = (0, 1_000, 60_000, 90_000, 400_000)
    events = [event_from_wire(wire_event(kind, START_MS + at)) for kind, at in zip(kinds, times, strict=True)]

    written = FORM.write(events, tmp_path / "out.json", Names(SALT))

    out = json.loads((tmp_path / "out.json").read_text())["buckets"]
    assert [event["duration"] for event in out["undersong-editor"]["events"]] == [59.0, 0.0]
    assert out["undersong-editor"]["events"][0]["data"]["language"] == "python"
    assert written.mapped["dev.undersong.event"] == 5
    back, faults = read(FORM, tmp_path / "out.json")
    assert back == events
    assert {fault.is_fault for fault in faults} == {False}


def test_bad_events_are_told_and_the_others_used(tmp_path: Path) -> None:
    made = bucket("afkstatus", {"status": "afk"})
    bad = [
        7,
        {"data": {}},
        {"timestamp": "soon"},
        {"timestamp": "1970-01-01T00:00:00Z"},
        {"timestamp": "2023-11-14", "duration": float("inf")},
    ]
    value = {"buckets": {"b": {**made, "events": [*bad, *made["events"]]}}}

    events, faults = read(FORM, json_file(tmp_path / "in.json", value))

    assert len(events) == 2
    assert [(fault.row, fault.column) for fault in faults] == [
        (1, ""),
        (2, "timestamp"),
        (3, "timestamp"),
        (4, "time"),
        (5, "duration"),
    ]


@pytest.mark.parametrize("value", [{}, [], {"buckets": 5}, {"other": {}}, 7])
def test_a_file_without_buckets_is_refused(value: Any, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds no buckets"):
        read(FORM, json_file(tmp_path / "in.json", value))


def test_a_length_below_nothing_is_told_and_the_rest_is_used(tmp_path: Path) -> None:
    path = activitywatch(tmp_path)
    value = json.loads(path.read_text())
    next(iter(value["buckets"].values()))["events"][0]["duration"] = -5

    events, faults = read(FORM, json_file(tmp_path / "in.json", value))

    assert len(faults) == 1
    assert "duration" in str(faults[0])
    assert events
