from collections.abc import Sequence
from pathlib import Path

import pytest

from builders.days import DAY_MS, HOUR_MS, MINUTE_MS, MONDAY_MS, Editor, a_week
from undersong.domain.clock import HeldClock
from undersong.domain.window import Window
from undersong.features.catalog import FEATURES
from undersong.features.personal import Scale
from undersong.features.session import MORE, NAMES, session_features
from undersong.features.session_catalog import RHYTHM, SESSION
from undersong.flows.computed import (
    Background,
    Computed,
    compute,
    latest,
    of_kind,
    read_background,
    read_loops,
    readers_of,
)
from undersong.flows.sense import Sense
from undersong.store.events import EventStore, row_of


def filled(folder: Path, *editors: Editor) -> EventStore:
    store = EventStore.open(folder / "events.db", HeldClock(MONDAY_MS))
    for editor in editors:
        store.append([row_of(event) for event in editor.events])
        store.put_windows(editor.windows)
    return store


def value_of(name: str, found: Sequence[Computed]) -> Computed:
    return next(one for one in found if one.feature.name == name)


def test_every_feature_is_told_even_where_nothing_is_known() -> None:
    found = compute(None, {}, Background())

    assert [one.feature for one in found] == [*FEATURES, *SESSION, *RHYTHM]
    assert all(one.value is None and one.words == one.feature.unknown for one in found)


def test_the_catalog_of_a_session_holds_what_a_session_measures() -> None:
    assert tuple(feature.name for feature in SESSION) == (*NAMES, *MORE)
    assert session_features([]).keys() == {feature.name for feature in SESSION}


def test_a_value_stands_beside_what_is_usual_and_who_reads_it() -> None:
    background = Background(
        scales={"edits": Scale(10, 2)}, readers=readers_of({"stuck": ("runs",), "flow": ("edits",)})
    )

    plain = value_of("edits", compute(Window(0, 3, {"edits": 14.0}), {}, background)).as_dict()

    assert (plain["value"], plain["usual"], plain["z"]) == (14, 10, 2)
    assert plain["detectors"] == ["flow"]
    assert {"unit", "formula", "source", "words"} <= plain.keys()


def test_the_latest_session_is_read_whole_and_alone(tmp_path: Path) -> None:
    week = a_week(2)
    store = filled(tmp_path, week)
    window, session = latest(store, MONDAY_MS + 7 * DAY_MS)

    assert session[-1].id == week.events[-1].id
    assert all(later.time_ms - session[0].time_ms < DAY_MS for later in session)
    assert window is not None
    assert window.end_ms == week.windows[-1][0].end_ms


def test_what_came_later_than_asked_is_not_looked_at(tmp_path: Path) -> None:
    store = filled(tmp_path, a_week(2))

    window, session = latest(store, MONDAY_MS + DAY_MS)

    assert window is not None
    assert max(window.end_ms, session[-1].time_ms) <= MONDAY_MS + DAY_MS
    assert latest(store, MONDAY_MS - 1) == (None, [])


def test_events_that_no_daemon_saw_are_measured_as_a_replay_measures_them(tmp_path: Path) -> None:
    editor = Editor()
    editor.work(40)
    editor.run_tests(5, 1)
    editor.windows.clear()
    sense = Sense({})
    sense.feed(editor.events)

    window, _ = latest(filled(tmp_path, editor), editor.now_ms + DAY_MS)

    assert window == sense.close_until(editor.now_ms + DAY_MS)[-1].window
    assert window.features["runs"] == 1


def test_what_was_imported_after_judged_work_is_measured_too(tmp_path: Path) -> None:
    editor = Editor()
    editor.work(20)
    judged = editor.windows[:]
    editor.wait(3600)
    editor.work(5)
    editor.windows = judged

    window = read_background(filled(tmp_path, editor), editor.now_ms, lambda _: 0, {}).window

    assert window is not None
    assert window.end_ms >= editor.now_ms - MINUTE_MS
    assert window.features["edits"]


def test_weeks_of_work_have_a_rhythm_and_two_no_trend(tmp_path: Path) -> None:
    store = filled(tmp_path, a_week(5), weekday(7), weekday(8), weekday(9))
    background = read_background(store, MONDAY_MS + 14 * DAY_MS, lambda _: 0, {})
    found = compute(None, {}, background)

    assert background.peak_hour_activity is not None
    assert value_of("hourly_patterns", found).detail is not None
    assert value_of("weekly_patterns", found).value == pytest.approx(0.85, abs=0.15)
    assert value_of("seasonal_trends", found).words == "takes eight whole weeks"


def weekday(day: int) -> Editor:
    """Return a day of steady work."""
    editor = Editor(MONDAY_MS + day * DAY_MS + 9 * HOUR_MS, seed=day)
    editor.work(300)
    return editor


def test_hours_are_local_by_their_events_and_by_the_zone_where_those_are_gone(tmp_path: Path) -> None:
    store = filled(tmp_path, a_week(5), *(weekday(day) for day in (7, 8, 9, 10)))
    now_ms = MONDAY_MS + 14 * DAY_MS

    told = read_background(store, now_ms, lambda _: 600, {}).rhythm["hourly_patterns"]
    store.connection.run("DELETE FROM event")
    guessed = read_background(store, now_ms, lambda _: 600, {}).rhythm["hourly_patterns"]

    assert told is not None
    assert guessed is not None
    assert told.as_dict()["shares"][21] < 0.05 < guessed.as_dict()["shares"][21]


def test_kinds_are_told_apart() -> None:
    found = compute(None, {}, Background())

    assert [len(list(of_kind(found, of))) for of in ("window", "session", "weeks")] == [
        len(FEATURES),
        len(SESSION),
        len(RHYTHM),
    ]


def test_a_session_under_way_has_its_ten_values(tmp_path: Path) -> None:
    editor = Editor()
    editor.work(20)
    editor.run_tests(5, 1)
    editor.commit()
    _, session = latest(filled(tmp_path, editor), editor.now_ms + MINUTE_MS)

    found = {
        one.feature.name: one.value
        for one in of_kind(compute(None, session_features(session), Background(0.25)), "session")
    }

    assert (found["test_run_count"], found["error_rate"]) == (1, 0.5)
    assert found["peak_hour_activity"] == 0.25
    assert found["git_activity"] == pytest.approx(3, abs=0.3)
    assert found["code_complexity"] is None


def test_loops_are_those_of_four_weeks(tmp_path: Path) -> None:
    editor = Editor()
    for _ in range(3):
        editor.edit()
        editor.wait(60)
        editor.run_tests(5, 0)
        editor.wait(60)
    store = filled(tmp_path, editor)

    assert [loop.steps for loop in read_loops(store, editor.now_ms)] == [("edit", "passing run")]
    assert read_loops(store, editor.now_ms + 29 * DAY_MS) == []
