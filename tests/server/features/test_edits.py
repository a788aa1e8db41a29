from builders.events import edit
from undersong.domain.event import Event
from undersong.domain.kind import Origin
from undersong.features.edits import MOST_TYPED_CHARS, Edits
from undersong.features.meter import Values

END_MS = 2**42


def closed(*events: Event) -> Values:
    edits = Edits()
    for item in events:
        edits.take(item, END_MS)
    return edits.close(END_MS)


def test_typing_is_counted_in_characters_and_bursts() -> None:
    values = closed(edit(0, 40, 10), edit(5, 20, 10))

    assert (values["edits"], values["typed_chars"], values["delete_share"]) == (2, 60, 0.25)


def test_only_a_hand_types() -> None:
    others = [edit(0, 500, origin=origin) for origin in (Origin.AGENT, Origin.FORMAT, Origin.GIT, Origin.PASTE)]

    values = closed(*others)

    assert (values["edits"], values["typed_chars"], values["delete_share"]) == (0, 0, None)


def test_a_burst_too_large_for_a_hand_is_not_typing() -> None:
    assert closed(edit(0, MOST_TYPED_CHARS + 1))["edits"] == 0


def test_completions_and_agents_are_help() -> None:
    values = closed(edit(0, 30), edit(1, 60, origin=Origin.COMPLETION), edit(2, 30, origin=Origin.AGENT))

    assert values["helped_share"] == 0.75


def test_undo_and_deleting_what_is_fresh_are_churn() -> None:
    fresh = edit(0, 40, 10, data={"edit.undone_chars": 10})

    assert closed(fresh, edit(1, 0, 10, origin=Origin.UNDO))["edit_undo_churn"] == 0.5


def test_an_undo_counts_what_was_fresh_where_its_sender_knows() -> None:
    old = edit(1, 0, 30, origin=Origin.UNDO, data={"edit.undone_chars": 0})

    assert closed(edit(0, 40, 0), old)["edit_undo_churn"] == 0


def test_sizes_that_are_none_count_as_nothing() -> None:
    assert closed(edit(0, data={"edit.inserted_chars": "many", "edit.deleted_chars": None}))["typed_chars"] == 0
