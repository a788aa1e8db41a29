"""What serves is told, whether a worker runs or not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from undersong.app.registry import open_registry
from undersong.domain.clock import HeldClock
from undersong.domain.places import Places
from undersong.flows.serve import Serving
from undersong.inference.client import WorkerClient
from undersong.store.ledger import open_ledger


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    places = Places(tmp_path)
    ledger = open_ledger(places.ledger)
    yield Serving(open_registry(places, ledger, HeldClock(1)), WorkerClient(["nothing"]))
    ledger.close()


def test_the_priors_are_told_while_no_worker_runs(serving: Serving) -> None:
    assert [model["model"] for model in serving.names()] == ["stuck", "flow", "anomaly"]


async def test_a_swap_without_a_worker_waits_for_its_start(serving: Serving) -> None:
    await serving.swap("stuck")

    assert serving.releases == {}
    assert serving.thresholds() == {}
