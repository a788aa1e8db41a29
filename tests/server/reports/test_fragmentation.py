import pytest

from builders.days import HOUR_MS, Editor
from undersong.reports.active import ActiveTime
from undersong.reports.fragmentation import Switches, beside_prior, fragmentation_section, per_hour
from undersong.reports.local import LocalTime


def read(editor):
    local, active = LocalTime(), ActiveTime()
    switches = Switches(local)
    for event in editor.events:
        active.feed(event)
        switches.feed(event)
    return switches, active, local


def test_coming_back_is_a_switch():
    editor = Editor()
    editor.work(2)
    editor.leave(3)
    editor.work(2)

    assert read(editor)[0].total == 1


def test_a_hop_between_two_windows_is_none():
    editor = Editor()
    editor.work(2)
    editor.leave(0.01)
    editor.work(2)

    assert read(editor)[0].total == 0


def test_coming_back_after_lunch_is_none():
    editor = Editor()
    editor.work(2)
    editor.leave(50)
    editor.work(2)

    assert read(editor)[0].total == 0


def test_three_files_in_turn_are_one_place():
    editor = Editor()
    for file in (0, 1, 2, 0, 1, 2, 1, 0):
        editor.edit(file)
        editor.wait(5)

    assert read(editor)[0].total == 2  # the first time each of the two others is looked at


def test_a_fourth_file_is_a_switch_each_time():
    editor = Editor()
    for file in (0, 1, 2, 3, 0):
        editor.edit(file)
        editor.wait(5)

    assert read(editor)[0].total == 4


def test_less_than_half_an_hour_has_no_rate():
    assert per_hour(9, 0.4 * HOUR_MS) is None
    assert per_hour(26, 2 * HOUR_MS) == 13


@pytest.mark.parametrize(("rate", "words"), [(6, "calmer"), (13, "about"), (14, "about"), (20, "more")])
def test_a_rate_is_told_beside_the_prior_median(rate, words):
    assert beside_prior(rate).startswith(words)


def test_the_chart_leaves_out_days_without_a_rate():
    editor = Editor()
    editor.work(40)
    editor.wait(24 * 3600)
    editor.work(5)

    section = fragmentation_section(*read(editor), days=["Mon 12 Jan", "Tue 13 Jan"])

    assert [row["day"] for row in section.spec["data"]["values"]] == ["Mon 12 Jan"]
    assert [row[3] for row in section.table.rows] == [0.0, None]
