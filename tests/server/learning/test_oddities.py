"""Simulated weeks with planted sessions judge the detector of the unusual."""

import json
import random
from pathlib import Path

import numpy as np
import pytest

from undersong.detectors.habits import LEAST_ACTIONS, RANGES
from undersong.domain.errors import BadInput
from undersong.learning import oddities
from undersong.learning.oddities import A_WEEK, NAMES, Work, by_habits, evaluate_anomaly, mean_of, planted, scaled
from undersong.learning.recipes.simulation import FILE

DAY_MS, STEP_MS = 86_400_000, 20_000
GAPS = {"p5": 0.0, "p50": 1.0, "p90": 12.0, "p99": 60.0}
MINUTES = {"p5": 20.0, "p50": 30.0, "p95": 45.0}
WALK = {
    "cursor_moved": {"cursor_moved": 0.5, "file_modified": 0.4, "file_opened": 0.1},
    "file_modified": {"file_modified": 0.5, "cursor_moved": 0.5},
    "file_opened": {"cursor_moved": 0.8, "focus_changed": 0.2},
    "focus_changed": {"cursor_moved": 1.0},
}


def work(weeks: int = 7, windows: int = 60, seed: int = 0) -> Work:
    """Sessions of equal length that stray a little from what is usual."""
    chance = np.random.default_rng(seed)
    made = Work([], [])
    for number in range(weeks * A_WEEK):
        week, place = divmod(number, A_WEEK)
        begin_ms = (7 * week + place // 2) * DAY_MS + (9 + 5 * (place % 2)) * 3_600_000
        like = np.array([reach * 0.3 for reach in RANGES.values()]) * chance.uniform(0.8, 1.2, len(NAMES))
        made.sessions.append([like * chance.uniform(0.9, 1.1, len(NAMES)) for _ in range(windows)])
        made.ends.append([begin_ms + n * STEP_MS for n in range(windows)])
    return made


def test_every_other_judged_week_gets_one_odd_session() -> None:
    made = planted(work(), random.Random(1))

    weeks = [at // A_WEEK for at in sorted(made.planted)]
    assert weeks == [3, 5]
    untouched = set(range(len(made.sessions))) - made.planted
    assert all(made.sessions[at] is work_of for at, work_of in enumerate(made.sessions) if at in untouched)


def test_a_planted_session_is_odd_throughout_and_still_one_that_is_judged() -> None:
    usual = work()
    made = planted(usual, random.Random(2))
    for at in made.planted:
        before, after = np.array(usual.sessions[at]), np.array(made.sessions[at])
        changed = (before != after).any(axis=0)
        assert 2 <= changed.sum() <= 4
        others = [n for n, is_changed in enumerate(changed) if is_changed and NAMES[n] != "actions"]
        assert all(len(set(after[:, n])) == 1 for n in others)
        assert after[:, NAMES.index("actions")].min() >= LEAST_ACTIONS


def test_short_sessions_are_not_planted() -> None:
    assert planted(work(windows=20), random.Random(1)).planted == set()


def test_the_budget_lets_through_less_than_ranks_alone() -> None:
    usual = work(weeks=9)
    with_budget, without = (by_habits(rank, is_budgeted)(usual) for rank, is_budgeted in ((1.0, True), (0.9, False)))

    assert len(with_budget) <= 6
    assert with_budget <= without
    assert len(without) > len(with_budget)


def test_what_is_planted_is_found() -> None:
    found = missed = 0
    for seed in range(4):
        made = planted(work(weeks=9, seed=seed), random.Random(seed))
        told = by_habits(1.0, is_budgeted=True)(made)
        found, missed = found + len(told & made.planted), missed + len(made.planted - told)

    assert found > missed


def test_windows_of_a_handful_of_actions_say_nothing_of_a_session() -> None:
    idle = np.zeros(len(NAMES))

    assert mean_of([idle]) is None
    assert mean_of([]) is None


def test_rows_are_brought_into_fixed_ranges() -> None:
    row = np.array([2.0 * reach for reach in RANGES.values()])
    row[0] = np.nan

    assert scaled(row) == [0.0, *[1.0] * (len(NAMES) - 1)]


def test_aggregates_that_are_not_there_are_the_persons_mistake(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=FILE):
        evaluate_anomaly(tmp_path, seed=7)


@pytest.mark.train
def test_the_figures_say_what_was_told_beside_other_detectors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("river", reason="needs the training environment")
    monkeypatch.setattr(oddities, "PEOPLE", 2)
    aggregates = {"gap_seconds_within_30min": GAPS, "session_minutes_gap15": MINUTES, "markov_gap15": WALK}
    (tmp_path / FILE).write_text(json.dumps(aggregates))

    figures = evaluate_anomaly(tmp_path, seed=7)

    assert figures["claims_accuracy"] is False
    assert (figures["task"], figures["people"], figures["weeks"]) == ("anomaly", 2, 12)
    assert 0 < figures["positives"] <= 6
    assert figures["alarms_per_week"] <= 1
    for name in ("unbudgeted", "isolation_forest", "half_space_trees"):
        assert figures[f"{name}_alarms_per_week"] >= figures["alarms_per_week"]
        assert 0 <= figures[f"{name}_recall"] <= 1
