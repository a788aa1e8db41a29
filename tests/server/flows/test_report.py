import random
import tracemalloc
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from builders.days import DAY_MS, HOUR_MS, MONDAY_MS, Editor, a_week
from undersong.domain.kind import Kind
from undersong.domain.window import Window
from undersong.flows.computed import Background
from undersong.flows.report import make_report
from undersong.lsp.schema import reasons

RESULT = "https://undersong.dev/telemetry_schema/messages/report.json#/$defs/result"
WEEK = (MONDAY_MS, MONDAY_MS + 7 * DAY_MS)


def test_a_report_is_what_the_schema_describes():
    week = a_week()

    report = make_report(week.events, week.windows, *WEEK)

    assert reasons(RESULT, report) == ""
    assert [section["id"] for section in report["sections"]] == [
        "strip",
        "focus",
        "fragmentation",
        "episodes",
        "tests",
        "assistance",
        "nudges",
        "computed",
    ]


def test_the_same_events_give_the_same_report():
    week = a_week()

    assert make_report(week.events, week.windows, *WEEK) == make_report(week.events, week.windows, *WEEK)


def test_an_empty_range_has_a_friendly_sentence_and_no_charts():
    report = make_report((), (), *WEEK)

    assert reasons(RESULT, report) == ""
    assert report["sections"] == []
    assert report["summary"][0].startswith("Nothing was recorded in this range")


def test_one_lonely_event_is_no_work_yet():
    editor = Editor()
    editor.edit()

    assert make_report(editor.events, (), *WEEK)["sections"] == []


def test_events_outside_the_range_are_left_out():
    editor = Editor(MONDAY_MS - 2 * HOUR_MS)
    editor.work(30)
    editor.wait(3 * 3600)
    editor.work(10)

    report = make_report(editor.events, editor.windows, *WEEK)

    assert report["summary"][0].startswith("10 min of active time")


def test_events_read_from_a_stream_are_never_held_together():
    template = Editor().edit()
    count = 8_000
    stream = (replace(template, id=str(number), time_ms=MONDAY_MS + number * 7_000) for number in range(count))

    tracemalloc.start()
    make_report(stream, (), *WEEK)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < count * 150  # an event alone takes more than three times as much


def test_the_first_day_is_the_first_with_work_and_weekends_stay():
    week = a_week()

    report = make_report(week.events, (), MONDAY_MS - 20 * DAY_MS, WEEK[1])

    days = report["sections"][0]["spec"]["encoding"]["y"]["scale"]["domain"]
    assert days[0] == "Mon 12 Jan"
    assert "Sun 18 Jan" in days


def test_a_clock_that_was_set_back_breaks_nothing():
    week = a_week(1)
    shuffled = week.events[:]
    random.Random(3).shuffle(shuffled)

    assert reasons(RESULT, make_report(shuffled, week.windows, *WEEK)) == ""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.lists(some.tuples(some.sampled_from(list(Kind)), some.integers(0, 90_000)), max_size=40))
def test_no_sequence_of_kinds_breaks_a_report(story):
    editor = Editor(MONDAY_MS)
    for kind, seconds in story:
        editor.wait(seconds)
        editor.happen(kind)

    report = make_report(editor.events, (), MONDAY_MS, editor.now_ms)

    assert reasons(RESULT, report) == ""


def test_work_that_was_measured_afterwards_has_its_ten_minutes():
    editor = Editor()
    editor.work(20)
    background = Background(window=Window(editor.now_ms, 4, {"edits": 7.0}))

    report = make_report(editor.events, (), *WEEK, background=background)

    assert "7 edits" in next(row[2] for row in report["sections"][-1]["table"]["rows"] if row[0] == "edits")
