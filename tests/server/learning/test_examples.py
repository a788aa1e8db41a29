"""Rows of one's own, and what of them is held back."""

from builders.days import HOUR_MS, MINUTE_MS, MONDAY_MS
from builders.lessons import sessions, windows_of
from undersong.domain.window import SPAN_MS, Window
from undersong.learning.examples import can_be_judged, examples_of, sessions_of, split_by_time
from undersong.learning.labelling.windows import Label, Labelling, study_windows
from undersong.learning.material.dataset import Dataset
from undersong.learning.recipes.stuck import StuckRecipe


def dataset_at(times_ms: list[int]) -> Dataset:
    rows = len(times_ms)
    groups = sessions_of(times_ms)
    return Dataset(("runs",), ((1.0,),) * rows, (0.0,) * rows, (1.0,) * rows, groups, tuple(times_ms))


def session_at(hour: float, rows: int = 60) -> list[int]:
    return [MONDAY_MS + int(hour * HOUR_MS) + row * 20_000 for row in range(rows)]


def test_a_quarter_of_an_hour_parts_two_sessions() -> None:
    apart = [0, 14 * MINUTE_MS, 29 * MINUTE_MS]

    assert sessions_of(apart) == ("session 1", "session 1", "session 2")


def test_the_newest_sessions_are_held_back_whole() -> None:
    split = split_by_time(dataset_at([time for hour in range(10) for time in session_at(hour)]))

    assert set(split.learned.groups).isdisjoint(split.held.groups)
    assert max(split.learned.times_ms) < min(split.held.times_ms)
    assert (len(split.held), split.sessions) == (120, 2)


def test_a_long_last_session_is_not_cut() -> None:
    split = split_by_time(dataset_at([*session_at(0, 20), *session_at(2, 200)]))

    assert (len(split.learned), len(split.held), split.sessions) == (20, 200, 1)


def test_a_single_session_is_parted_by_a_pause_and_counts_as_none() -> None:
    split = split_by_time(dataset_at(session_at(0, 120)))

    assert split.sessions == 0
    assert min(split.held.times_ms) - max(split.learned.times_ms) >= SPAN_MS
    assert len(split.held) == 24


def test_nothing_can_be_parted_into_nothing() -> None:
    split = split_by_time(dataset_at([]))

    assert (len(split.learned), len(split.held), split.sessions) == (0, 0, 0)


def test_a_window_without_a_run_says_nothing_of_being_stuck() -> None:
    assert not can_be_judged("stuck", Window(0, 1, {"fail_streak": None}))
    assert can_be_judged("stuck", Window(0, 1, {"fail_streak": 0.0}))


def test_windows_become_rows_with_their_labels_and_say_how_many_are_weak() -> None:
    events = sessions(1)
    windows = windows_of(events)

    dataset = examples_of(StuckRecipe(), windows, study_windows(windows, events)["stuck"])

    assert 0 < dataset.positives < len(dataset) <= len(windows)
    assert 0 < min(dataset.weights) <= 0.2 < max(dataset.weights) == 1.0
    assert dataset.sources[0]["weak_labels"] == len(dataset) - dataset.weights.count(1.0)


def test_what_is_known_of_the_labels_goes_with_the_rows() -> None:
    events = sessions(1)
    windows = windows_of(events)

    said = examples_of(StuckRecipe(), windows, study_windows(windows, events)["stuck"]).summary()["labelling"]

    assert {"function", "coverage", "accuracy", "votes"} <= said["functions"][0].keys()
    assert said["own_words"] > 0


def test_a_label_of_a_window_that_is_not_judged_is_left_out() -> None:
    labels = Labelling({20_000: Label(1.0, 1.0, is_weak=False)})

    assert len(examples_of(StuckRecipe(), [Window(20_000, 0, {"fail_streak": 1.0})], labels)) == 0
