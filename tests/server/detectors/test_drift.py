import json
import random
import statistics

import pytest

from undersong.detectors.drift import LEAST_SIDE, LOOK_EVERY, Alarm, Drift, surprise


def errors(chance: random.Random, number: int, rate: float) -> list[float]:
    return [float(chance.random() < rate) for _ in range(number)]


def alarms(drift: Drift, values: list[float]) -> list[tuple[int, Alarm]]:
    return [(at, alarm) for at, value in enumerate(values) if (alarm := drift.note(value)) is not None]


@pytest.mark.parametrize("probability", [0.01, 0.2, 0.5, 0.9])
def test_a_calibrated_probability_surprises_nobody_on_average(probability: float) -> None:
    expected = probability * surprise(probability, 1.0) + (1 - probability) * surprise(probability, 0.0)

    assert expected == pytest.approx(0.0)


def test_a_probability_on_the_wrong_side_surprises() -> None:
    assert surprise(0.1, 1.0) > 0.5 > surprise(0.1, 0.0)
    assert surprise(0.9, 0.0) == pytest.approx(surprise(0.1, 1.0))


def test_without_labels_there_is_no_mean_and_no_alarm() -> None:
    drift = Drift()

    assert (drift.labels, drift.mean) == (0, 0.0)
    assert alarms(drift, [1.0] * (LEAST_SIDE - 1)) == []


@pytest.mark.parametrize("seed", range(5))
def test_errors_that_come_no_more_often_raise_no_alarm(seed: int) -> None:
    drift = Drift()

    assert alarms(drift, errors(random.Random(seed), 20_000, 0.2)) == []
    assert drift.labels == 20_000
    assert drift.mean == pytest.approx(0.2, abs=0.02)


def test_errors_that_come_twice_as_often_are_found_and_told_with_both_means() -> None:
    chance, drift = random.Random(1), Drift()

    ((at, alarm), *more) = alarms(drift, [*errors(chance, 2_000, 0.2), *errors(chance, 1_500, 0.4)])

    assert 2_000 <= at < 2_600
    assert alarm.before == pytest.approx(0.2, abs=0.05)
    assert alarm.since > alarm.before + 0.05
    assert alarm.labels_before + alarm.labels_since <= at + 1
    assert all(later.before > 0.15 for _, later in more)


def test_a_model_that_errs_less_often_is_a_change_too() -> None:
    chance, drift = random.Random(2), Drift()

    found = alarms(drift, [*errors(chance, 2_000, 0.5), *errors(chance, 1_500, 0.1)])

    assert found
    assert found[0][1].since < found[0][1].before


def test_what_was_before_the_change_is_let_go() -> None:
    chance, drift = random.Random(3), Drift()
    alarms(drift, [*errors(chance, 3_000, 0.1), *errors(chance, 3_000, 0.6)])

    assert drift.labels < 3_500
    assert drift.mean == pytest.approx(0.6, abs=0.05)


def test_it_looks_once_in_so_many_labels() -> None:
    chance = random.Random(4)
    found = alarms(Drift(), [*errors(chance, 1_000, 0.0), *errors(chance, 500, 1.0)])

    assert found
    assert all((at + 1) % LOOK_EVERY == 0 for at, _ in found)


def test_a_long_window_takes_little_room() -> None:
    drift = Drift()
    alarms(drift, errors(random.Random(5), 50_000, 0.3))

    assert len(json.dumps(drift.as_dict())) < 4_000


@pytest.mark.parametrize("stop", [1, 777, 2_100])
def test_it_goes_on_from_json_as_if_it_had_never_stopped(stop: int) -> None:
    chance = random.Random(6)
    values = [*errors(chance, 2_000, 0.2), *errors(chance, 1_000, 0.45)]
    whole, first = Drift(), Drift()
    expected = alarms(whole, values)
    before = alarms(first, values[:stop])

    second = Drift.from_dict(json.loads(json.dumps(first.as_dict())))
    after = [(at + stop, alarm) for at, alarm in alarms(second, values[stop:])]

    assert [at for at, _ in [*before, *after]] == [at for at, _ in expected]
    assert second.as_dict() == whole.as_dict()


@pytest.mark.train
@pytest.mark.parametrize("rise", [0.1, 0.2, 0.3])
def test_it_finds_what_the_reference_implementation_finds(rise: float) -> None:
    from river.drift import ADWIN

    apart = []
    for seed in range(20):
        chance, ours, theirs = random.Random(seed), Drift(), ADWIN(delta=0.002)
        values = [*errors(chance, 3_000, 0.2), *errors(chance, 3_000, 0.2 + rise)]
        found: dict[str, int] = {}
        for at, value in enumerate(values):
            theirs.update(value)
            for name, is_found in (("ours", ours.note(value) is not None), ("theirs", theirs.drift_detected)):
                if is_found:
                    found.setdefault(name, at)
        apart.append(found["ours"] - found["theirs"])
        assert found["ours"] >= 3_000

    assert abs(statistics.median(apart)) <= LOOK_EVERY
