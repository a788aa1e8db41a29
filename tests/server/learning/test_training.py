"""A whole training of one model; needs the training environment."""

from pathlib import Path

import pytest

from builders.days import HOUR_MS
from builders.lessons import sessions, windows_of
from builders.releases import NOON, ledger_in
from undersong.domain.clock import HeldClock
from undersong.domain.release import Standing
from undersong.learning.log import Decision
from undersong.registry import Registry, read_release, shipped_folder

pytest.importorskip("sklearn")
pytestmark = pytest.mark.train

from undersong.learning.recipes.catalog import RECIPES  # noqa: E402
from undersong.learning.training import Lesson, make_candidate, next_version, train_model  # noqa: E402


@pytest.fixture(scope="module")
def dozen() -> Lesson:
    events = sessions(12)
    return Lesson(windows_of(events), events, NOON)


@pytest.fixture(scope="module")
def single() -> Lesson:
    events = sessions(1)
    return Lesson(windows_of(events), events, NOON)


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return Registry(ledger_in(tmp_path), tmp_path / "releases", shipped_folder(), HeldClock(NOON))


def decide(registry: Registry, lesson: Lesson, model: str) -> Decision:
    return train_model(RECIPES[model], lesson, registry)[0]


@pytest.mark.parametrize("model", RECIPES)
def test_forty_minutes_give_a_definite_decision_with_its_reason(registry: Registry, single: Lesson, model: str) -> None:
    decision = decide(registry, single, model)

    assert decision.decision == "refused"
    assert decision.reason.endswith("no release is made.")
    assert registry.serving(model).manifest.version == "0.1.0"


@pytest.mark.parametrize("model", RECIPES)
def test_two_weeks_give_a_candidate_that_is_measured_against_the_release_in_service(
    registry: Registry, dozen: Lesson, model: str
) -> None:
    decision = decide(registry, dozen, model)

    served = registry.serving(model).manifest
    assert decision.version is not None
    assert decision.against == "0.1.0"
    assert decision.scores.keys() == decision.scores_in_service.keys()
    assert (served.version == decision.version) is decision.is_promoted
    assert decision.is_promoted or (decision.version, Standing.REFUSED) in [
        (release.manifest.version, standing) for release, standing in registry.all_of(model)
    ]


def test_what_knows_these_habits_better_serves_as_experimental_and_can_be_loaded(
    registry: Registry, dozen: Lesson
) -> None:
    from undersong.inference.onnx import OnnxModel

    decision = decide(registry, dozen, "anomaly")

    model = OnnxModel(read_release(registry.serving("anomaly").folder))
    assert decision.decision == "promoted as experimental"
    assert model.is_experimental
    assert 0 <= model.predict([[0.0] * len(model.features)])[0] <= 1


def test_the_next_training_is_measured_against_what_the_last_one_brought(registry: Registry, dozen: Lesson) -> None:
    first = decide(registry, dozen, "anomaly")

    second = decide(registry, dozen, "anomaly")

    assert second.against == first.version
    assert second.decision == "refused"


def test_the_same_lesson_gives_the_same_candidate(registry: Registry, dozen: Lesson) -> None:
    from undersong.learning.examples import examples_of, split_by_time

    split = split_by_time(examples_of(RECIPES["stuck"], dozen.windows, dozen.labellings["stuck"]))
    release = registry.serving("stuck")

    one, other = (make_candidate(RECIPES["stuck"], split, release, seed=3) for _ in range(2))

    assert one[0].onnx == other[0].onnx
    assert one[1] == other[1]


def test_nothing_recorded_is_nothing_learned(registry: Registry) -> None:
    reasons = [decide(registry, Lesson((), (), NOON), model).reason for model in RECIPES]

    assert all("no release is made" in reason for reason in reasons)


def test_a_version_counts_up_and_names_its_data(registry: Registry) -> None:
    from undersong.learning.material.dataset import Candidate

    candidate = Candidate("stuck", b"", (), dataset={"fingerprint": "abcdef0123456789"})

    assert next_version(registry.serving("stuck"), candidate) == "0.1.1+abcdef01"


def test_sessions_of_one_day_are_parted_too() -> None:
    events = sessions(3, hours_apart=2)

    assert len({window.end_ms // HOUR_MS for window in windows_of(events)}) >= 3
