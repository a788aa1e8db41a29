import json
from dataclasses import replace
from pathlib import Path
from statistics import fmean, pstdev

import pytest

from undersong.domain.errors import BadInput, TooFewExamples
from undersong.domain.kind import Kind
from undersong.learning.material.dataset import Dataset
from undersong.learning.recipes.anomaly import ENTER, AnomalyRecipe
from undersong.learning.recipes.simulation import FILE, ORIGIN_MS, Person, read_aggregates

GAPS = {"p5": 0.0, "p50": 1.0, "p90": 15.0, "p99": 200.0, "n": 1000}
MINUTES = {"p5": 5.0, "p50": 30.0, "p95": 60.0, "n": 1000}
WALK = {
    "cursor_moved": {"cursor_moved": 0.5, "file_modified": 0.3, "debug_step": 0.1, "file_opened": 0.1},
    "file_modified": {"file_modified": 0.4, "cursor_moved": 0.5, "build_done": 0.1},
    "debug_step": {"debug_step": 0.6, "cursor_moved": 0.4},
    "build_done": {"cursor_moved": 1.0},
    "file_opened": {"cursor_moved": 0.8, "focus_changed": 0.2},
    "focus_changed": {"cursor_moved": 1.0},
}
AGGREGATES = {"gap_seconds_within_30min": GAPS, "session_minutes_gap15": MINUTES, "markov_gap15": WALK}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("priors")
    (folder / FILE).write_text(json.dumps(AGGREGATES))
    return AnomalyRecipe().prior(folder)


def test_a_seed_is_one_person_and_another_seed_another() -> None:
    first, again, other = (list(Person(AGGREGATES, seed).session(ORIGIN_MS)) for seed in (1, 1, 2))

    assert first == again
    assert first != other


def test_a_person_with_a_character_of_their_own_is_more_like_themselves_than_like_others() -> None:
    def edit_shares(seed: int) -> list[float]:
        person = Person(AGGREGATES, seed, own_share=0.95)
        sessions = [[event.kind for event in person.session(ORIGIN_MS)] for _ in range(6)]
        return [kinds.count(Kind.FILE_MODIFIED) / max(len(kinds), 1) for kinds in sessions]

    people = [edit_shares(seed) for seed in range(12)]

    within = fmean(pstdev(shares) for shares in people)
    assert within < pstdev([fmean(shares) for shares in people])


def test_a_session_runs_forward_and_ends() -> None:
    times = [event.time_ms for event in Person(AGGREGATES, 1).session(ORIGIN_MS)]

    assert times == sorted(times)
    assert times[-1] - times[0] <= 60 * 60_000


def test_what_our_sensors_cannot_see_is_walked_through_in_silence() -> None:
    kinds = {event.kind for seed in range(5) for event in Person(AGGREGATES, seed).session(ORIGIN_MS)}

    assert kinds <= {Kind.CURSOR_MOVED, Kind.FILE_MODIFIED, Kind.FILE_OPENED, Kind.FOCUS_CHANGED, Kind.COMMAND_EXECUTED}


def test_aggregates_that_are_not_there_are_the_persons_mistake(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=FILE):
        read_aggregates(tmp_path)


def test_few_windows_teach_nothing(dataset: Dataset) -> None:
    with pytest.raises(TooFewExamples):
        AnomalyRecipe().train(dataset.chosen(range(20)), seed=7)


@pytest.mark.train
def test_the_probability_is_the_share_of_usual_windows_that_are_less_odd(dataset: Dataset) -> None:
    pytest.importorskip("sklearn", reason="needs the training environment")
    from undersong.learning.material.served import served

    candidate = AnomalyRecipe().train(dataset, seed=42)
    ranks = served(candidate.onnx, dataset.rows)
    odd = served(candidate.onnx, [[0.0, 0.0, 1.0, 0.0, 0.0, 900.0, 600.0, 0.0, 60.0, 9.0]])

    assert abs(float((ranks < 0.5).mean()) - 0.5) < 0.02
    assert candidate.scores["alarm_share"] <= 0.01
    assert odd[0] >= ENTER
    assert candidate == AnomalyRecipe().train(dataset, seed=42)


@pytest.mark.train
def test_what_is_not_known_counts_as_usual(dataset: Dataset) -> None:
    pytest.importorskip("sklearn", reason="needs the training environment")
    from undersong.learning.material.served import served

    candidate = AnomalyRecipe().train(dataset, seed=42)
    usual = [candidate.thresholds[f"usual.{name}"] for name in dataset.features]
    unknown = [float("nan"), *usual[1:]]

    assert served(candidate.onnx, [usual])[0] == served(candidate.onnx, [unknown])[0]


def test_labels_of_anomaly_are_not_looked_at(dataset: Dataset) -> None:
    assert replace(dataset, weights=dataset.weights).positives == 0
