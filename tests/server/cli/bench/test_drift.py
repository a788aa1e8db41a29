import random
import statistics

import pytest

from undersong.cli.bench import drift
from undersong.cli.bench.drift import alarms_in_errors, alarms_in_raw, inputs, labels_to_find, measure, probability_of


@pytest.mark.parametrize("tie", [0.0, 0.8, 0.95])
def test_an_input_hangs_on_the_one_before_and_is_spread_like_any_other(tie: float) -> None:
    values = inputs(random.Random(1), 40_000, tie)

    assert statistics.pstdev(values) == pytest.approx(1, abs=0.1)
    assert statistics.correlation(values[:-1], values[1:]) == pytest.approx(tie, abs=0.03)


def test_about_three_in_ten_are_positive() -> None:
    values = inputs(random.Random(2), 40_000, 0.5)

    assert statistics.mean(probability_of(value) for value in values) == pytest.approx(0.31, abs=0.02)


def test_the_raw_input_alarms_where_errors_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drift, "LENGTH", 5_000)

    assert [alarms_in_errors(seed, 0.95) for seed in range(3)] == [0, 0, 0]
    assert all(alarms_in_raw(seed, 0.95) > 20 for seed in range(3))


def test_more_errors_are_found_after_they_began() -> None:
    assert [0 < labels_to_find(seed) < 3_000 for seed in range(3)] == [True] * 3
    assert labels_to_find(0) == labels_to_find(0)


def test_fewer_streams_are_scaled_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"SEEDS": 8, "STREAMS": 4, "LENGTH": 2_000, "RAW_VALUES": 2_000}.items():
        monkeypatch.setattr(drift, name, value)

    few, finding = measure(full=False)
    *ties, _ = measure(full=True)

    assert (few.figure, few.n, few.value) == ("false_alarms_in_200_streams", 4, 0.0)
    assert "scaled to 8" in few.row
    assert few.baseline is not None
    assert few.baseline > 100
    assert (finding.figure, finding.n) == ("rows_to_find_ten_points", 8)
    assert [figure.n for figure in ties] == [8] * len(drift.MORE_TIES)
    assert all("scaled to" not in figure.row for figure in ties)
