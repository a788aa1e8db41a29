import pytest

from builders.events import START_MS, edit
from undersong.domain.event import Event
from undersong.domain.kind import Origin
from undersong.features.meter import Values
from undersong.features.persistence import Persistence


def taken(seconds: float, first: int = 10, last: int = 12, **fields: str) -> Event:
    place = {"edit.first_line": first, "edit.last_line": last}
    return edit(seconds, 80, 0, origin=Origin.COMPLETION, data=place, **fields)


def closed(*events: Event, at_seconds: float = 600) -> Values:
    persistence = Persistence()
    for item in events:
        persistence.take(item, 0)
    return persistence.close(START_MS + int(at_seconds * 1000))


def test_what_nobody_touches_stands_at_every_age() -> None:
    assert closed(taken(0), at_seconds=600) == {"kept_share_30": 1, "kept_share_120": 1, "kept_share_600": 1}


def test_an_age_that_is_not_reached_is_not_known() -> None:
    assert closed(taken(0), at_seconds=60) == {"kept_share_30": 1, "kept_share_120": None, "kept_share_600": None}


def test_what_is_deleted_in_its_lines_was_not_kept_from_then_on() -> None:
    values = closed(taken(0), edit(50, 0, 5, line=11), at_seconds=600)

    assert values == {"kept_share_30": 1, "kept_share_120": 0, "kept_share_600": 0}


@pytest.mark.parametrize(
    "other", [edit(5, 20, 0, line=11), edit(5, 0, 9, line=30), edit(5, 0, 9, 11, subject="b" * 16)]
)
def test_typing_in_it_and_deleting_elsewhere_leave_it_whole(other: Event) -> None:
    assert closed(taken(0), other)["kept_share_30"] == 1


def test_its_lines_are_followed_when_others_come_above() -> None:
    above = edit(5, 90, 0, line=2, data={"edit.inserted_lines": 20})

    assert closed(taken(0), above, edit(10, 0, 9, line=11))["kept_share_30"] == 1
    assert closed(taken(0), above, edit(10, 0, 9, line=31))["kept_share_30"] == 0


def test_each_taken_suggestion_counts() -> None:
    events = [taken(0), taken(5, 40, 42), edit(9, 0, 4, line=41)]

    assert closed(*events)["kept_share_30"] == 0.5
