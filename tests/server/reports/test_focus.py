from builders.days import MINUTE_MS, MONDAY_MS, Editor
from undersong.reports.active import ActiveTime
from undersong.reports.focus import FocusBlocks, focus_section
from undersong.reports.local import LocalTime


def blocks_of(editor):
    active, focus = ActiveTime(), FocusBlocks()
    for event in editor.events:
        active.feed(event)
        focus.feed(event)
    return focus.blocks(active), active


def test_half_an_hour_of_work_is_a_block():
    editor = Editor()
    editor.work(30)

    blocks, _ = blocks_of(editor)

    assert len(blocks) == 1
    assert blocks[0].start_ms == MONDAY_MS
    assert 29 * MINUTE_MS < blocks[0].length_ms <= 30 * MINUTE_MS


def test_twenty_minutes_are_none():
    editor = Editor()
    editor.work(20)

    assert blocks_of(editor)[0] == []


def test_a_glance_elsewhere_breaks_nothing():
    editor = Editor()
    editor.work(15)
    editor.leave(1.5)
    editor.work(15)

    assert len(blocks_of(editor)[0]) == 1


def test_three_minutes_elsewhere_end_a_block():
    editor = Editor()
    editor.work(28)
    editor.leave(3)
    editor.work(26)

    assert len(blocks_of(editor)[0]) == 2


def test_six_minutes_of_nothing_end_a_block():
    editor = Editor()
    editor.work(14)
    editor.wait(6 * 60)
    editor.work(14)

    assert blocks_of(editor)[0] == []


def test_the_section_has_a_bar_and_a_row_a_block():
    editor = Editor()
    editor.work(30)
    blocks, active = blocks_of(editor)

    section = focus_section(blocks, active, LocalTime(), ["Mon 12 Jan"])

    assert len(section.spec["data"]["values"]) == len(section.table.rows) == 1
    assert section.words.startswith("One focus block, ")
    assert section.table.rows[0][:2] == ("Mon 12 Jan", "00:00")


def test_no_block_says_so_without_a_chart():
    section = focus_section([], ActiveTime(), LocalTime(), [])

    assert section.spec is None
    assert "No stretch of 25 minutes" in section.words


def test_the_words_say_that_a_block_is_not_the_focused_state():
    editor = Editor()
    editor.work(30)

    section = focus_section(*blocks_of(editor), LocalTime(), ["Mon 12 Jan"])

    assert section.words.endswith("A block is a stretch without leaving, whatever state the work was in.")
