"""A release that earns less under somebody's hands is taken back; chance alone takes none back."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders.releases import ledger_in, manifest, registry_in, ship
from undersong.domain.release import scoped
from undersong.domain.suggestion import Outcome
from undersong.learning.adapting.outcomes import Row
from undersong.learning.adapting.watch import LEAST_SHOWN, ROLLED_BACK, watch, worse
from undersong.registry import Registry

MODEL = scoped("completion", "0123456789abcdef")
OLD, NEW = "0.1.0", "0.1.1+aaaa"


def rows(version: str, number: int, share: float, kept: float = 1.0, seed: int = 7) -> list[Row]:
    """Return so many suggestions of a release, of which a share is taken: 20 characters each."""
    chance = random.Random(seed)
    return [
        Row(
            f"{version} {place}",
            place,
            {"release": f"completion {version}"},
            Outcome.ACCEPTED if taken else Outcome.IGNORED,
            taken_chars=20 if taken else 0,
            kept={"30s": kept} if taken else {},
        )
        for place in range(number)
        for taken in [chance.random() < share]
    ]


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    ship(tmp_path / "models", OLD, model="completion", name="adapter.npz")
    ledger = ledger_in(tmp_path)
    registry = registry_in(tmp_path, ledger)
    registry.promote(registry.publish(manifest(NEW, MODEL), {"model.onnx": b"tuned"}), "It is better.")
    yield registry
    ledger.close()


def test_a_release_that_earns_half_is_taken_back(registry: Registry) -> None:
    decision = watch(MODEL, registry, rows(OLD, 400, 0.4) + rows(NEW, 400, 0.2))

    assert decision is not None
    assert (decision.decision, decision.version, decision.against) == (ROLLED_BACK, OLD, NEW)
    assert "characters were kept a suggestion" in decision.reason
    assert registry.serving(MODEL).manifest.version == OLD
    assert registry.history(MODEL)[0].reason == decision.reason


def test_what_is_taken_as_often_and_kept_less_is_worse_too() -> None:
    assert worse(rows(OLD, 400, 0.4) + rows(NEW, 400, 0.4, kept=0.4), NEW, OLD) is not None


def test_one_that_does_as_well_or_better_stays(registry: Registry) -> None:
    assert watch(MODEL, registry, rows(OLD, 400, 0.3) + rows(NEW, 400, 0.35, seed=3)) is None
    assert registry.serving(MODEL).manifest.version == NEW


def test_too_few_suggestions_tell_nothing() -> None:
    assert worse(rows(OLD, 4_000, 0.4) + rows(NEW, LEAST_SHOWN - 1, 0.05), NEW, OLD) is None


def test_what_ships_is_not_taken_back(registry: Registry) -> None:
    registry.rollback(MODEL)

    assert watch(MODEL, registry, rows(OLD, 400, 0.1) + rows(NEW, 400, 0.4)) is None


def test_what_nobody_looked_at_again_is_left_out() -> None:
    unknown = [Row(str(n), n, {"release": f"completion {NEW}"}, Outcome.ACCEPTED, taken_chars=9) for n in range(900)]

    assert worse([*rows(OLD, 400, 0.4), *unknown], NEW, OLD) is None


def test_equal_releases_are_seldom_taken_back_in_thirty_looks() -> None:
    taken_back = 0
    for seed in range(60):
        both = [rows(OLD, 600, 0.3, seed=2 * seed), rows(NEW, 600, 0.3, seed=2 * seed + 1)]
        looks = (worse([row for side in both for row in side[:shown]], NEW, OLD) for shown in range(200, 600, 13))
        taken_back += any(look is not None for look in looks)

    assert taken_back <= 4
