import pytest

from builders.days import MINUTE_MS, MONDAY_MS, Editor, subject
from builders.troubles import trouble
from undersong.domain.kind import Kind
from undersong.reports.endings import BREAK, NOTHING, STILL_OPEN, TurningPoints
from undersong.reports.stretch import Stretch

TEN_MINUTES = Stretch(MONDAY_MS, MONDAY_MS + 10 * MINUTE_MS)
LATER_MS = MONDAY_MS + 60 * MINUTE_MS


def ending(play, until_ms=LATER_MS):
    """Return what ended ten minutes of work, after which `play` happens."""
    editor, points = Editor(), TurningPoints()
    editor.run_tests(10, 3)
    editor.work(9.8, 4)
    play(editor)
    for event in editor.events:
        points.feed(event)
    return points.ending_of(TEN_MINUTES, until_ms).words


PLAYS = {
    "all tests passing": lambda editor: editor.run_tests(13, 0),
    "a test run that got further": lambda editor: editor.run_tests(12, 1),
    "a commit": lambda editor: editor.commit(),
    "the last error cleared": lambda editor: editor.happen(
        Kind.ERROR_OCCURRED, 4, error__state="cleared", error__class="x", error__signature="0" * 16, error__alive=0
    ),
    "an install command": lambda editor: editor.happen(
        Kind.COMMAND_EXECUTED, command__class="install", command__exit_code=0
    ),
    "a debugging session": lambda editor: editor.happen(Kind.DEBUG_ENDED, debug__type="debugpy"),
    "an edit in another file": lambda editor: editor.edit(5),
}


@pytest.mark.parametrize("words", PLAYS)
def test_what_came_last_ended_it(words):
    def play(editor):
        PLAYS[words](editor)
        editor.work(20, 4 if words != "an edit in another file" else 5)

    assert ending(play) == words


def test_the_stronger_evidence_wins():
    def play(editor):
        editor.run_tests(13, 0)
        editor.edit(5)

    assert ending(play) == "all tests passing"


def test_a_run_that_got_no_further_ended_nothing():
    def play(editor):
        editor.run_tests(10, 3)
        editor.work(20, 4)

    assert ending(play) == NOTHING


def test_a_failing_command_ended_nothing():
    def play(editor):
        editor.happen(Kind.COMMAND_EXECUTED, command__class="build", command__exit_code=2)
        editor.work(20, 4)

    assert ending(play) == NOTHING


def test_rest_is_a_break():
    def play(editor):
        editor.wait(10 * 60)
        editor.work(10, 4)

    assert ending(play) == BREAK


def test_what_reaches_to_the_end_of_the_range_is_still_open():
    assert ending(lambda _: None, until_ms=TEN_MINUTES.end_ms + MINUTE_MS) == STILL_OPEN


def test_an_old_standstill_after_which_the_day_ended_is_a_break():
    assert ending(lambda _: None) == BREAK


def test_the_file_is_the_one_edited_most():
    editor, points = Editor(), TurningPoints()
    for file in (1, 4, 4):
        editor.edit(file)
        editor.wait(5)
    for event in editor.events:
        points.feed(event)

    assert points.file_of(TEN_MINUTES) == subject(4)
    assert points.file_of(Stretch(LATER_MS, LATER_MS + 1)) is None


@pytest.mark.parametrize(
    ("what", "words", "named"),
    [
        ("edit another file", "an edit in another file", f"an edit in file {subject(9)}"),
        ("edit the same file", "an edit in the same file", f"an edit in file {subject(0)}"),
        ("install", "installing packages", "installing packages"),
        ("check out", "going back to an earlier state", "going back to an earlier state"),
        ("nothing", "running it again, unchanged", "running it again, unchanged"),
    ],
)
def test_a_green_run_after_failing_ones_says_what_it_took(what, words, named):
    points, editor = TurningPoints(), trouble(what)
    for event in editor.events:
        points.feed(event)

    point = points.ending_of(TEN_MINUTES, LATER_MS)

    assert (point.words, point.named) == (words, named)


def told(editor, stretch=TEN_MINUTES):
    """Return an episode's file, and what ended it in words and with its name."""
    points = TurningPoints()
    for event in editor.events:
        points.feed(event)
    point = points.ending_of(stretch, LATER_MS)
    return points.file_of(stretch, point), point.words, point.named


def test_many_edits_in_the_file_that_ended_it_do_not_make_it_the_file_of_the_trouble():
    editor = trouble("edit another file", editor=Editor())
    green = editor.events.pop()
    for _ in range(9):
        editor.edit(9)
    editor.events.append(green)

    assert told(editor) == (subject(0), "an edit in another file", f"an edit in file {subject(9)}")


def test_another_file_is_other_than_the_one_that_the_table_names():
    editor = Editor()
    editor.edit(9)
    trouble("edit another file", editor=editor)

    assert told(editor) == (subject(0), "an edit in another file", f"an edit in file {subject(9)}")


def test_several_files_are_several_in_the_table_too():
    words = "an edit in several files"

    assert told(trouble("edit several files")) == (subject(0), words, words)


def test_a_return_to_the_file_of_the_trouble_is_no_edit_in_another():
    editor = Editor()
    editor.work(9.4, 4)
    editor.edit(5)
    editor.wait(1)
    editor.now_ms = TEN_MINUTES.end_ms
    editor.edit(4)
    editor.work(20, 4)

    file, words, _ = told(editor, Stretch(MONDAY_MS, TEN_MINUTES.end_ms))

    assert (file, words) == (subject(4), "an edit in another file")
    editor.events = [event for event in editor.events if event.subject != subject(5)]
    assert told(editor)[1] == NOTHING
