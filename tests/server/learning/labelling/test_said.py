"""A person's own words among the events."""

import pytest

from builders.days import MINUTE_MS, MONDAY_MS, Editor
from undersong.domain.kind import Kind
from undersong.domain.span import rfc3339
from undersong.domain.window import STEP_MS
from undersong.learning.labelling.said import BACK_MS, Said, by_window, said_by_hand, said_in


def reported(editor: Editor, **data: object) -> Said | None:
    return said_in(editor.happen(Kind.SELF_REPORT, **{f"report__{name}": value for name, value in data.items()}))


def test_a_key_speaks_of_the_ten_minutes_before() -> None:
    said = reported(Editor(), state="stuck")

    assert said is not None
    assert (said.time_ms - said.from_ms, said.word, said.via, said.is_later) == (BACK_MS, "stuck", "key", False)


def test_a_review_speaks_of_the_stretch_that_it_names() -> None:
    editor = Editor()
    editor.wait(3600)
    until_ms = MONDAY_MS + 20 * MINUTE_MS

    said = reported(editor, state="fine", via="review", **{"from": rfc3339(MONDAY_MS), "until": rfc3339(until_ms)})

    assert said == Said(editor.now_ms, MONDAY_MS, until_ms, "fine", "review")
    assert said.is_later


@pytest.mark.parametrize(
    ("begin", "end"),
    [(20, 10), (10, 90), (-3000, 10)],
    ids=["ends before it begins", "ends later than it was said", "is longer than a day"],
)
def test_a_stretch_that_cannot_be_is_left_out(begin: int, end: int) -> None:
    editor = Editor()
    editor.wait(3600)
    times = {"from": rfc3339(MONDAY_MS + begin * MINUTE_MS), "until": rfc3339(MONDAY_MS + end * MINUTE_MS)}

    assert reported(editor, state="fine", via="review", **times) is None


@pytest.mark.parametrize("text", ["yesterday", None, 7, "2026-13-01T00:00:00Z"])
def test_a_time_that_is_none_leaves_the_moment(text: object) -> None:
    editor = Editor()

    said = reported(editor, state="fine", **{"from": text, "until": text})

    assert said is not None
    assert said.until_ms > editor.now_ms


def test_a_report_without_a_word_says_nothing() -> None:
    assert said_by_hand([Editor().happen(Kind.SELF_REPORT)]) == []


def test_an_answer_speaks_of_when_the_nudge_was_shown() -> None:
    editor = Editor()
    shown_ms = editor.now_ms
    editor.nudge("helpful")
    editor.nudge(None)

    said = said_by_hand(editor.events)

    assert [(one.time_ms, one.word, one.via) for one in said] == [(shown_ms, "helpful", "nudge")]


def test_every_window_of_a_stretch_is_meant_and_no_other() -> None:
    said = Said(10 * STEP_MS, STEP_MS, 3 * STEP_MS + 1, "fine", "review")

    assert by_window([said]) == {end_ms: [said] for end_ms in (STEP_MS, 2 * STEP_MS, 3 * STEP_MS)}
