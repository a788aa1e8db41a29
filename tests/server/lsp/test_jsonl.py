"""Lines out and in: nothing is lost, bad lines are told and do not stop the others."""

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.stores import open_store, row, rows_of
from builders.wire import START_MS, wire_event
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin, type_of
from undersong.domain.ulid import new_ulid
from undersong.lsp.jsonl import LONGEST_LINE, BadLine, Lived, read_rows, write_events
from undersong.store.events import EventStore, Row, row_of

GOOD = json.dumps(wire_event()).encode() + b"\n"


def read(content: bytes, lived: Lived | None = None) -> list[Row | BadLine]:
    """Return what the lines of a file are."""
    return list(read_rows(io.BytesIO(content), lived))


def bad(content: bytes) -> list[tuple[int, str]]:
    """Return number and reason of the bad lines."""
    return [(line.number, line.reason) for line in read(content) if isinstance(line, BadLine)]


def exported(store: EventStore) -> bytes:
    """Return a store's events as a file."""
    file = io.BytesIO()
    write_events(store.events_with_lateness(), file.write)
    return file.getvalue()


words = st.text("abcXYZ_.:+#-", max_size=64) | st.text("abcXYZ019_.:+#-", max_size=16)
scalars = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e15, 1e15) | words
events = st.builds(
    Event,
    id=st.just(""),
    kind=st.sampled_from([Kind.FOCUS_CHANGED, "dev.other.thing.v7", type_of("window_shaken")]),
    time_ms=st.integers(0, 253_402_300_799_999),
    seq=st.integers(0, 2**53 - 1),
    source=st.sampled_from(["editor/w1", "editor/w2", "import/x-1"]),
    session=st.integers(0, 3).map(lambda number: new_ulid(START_MS + number, bytes(10))),
    subject=st.none() | st.just("9f86d081884c7d65"),
    origin=st.none() | st.sampled_from(list(Origin)),
    utcoffset_minutes=st.integers(-1440, 1440),
    monotonic_ms=st.integers(0, 2**53 - 1),
    data=st.dictionaries(st.from_regex("zz[a-z.]{1,20}", fullmatch=True), scalars, max_size=4).map(
        {"focus.target": "window", "focus.gained": True}.__or__
    ),
    extra=st.dictionaries(st.from_regex("x[a-z0-9]{1,10}", fullmatch=True), scalars, max_size=3),
)


@settings(max_examples=50, deadline=None)
@given(made=st.lists(st.tuples(events, st.booleans()), max_size=12))
def test_export_and_import_lose_nothing(
    made: list[tuple[Event, bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    first, second = (open_store(tmp_path_factory.mktemp("store")) for _ in range(2))
    first.append([row_of(event)._replace(id=new_ulid(event.time_ms), late=int(late)) for event, late in made])

    second.append([line for line in read(exported(first)) if not isinstance(line, BadLine)])

    assert list(second.events_with_lateness()) == list(first.events_with_lateness())
    assert exported(second) == exported(first)
    assert second.count() == len(made)
    first.close()
    second.close()


def test_a_second_import_stores_nothing_twice(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.append([row(time_ms=START_MS + number) for number in range(20)])

    again = [line for line in read(exported(store)) if not isinstance(line, BadLine)]

    assert store.append(again) == (0, 20)


def test_bad_lines_are_told_with_their_number_and_the_good_ones_are_kept() -> None:
    other = {**wire_event("file_saved"), "seq": -1}
    content = GOOD + b"{broken\n" + b"\n" + b"[1]\n" + json.dumps(other).encode() + b"\n" + GOOD

    found = read(content)

    assert [type(line).__name__ for line in found] == ["Row", "BadLine", "BadLine", "BadLine", "Row"]
    assert bad(content) == [
        (2, "it is no JSON"),
        (4, "it is no object"),
        (5, "seq is below the least that the schema allows"),
    ]
    assert [line.id for line in found if isinstance(line, BadLine)] == [None, None, other["id"]]


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00binary\n", b"\x00" * 100, b'{"id": "\xff"}', b"[" * 60_000, b"NaN", b'{"a":' * 10_000]
)
def test_a_file_that_is_something_else_is_told_as_such(content: bytes) -> None:
    assert bad(content)[0][0] == 1


def test_a_line_that_is_too_long_is_passed_over() -> None:
    content = GOOD + b'{"a": "' + b"x" * (3 * LONGEST_LINE) + b'"}\n' + GOOD

    assert bad(content) == [(2, f"it is longer than {LONGEST_LINE} bytes")]
    assert len(read(content)) == 3


def test_a_last_line_without_an_end_counts() -> None:
    assert len(read(GOOD + GOOD.strip())) == 2


def test_an_empty_file_holds_nothing() -> None:
    assert read(b"") == []
    assert read(b"\n\n") == []


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter() -> None:
    assert [type(line) for line in read(b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n") * 2)] == [Row, Row]


def test_gzip_is_seen_by_its_first_bytes() -> None:
    assert [type(line) for line in read(gzip.compress(GOOD * 3))] == [Row, Row, Row]


def test_a_cut_gzip_file_gives_what_can_be_read_and_says_so() -> None:
    lines = b"".join(json.dumps(wire_event(time_ms=START_MS + number)).encode() + b"\n" for number in range(2000))
    packed = gzip.compress(lines)

    found = read(packed[: len(packed) // 2])

    assert sum(isinstance(line, Row) for line in found) > 100
    assert isinstance(found[-1], BadLine)
    assert "cannot be read any further" in found[-1].reason


def test_lateness_is_carried_along() -> None:
    file = io.BytesIO()
    wire: dict[str, Any] = wire_event()
    write_events([(event, True) for event in stored(wire)], file.write)

    (line,) = read(file.getvalue())

    assert isinstance(line, Row)
    assert line.late == 1
    assert line.extra is None


def stored(wire: dict[str, Any]) -> list[Event]:
    """Return the events of rows, as a store would read them."""
    from undersong.lsp.convert import event_from_wire

    assert rows_of(wire)
    return [event_from_wire(wire)]


def test_what_is_imported_into_time_that_was_lived_here_came_late() -> None:
    lines = b"".join(json.dumps(wire_event(time_ms=START_MS + number)).encode() + b"\n" for number in range(4))

    found = read(lines, Lived(START_MS, START_MS + 2))

    assert [line.late for line in found if isinstance(line, Row)] == [0, 1, 1, 0]
