"""An event and its row tell the same."""

from builders.stores import row
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.ulid import new_ulid
from undersong.store.row import insert_of, row_of, text_of

EVENT = Event(new_ulid(5), Kind.SELF_REPORT, 5, 1, "daemon/0", new_ulid(5), data={"report.state": "stuck"})


def test_a_row_of_our_own_event_is_not_late_and_names_no_file() -> None:
    found = row_of(EVENT)

    assert (found.kind, found.stream, found.late) == ("self_report", ("daemon/0", EVENT.session), 0)
    assert (found.subject, found.origin, found.extra) == (None, None, None)
    assert found.data == '{"report.state":"stuck"}'
    assert row_of(EVENT, late=True).late == 1


def test_an_origin_is_its_word() -> None:
    edit = Event(new_ulid(5), Kind.FILE_MODIFIED, 5, 1, "editor/w1", new_ulid(5), origin=Origin.PASTE)

    assert row_of(edit).origin == "paste"
    assert type(row_of(edit).kind) is str


def test_a_row_from_the_wire_has_the_same_columns() -> None:
    assert len(row()) == len(row_of(EVENT)) == insert_of(1).count("?")


def test_text_is_compact_json() -> None:
    assert text_of({"a": [1, None, "ä"]}) == '{"a":[1,null,"ä"]}'
