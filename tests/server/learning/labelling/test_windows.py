"""What votes and a person's own word make of a window."""

import pytest

from builders.days import DAY_MS, HOUR_MS, MINUTE_MS, MONDAY_MS, Editor
from builders.lessons import a_session, sessions, windows_of, write_steadily
from undersong.domain.kind import Kind
from undersong.domain.span import rfc3339
from undersong.domain.window import Window, closing_after
from undersong.learning.labelling.windows import LEAST_CONFIDENCE, WEAK, label_of, study_windows


def ends_now(editor: Editor) -> int:
    return closing_after(editor.now_ms)


def label_in(editor: Editor, window: Window, model: str = "stuck") -> float | None:
    found = study_windows([window], editor.events)[model].labels.get(window.end_ms)
    return found.value if found else None


def test_votes_that_cancel_out_label_nothing() -> None:
    assert label_of(0, 0.5 + LEAST_CONFIDENCE / 3, WEAK) is None
    assert label_of(0, 0.99, 0.0) is None


def test_a_label_from_votes_is_as_heavy_as_it_is_sure_and_never_as_heavy_as_ones_own_word() -> None:
    unsure, sure, said = label_of(0, 0.7, WEAK), label_of(0, 1.0, WEAK), label_of(1, 0.1, WEAK)

    assert unsure is not None
    assert sure is not None
    assert said is not None
    assert unsure.weight < sure.weight == said.weight / 5
    assert (unsure.is_weak, said.is_weak, said.value) == (True, False, 1.0)


@pytest.mark.parametrize(
    ("minutes_later", "label"),
    [(-2, None), (0, 1.0), (9, 1.0), (11, None)],
    ids=["said before", "said now", "said soon after", "said much later"],
)
def test_a_self_report_speaks_of_the_ten_minutes_before(minutes_later: int, label: float | None) -> None:
    editor = Editor()
    editor.wait(600)
    window = Window(ends_now(editor), 1, {})
    editor.wait(minutes_later * 60)
    editor.happen(Kind.SELF_REPORT, report__state="stuck")

    assert label_in(editor, window) == label


@pytest.mark.parametrize(("answer", "label"), [("helpful", 1.0), ("wrong", 0.0), ("not_now", None)])
def test_an_answer_to_a_nudge_is_an_own_word(answer: str, label: float | None) -> None:
    editor = Editor()
    window = Window(ends_now(editor), 1, {})
    editor.nudge(answer)

    found = study_windows([window], editor.events)["stuck"].labels.get(window.end_ms)

    assert (found.value if found else None) == label
    assert found is None or not found.is_weak


@pytest.mark.parametrize(("word", "label"), [("focused", 1.0), ("stuck", 0.0), ("fine", None)])
def test_focus_has_its_own_words(word: str, label: float | None) -> None:
    editor = Editor()
    window = Window(ends_now(editor), 1, {})
    editor.happen(Kind.SELF_REPORT, report__state=word)

    assert label_in(editor, window, "flow") == label


@pytest.mark.parametrize(("minutes", "label"), [(5, None), (15, 1.0), (35, None)])
def test_a_review_speaks_of_the_stretch_that_it_names(minutes: int, label: float | None) -> None:
    editor = Editor()
    window = Window(closing_after(MONDAY_MS + minutes * MINUTE_MS), 1, {})
    editor.wait(8 * 3600)
    review(editor, "stuck", 10, 30)

    assert label_in(editor, window) == label


def test_what_was_said_at_the_time_counts_more_than_a_review() -> None:
    editor = Editor()
    editor.wait(900)
    window = Window(ends_now(editor), 1, {})
    editor.happen(Kind.SELF_REPORT, report__state="fine")
    editor.wait(8 * 3600)
    review(editor, "stuck", 10, 30)

    assert label_in(editor, window) == 0.0


@pytest.mark.parametrize(("begin", "end"), [(30, 10), (10, 9999)])
def test_a_review_of_a_time_that_cannot_be_says_nothing(begin: int, end: int) -> None:
    editor = Editor()
    window = Window(closing_after(MONDAY_MS + 15 * MINUTE_MS), 1, {})
    editor.wait(3600)
    review(editor, "stuck", begin, end)

    assert label_in(editor, window) is None


