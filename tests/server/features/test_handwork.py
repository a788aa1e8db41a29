import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.events import edit, event
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.features.handwork import BURST_GAP_MS, Handwork
from undersong.features.meter import Values

A, B = "a" * 16, "b" * 16


def measured(*events: Event) -> Values:
    handwork = Handwork()
    for item in events:
        handwork.take(item)
    return handwork.values(3_600_000)


def saved(seconds: float, change: object = None, subject: str = A) -> Event:
    return event(Kind.FILE_SAVED, seconds, subject=subject, data={"file.branches_change": change})


def test_edits_without_a_pause_are_one_burst() -> None:
    assert measured(edit(0), edit(2), edit(4), edit(7))["file_edit_count"] == 2


def test_a_burst_reaches_back_to_its_first_change() -> None:
    assert measured(edit(0), edit(9, data={"edit.seconds": 8}))["file_edit_count"] == 1


def test_bursts_of_two_files_are_two_even_in_turn() -> None:
    values = measured(edit(0, subject=A), edit(1, subject=B), edit(2, subject=A))

    assert (values["file_edit_count"], values["files_edited"]) == (2, 2)


@pytest.mark.parametrize("origin", [origin for origin in Origin if origin is not Origin.USER])
def test_only_a_hand_edits_and_types(origin: Origin) -> None:
    values = measured(edit(0, origin=origin))

    assert (values["file_edit_count"], values["typing_speed"]) == (0, None)


def test_speed_is_characters_per_minute_with_typing_in_it() -> None:
    assert measured(edit(0, 30), edit(10, 20), edit(600, 50))["typing_speed"] == 50


def test_a_paste_that_its_sender_called_typing_is_none() -> None:
    paste = edit(0, 51, data={"edit.changes": 1})

    assert measured(paste)["typing_speed"] is None
    assert measured(edit(0, 300))["typing_speed"] is None
    assert measured(paste)["file_edit_count"] == 1


def test_branches_are_summed_over_saves_of_files_that_a_hand_edited() -> None:
    edits = (edit(0, subject=A), edit(1, subject=B))

    assert measured(*edits, saved(2, 3), saved(3, -1), saved(4, 2, B))["code_complexity"] == 4


def test_unknown_complexity_is_never_nothing() -> None:
    assert measured(edit(0, subject=A), saved(1, None))["code_complexity"] is None
    assert measured(saved(1, 7))["code_complexity"] is None
    assert measured(edit(0, subject=A), saved(1, "more"))["code_complexity"] is None
    assert measured(edit(0, subject=A), saved(1, 0))["code_complexity"] == 0


@given(st.lists(st.tuples(st.integers(0, 200), st.sampled_from((A, B))), max_size=30))
def test_bursts_are_the_gaps_of_each_file_that_are_too_long(edits: list[tuple[int, str]]) -> None:
    edits.sort()
    wanted = 0
    for subject in (A, B):
        times = [at for at, name in edits if name == subject]
        wanted += sum(place == 0 or (at - times[place - 1]) * 1000 > BURST_GAP_MS for place, at in enumerate(times))

    assert measured(*(edit(at, subject=name) for at, name in edits))["file_edit_count"] == wanted
