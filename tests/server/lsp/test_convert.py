"""Events over the wire, in the domain and as rows tell the same; a bad one does not cost the others."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.wire import START_MS, rfc3339, wire_event
from undersong.domain.errors import EventRefused
from undersong.domain.kind import Kind, Origin, type_of
from undersong.domain.ulid import new_ulid
from undersong.domain.window import STEP_MS, closing_after
from undersong.lsp.convert import event_from_wire, event_to_wire, rows_from_wire
from undersong.lsp.moments import time_text
from undersong.lsp.schema import BASE, schemas
from undersong.store.row import row_of

EXAMPLES = {kind: schemas()[f"{BASE}events/{kind}.json"]["examples"][0] for kind in Kind}

# Long texts without digits, and short ones with: 17 letters and digits in a row are what a secret looks like.
words = st.text("abcdefghijklmnopqrstuvwxyzABC_.:+# -", max_size=64) | st.text("abcXYZ0123456789_.:+# -", max_size=16)
MOST = 2**53 - 1
scalars = st.none() | st.booleans() | st.integers(-MOST, MOST) | st.floats(-MOST, MOST)
times = st.integers(0, 253_402_300_799_999)
data_names = st.from_regex("[a-z][a-z0-9_.]{0,63}", fullmatch=True)
attribute_names = st.from_regex("x[a-z0-9]{0,19}", fullmatch=True)


@st.composite
def wire_events(draw: st.DrawFn) -> dict[str, Any]:
    """Return any event that the schema admits: known and unknown kinds, unknown fields and attributes."""
    example = EXAMPLES[draw(st.sampled_from(list(Kind)))]
    if draw(st.booleans()):
        example = {**example, "type": draw(st.sampled_from(["dev.other.thing.v2", type_of("window_shaken")]))}
    time_ms = draw(times)
    extra = draw(st.dictionaries(attribute_names, words | scalars, max_size=3))
    data = draw(st.dictionaries(data_names.map("zz.".__add__).filter(lambda name: len(name) < 64), words | scalars))
    return {
        **extra,
        **example,
        "id": new_ulid(time_ms),
        "time": time_text(time_ms),
        "seq": draw(st.integers(0, 2**53 - 1)),
        "utcoffset": draw(st.integers(-1440, 1440)),
        "monotonicms": draw(st.integers(0, 2**53 - 1)),
        "data": {**example["data"], **data},
    }


def refused(event: Any) -> str:
    """Return the reason for which an event is refused."""
    rows, found = rows_from_wire([event])
    assert rows == []
    return found[0]["reason"]


@pytest.mark.parametrize("kind", list(Kind))
def test_the_example_of_every_kind_comes_back_from_each_side(kind: Kind) -> None:
    wire = EXAMPLES[kind]

    event = event_from_wire(wire)
    (row,), none_refused = rows_from_wire([wire])

    assert none_refused == []
    assert event.kind == row.kind == kind
    assert event_to_wire(event) == wire
    assert row_of(event) == row


@given(wire_events())
def test_nothing_is_lost_between_wire_domain_and_row(wire: dict[str, Any]) -> None:
    event = event_from_wire(wire)
    (row,), _ = rows_from_wire([wire])

    assert event_to_wire(event) == wire
    assert row_of(event)._replace(data="", extra=None) == row._replace(data="", extra=None)
    assert json.loads(row.data) == wire["data"]
    assert row.id[:10] == new_ulid(row.time_ms)[:10]


@given(st.recursive(st.none() | st.text() | st.integers() | st.floats() | st.binary(), st.lists, max_leaves=5))
def test_whatever_is_sent_there_is_an_answer_for_it(value: Any) -> None:
    rows, found = rows_from_wire([value, {"type": value, "id": value}, {**EXAMPLES[Kind.FILE_SAVED], "data": value}])

    assert rows == []
    assert [entry["index"] for entry in found] == [0, 1, 2]
    assert all(entry["reason"] for entry in found)


@given(
    wire_events(),
    st.sampled_from(["id", "time", "seq", "source", "sessionid", "utcoffset", "data", "type"]),
    st.none() | st.text(max_size=30) | st.integers() | st.floats() | st.lists(st.none()) | st.booleans(),
)
def test_any_field_may_hold_anything_and_never_raises(wire: dict[str, Any], field: str, odd: Any) -> None:
    rows, found = rows_from_wire([{**wire, field: odd}])

    assert len(rows) + len(found) == 1


def test_a_bad_event_does_not_cost_its_batch() -> None:
    batch: list[Any] = [wire_event(), {}, wire_event("test_run"), None, {**wire_event(), "seq": -1}]

    rows, found = rows_from_wire(batch)

    assert [row.kind for row in rows] == ["file_modified", "test_run"]
    assert [entry["index"] for entry in found] == [1, 3, 4]
    assert [entry["id"] for entry in found] == [None, None, batch[4]["id"]]


def test_an_id_of_another_time_is_refused() -> None:
    wire = wire_event(time_ms=START_MS)

    assert "another time" in refused({**wire, "time": rfc3339(START_MS + 1)})
    assert "another time" in refused({**wire, "id": new_ulid(START_MS - 1)})


@pytest.mark.parametrize("time", ["2025-02-30T00:00:00.000Z", "2025-13-01T00:00:00.000Z", "2025-01-01T23:59:60.000Z"])
def test_a_time_of_no_day_is_refused(time: str) -> None:
    assert "no time of any day" in refused({**wire_event(), "time": time})


@pytest.mark.parametrize("time", ["2025-11-21T04:12:00Z", "٢٠٢٥-11-21T04:12:00.123Z", "2025-11-21T04:12:00.123+01:00"])
def test_a_time_in_another_form_is_refused(time: str) -> None:
    assert "time does not have the form" in refused({**wire_event(), "time": time})


def test_an_event_is_late_when_its_own_window_is_closed() -> None:
    closed = START_MS // STEP_MS * STEP_MS
    last, next_one = wire_event(time_ms=closed), wire_event(time_ms=closed + 1)
    assert (closing_after(closed), closing_after(closed + 1)) == (closed, closed + STEP_MS)

    rows, _ = rows_from_wire([last, next_one], closed)

    assert [row.late for row in rows] == [1, 0]
    assert [row.late for row in rows_from_wire([last, next_one])[0]] == [0, 0]


@pytest.mark.parametrize("event_type", [type_of("window_shaken"), type_of("test_run")[:-1] + "2", "other"])
def test_an_unknown_kind_is_kept_raw_with_its_whole_type(event_type: str) -> None:
    wire = {**wire_event("focus_changed"), "type": event_type, "data": {"shake.strength": 3}}

    (row,), _ = rows_from_wire([wire])

    assert row.kind == event_type
    assert event_to_wire(event_from_wire(wire)) == wire


def test_an_unknown_kind_is_still_held_to_the_envelope() -> None:
    wire = {**wire_event(), "type": "dev.undersong.editor.window_shaken.v1"}

    assert "data / (unknown)" in refused({**wire, "data": {"shake.words": {"nested": "text"}}})
    assert refused({**wire, "data": {"shake.words": "x" * 65}})


@pytest.mark.parametrize("kind", list(Kind))
def test_a_bare_kind_does_not_pass_for_a_type(kind: Kind) -> None:
    assert "bare kind" in refused({**EXAMPLES[kind], "type": str(kind), "data": {}})


@pytest.mark.parametrize("name", ["/home/annegret/pay.py", "def pay(amount):", "", "x" * 65, "Größe", "Edit.Seconds"])
def test_a_name_that_is_no_name_is_refused_and_not_repeated(name: str) -> None:
    for odd in ({**wire_event(), name: 1}, {**wire_event(), "data": {**wire_event()["data"], name: 1}}):
        assert "name does not have the form" in refused(odd)
        assert not name or name not in refused(odd)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", 2**200, b"x", object(), {"a": 1}, [1]])
def test_what_json_cannot_express_or_a_scalar_is_not_is_refused(value: Any) -> None:
    assert refused({**wire_event(), "note": value})
    assert refused({**wire_event(), "data": {**wire_event()["data"], "some.note": value}})


@pytest.mark.parametrize("field", ["seq", "monotonicms"])
def test_a_number_that_no_column_holds_is_refused(field: str) -> None:
    assert f"{field} is above" in refused({**wire_event(), field: 2**63})
    assert refused({**wire_event(), field: True})


def test_an_origin_is_a_word_of_the_domain() -> None:
    event = event_from_wire({**wire_event(), "origin": "paste"})

    assert event.origin is Origin.PASTE


def test_a_refused_event_has_no_domain_value() -> None:
    with pytest.raises(EventRefused, match="it lacks seq"):
        event_from_wire({key: value for key, value in wire_event().items() if key != "seq"})


def test_data_is_stored_as_it_came() -> None:
    text = '{"command.class":"git","command.exit_code":null,"zz.share":0.1,"zz.big":9007199254740991}'
    wire = {**wire_event("command_executed"), "data": msgspec.json.decode(text)}

    (row,), _ = rows_from_wire([wire])

    assert row.data == text