def test_an_hour_with_a_hunted_bug_gives_labels_of_both_kinds() -> None:
    editor = Editor()
    a_session(editor)

    found = study_windows(windows_of(editor.events), editor.events)

    assert {label.value > 0.5 for label in found["stuck"].labels.values()} == {True, False}
    assert {label.value > 0.5 for label in found["flow"].labels.values()} == {True, False}
    assert any(label.is_weak for label in found["stuck"].labels.values())


def test_days_of_hunted_bugs_are_told_from_steady_work_without_a_word() -> None:
    events = [event for event in sessions(12) if event.kind != Kind.SELF_REPORT]
    windows = windows_of(events)

    found = study_windows(windows, events)["stuck"]

    runs = [event.time_ms for event in events if event.data.get("test.outcome") == "failed"]
    begun = {
        end_ms // DAY_MS: min(time for time in runs if time // DAY_MS == end_ms // DAY_MS) for end_ms in found.labels
    }
    calm = [label.value for end_ms, label in found.labels.items() if end_ms < begun[end_ms // DAY_MS]]
    assert max(calm) < 0.5
    assert max(label.value for label in found.labels.values()) > 0.5
    assert all(label.is_weak for label in found.labels.values())


def test_estimates_say_how_often_a_function_votes_and_how_often_it_is_right() -> None:
    events = sessions(12)

    estimates = {each.function: each for each in study_windows(windows_of(events), events)["stuck"].estimates}

    same, revisits = estimates["same_failure"], estimates["revisits"]
    assert 0 < same.coverage < 1
    assert same.low is not None
    assert same.accuracy is not None
    assert same.high is not None
    assert same.low < same.accuracy < same.high
    assert same.separate < same.votes
    assert (revisits.votes, revisits.accuracy, revisits.remark) == (0, None, "it has not voted yet")
    assert estimates["own_word"].votes > 0


def test_with_less_than_three_kinds_of_evidence_votes_count_half_and_it_says_so() -> None:
    editor = Editor()
    write_steadily(editor, 15)

    found = study_windows(windows_of(editor.events), editor.events)["flow"]

    assert "kinds of evidence" in found.remarks[0]
    assert {label.value for label in found.labels.values()} == {0.8}
    assert max(label.weight for label in found.labels.values()) < WEAK / 2


def test_nothing_recorded_labels_nothing() -> None:
    found = study_windows([], [])

    assert [len(each.labels) for each in found.values()] == [0, 0]
    assert all(estimate.votes == 0 for each in found.values() for estimate in each.estimates)


def test_many_words_calibrate_and_say_so() -> None:
    editor = Editor()
    for day in range(30):
        editor.now_ms = MONDAY_MS + day * DAY_MS
        a_session(editor, say="stuck")
        editor.happen(Kind.SELF_REPORT, report__state="fine")

    found = study_windows(windows_of(editor.events), editor.events)["stuck"]

    estimates = {each.function: each for each in found.estimates}
    assert "calibrated on 60 own words" in found.remarks
    assert estimates["same_failure"].judged_by == "own words"


def test_answers_to_questions_move_the_base_rate_and_a_key_does_not() -> None:
    rates = []
    for via in ("key", "prompt"):
        editor = Editor()
        for _ in range(50):
            editor.happen(Kind.SELF_REPORT, report__state="stuck", report__via=via)
            editor.wait(HOUR_MS / 1000)
        rates.append(study_windows([], editor.events)["stuck"].base_rate)

    assert rates[0] == pytest.approx(0.14, abs=0.01)
    assert rates[1] == pytest.approx(0.57, abs=0.01)


def review(editor: Editor, word: str, begin: float, end: float) -> None:
    """Say of so many minutes after the beginning how they went."""
    times = {
        "report__from": rfc3339(int(MONDAY_MS + begin * MINUTE_MS)),
        "report__until": rfc3339(int(MONDAY_MS + end * MINUTE_MS)),
    }
    editor.happen(Kind.SELF_REPORT, report__state=word, report__via="review", **times)
