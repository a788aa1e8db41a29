"""What a stretch of work is asked by those who label it."""

from builders.days import MINUTE_MS, Editor
from undersong.domain.kind import Kind, Origin
from undersong.learning.labelling.timeline import Timeline, count


def failing(editor: Editor, passed: int = 11, signature: str = "0a1b2c3d") -> None:
    editor.happen(Kind.TEST_RUN, test__outcome="failed", test__passed=passed, test__signatures=signature)
    editor.wait(60)


def green(editor: Editor) -> None:
    editor.happen(Kind.TEST_RUN, test__outcome="passed", test__passed=12)
    editor.wait(60)


def test_a_range_leaves_out_its_beginning_and_holds_its_end() -> None:
    assert count([1, 2, 3], 1, 3) == 2


def test_runs_without_a_new_best_make_a_streak() -> None:
    editor = Editor()
    green(editor)
    for _ in range(3):
        failing(editor)

    assert [run.streak for run in Timeline(editor.events).runs] == [0, 1, 2, 3]


def test_more_passing_tests_than_ever_end_the_streak() -> None:
    editor = Editor()
    for passed in (3, 3, 5, 4):
        failing(editor, passed)

    runs = Timeline(editor.events).runs

    assert [run.streak for run in runs] == [1, 2, 0, 1]
    assert [run.rose for run in runs] == [False, False, True, False]


def test_the_same_error_counts_only_with_an_edit_in_between() -> None:
    editor = Editor()
    for edits in (0, 0, 1, 1):
        for _ in range(edits):
            editor.edit()
            editor.wait(5)
        failing(editor)

    assert [run.repeats for run in Timeline(editor.events).runs] == [0, 0, 1, 2]


def test_another_error_begins_anew() -> None:
    editor = Editor()
    for signature in ("0a1b2c3d", "0a1b2c3d", "11111111"):
        editor.edit()
        editor.wait(1)
        failing(editor, signature=signature)

    assert [run.repeats for run in Timeline(editor.events).runs] == [0, 1, 0]


def test_what_a_formatter_or_an_agent_writes_is_no_edit_by_hand() -> None:
    editor = Editor()
    for origin in (Origin.USER, Origin.FORMAT, Origin.AGENT, Origin.PASTE):
        editor.edit(origin=origin)
        editor.wait(1)

    assert len(Timeline(editor.events).edits) == 1


def test_a_file_that_went_back_to_an_earlier_text_is_a_return() -> None:
    editor = Editor()
    for digest in ("aaaa", "bbbb", "aaaa", "aaaa"):
        editor.happen(Kind.FILE_SAVED, 0, file__digest=digest)
        editor.wait(10)

    assert len(Timeline(editor.events).returns) == 1


def test_leaving_soon_after_trouble_is_looking_for_help() -> None:
    editor = Editor()
    editor.happen(Kind.TEST_RUN, test__outcome="failed")
    editor.wait(30)
    editor.leave(3)
    editor.leave(1)

    timeline = Timeline(editor.events)

    assert (len(timeline.leaves), len(timeline.help_leaves)) == (2, 1)


def test_half_of_a_range_may_be_debugging() -> None:
    editor = Editor()
    begin_ms = editor.now_ms
    editor.happen(Kind.DEBUG_STARTED)
    editor.wait(300)
    editor.happen(Kind.DEBUG_ENDED)

    assert Timeline(editor.events).debug_share(begin_ms, begin_ms + 10 * MINUTE_MS) == 0.5


def test_the_order_in_which_events_arrive_makes_no_difference() -> None:
    editor = Editor()
    green(editor)
    for _ in range(3):
        editor.edit()
        failing(editor)

    assert Timeline(reversed(editor.events)).runs == Timeline(editor.events).runs
