from builders.cups import moment
from undersong.domain.kind import Kind, Origin
from undersong.domain.window import STEP_MS
from undersong.learning.recipes.cups import ORIGIN_MS, events_of, labels_of


def test_a_suggestion_that_stood_is_shown_and_one_that_flashed_by_is_not() -> None:
    events = list(events_of([moment(0, "Shown"), moment(0.2, "Shown"), moment(3, "Rejected")]))

    assert [(event.kind, event.time_ms - ORIGIN_MS) for event in events] == [(Kind.SUGGESTION_SHOWN, 200)]


def test_what_was_accepted_is_the_assistants_and_the_rest_the_hands() -> None:
    events = list(events_of([moment(0, "Accepted"), moment(5, "Shown", documentLength=130)]))

    sizes = [(event.origin, event.data["edit.inserted_chars"]) for event in events if event.kind == Kind.FILE_MODIFIED]
    assert sizes == [(Origin.COMPLETION, 20), (Origin.USER, 10)]


def test_a_shrinking_document_was_deleted_from() -> None:
    events = list(events_of([moment(0, "Shown"), moment(5, "Shown", documentLength=80)]))

    assert [event.data["edit.deleted_chars"] for event in events if event.kind == Kind.FILE_MODIFIED] == [20]


def test_a_length_that_is_not_known_edits_nothing_impossible() -> None:
    events = list(
        events_of([moment(0, "Rejected", documentLength=0), moment(5, "Rejected", documentLength=float("nan"))])
    )

    assert events == []


def test_a_label_is_what_most_of_the_last_two_minutes_was() -> None:
    moments = [
        moment(100, "Shown", "Z", time_in_state_s=100),
        moment(140, "Shown", "H", time_in_state_s=40),
        moment(150, "Shown", "A", time_in_state_s=10),
    ]

    labels = labels_of(moments)

    assert labels[ORIGIN_MS + 120_000] is True
    assert labels[ORIGIN_MS + 160_000 - STEP_MS * 0] is True
    assert set(labels_of([moment(10, "Shown", "A", time_in_state_s=10)])) == set()
