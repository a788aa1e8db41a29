import itertools
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.events import SECOND_MS, START_MS, command, edit, event, move, run_tests, window_focus
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.work import SESSION_GAP_MS, is_work
from undersong.features.meter import Values
from undersong.features.session import (
    MORE,
    NAMES,
    SessionMeter,
    canonical,
    session_features,
    sessions_of,
)

FILES = ("a" * 16, "b" * 16, "c" * 16, "d" * 16)
TIMES = st.floats(0, 3_000)


def saved(seconds: float) -> Event:
    return event(Kind.FILE_SAVED, seconds, data={"file.branches_change": 1})


def commit(seconds: float, kind: str = "commit") -> Event:
    return event(Kind.COMMIT_CREATED, seconds, data={"commit.kind": kind})


def odd(seconds: float) -> Event:
    return event("com.example.later.v9", seconds, data={"edit.inserted_chars": "many"})


EVENTS = st.lists(
    st.one_of(
        st.builds(edit, TIMES, st.integers(0, 90), st.integers(0, 9), origin=st.sampled_from(Origin)),
        st.builds(lambda at, file: move(at, subject=file), TIMES, st.sampled_from(FILES)),
        st.builds(run_tests, TIMES, st.integers(0, 5), st.integers(0, 2)),
        st.builds(command, TIMES, st.sampled_from((0, 1, None)), st.sampled_from(("test", "build", "git", "other"))),
        st.builds(window_focus, TIMES, st.booleans()),
        st.builds(commit, TIMES, st.sampled_from(("commit", "rebase", "amend"))),
        st.builds(saved, TIMES),
        st.builds(odd, TIMES),
    ),
    max_size=60,
)


def lived(events: list[Event]) -> Values:
    meter = SessionMeter()
    for item in canonical(events):
        meter.take(item)
    return meter.close()


def test_all_ten_are_there_and_nothing_is_known_of_an_empty_session() -> None:
    values = session_features([])

    assert tuple(values) == (*NAMES, *MORE)
    assert values["duration_hours"] == values["total_events"] == 0
    assert values["typing_speed"] is values["code_complexity"] is values["context_switches"] is None


@settings(max_examples=60, deadline=None)
@given(EVENTS)
def test_the_last_session_of_the_store_is_the_one_that_was_lived(events: list[Event]) -> None:
    sessions = list(sessions_of(canonical(events)))

    assert lived(events) == session_features(sessions[-1] if sessions else [])


@settings(max_examples=60, deadline=None)
@given(EVENTS, st.randoms(use_true_random=False))
def test_order_and_duplicates_change_nothing(events: list[Event], chance: Random) -> None:
    twice = [*events, *events]
    chance.shuffle(twice)

    assert session_features(twice) == session_features(events)
    assert lived(twice) == lived(events)


@settings(max_examples=60, deadline=None)
@given(EVENTS, st.lists(st.integers(-(10**9), 10**9), max_size=60))
def test_no_duration_exceeds_wall_time_whatever_the_clocks_say(events: list[Event], clocks: list[int]) -> None:
    jumped = [replace(item, monotonic_ms=clock) for item, clock in zip(events, clocks, strict=False)]
    work = [item.time_ms for item in jumped if is_work(item)]

    values = session_features(jumped)

    assert values["duration_hours"] is not None
    assert values["wall_hours"] == (max(work, default=0) - min(work, default=0)) / 3_600_000
    assert 0 <= values["duration_hours"] <= values["wall_hours"]


@settings(max_examples=40, deadline=None)
@given(EVENTS)
def test_sessions_hold_each_work_once_and_end_with_a_long_gap(events: list[Event]) -> None:
    sessions = list(sessions_of(canonical(events)))
    work = [[item for item in session if is_work(item)] for session in sessions]

    assert [item.id for part in work for item in part] == [item.id for item in canonical(events) if is_work(item)]
    gaps = [later[0].time_ms - earlier[-1].time_ms for earlier, later in itertools.pairwise(work)]
    assert all(gap > SESSION_GAP_MS for gap in gaps)


def test_a_gap_may_be_chosen() -> None:
    events = [edit(0), edit(400), edit(900)]

    assert [len(session) for session in sessions_of(events, gap_ms=300 * SECOND_MS)] == [1, 1, 1]
    assert [len(session) for session in sessions_of(events)] == [3]


def test_the_next_session_begins_at_nothing() -> None:
    values = lived([edit(0), edit(60), edit(60 + SESSION_GAP_MS / SECOND_MS + 1)])

    assert (values["total_events"], values["wall_hours"]) == (1, 0)


def test_programs_edits_alone_are_no_session() -> None:
    assert list(sessions_of([edit(0, origin=Origin.GIT), edit(1, origin=Origin.AGENT)])) == []


@pytest.mark.parametrize("at_ms", [-5, 0, 2**47, START_MS])
def test_impossible_times_raise_nothing(at_ms: int) -> None:
    events = [replace(edit(0), time_ms=at_ms, data={}), replace(move(1), data={}, subject=None), odd(2)]

    assert session_features(events)["total_events"] == 3


def test_peak_hour_is_handed_in() -> None:
    assert session_features([edit(0)], peak_hour_activity=0.25)["peak_hour_activity"] == 0.25
