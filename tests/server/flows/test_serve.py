"""What serves is told, whether a worker runs or not."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders.releases import manifest, registry_in, ship
from undersong.app.registry import open_registry
from undersong.domain.clock import HeldClock
from undersong.domain.errors import WorkerError
from undersong.domain.places import Places, digest_of
from undersong.domain.release import scoped
from undersong.flows.serve import DEADLINE_MS, Serving
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


class Worker:
    """Takes what is offered to it."""

    def __init__(self, refuses: bool = False) -> None:
        self.folders: list[str] = []
        self.is_running, self._refuses = True, refuses
        self.waits: asyncio.Event | None = None

    async def ask_prepared(self, method: str, deadline_ms: int, model: str, folder: str) -> str:
        assert (method, deadline_ms) == ("models.load", DEADLINE_MS)
        if self.waits is not None:
            await self.waits.wait()
        if model == "completion":
            if self._refuses:
                raise WorkerError("no")
            self.folders.append(Path(folder).name)
        return model


class Speech:
    """A registry with tuned releases, a joined base, and a worker."""

    def __init__(self, folder: Path, worker: Worker) -> None:
        self.folder, self.worker = folder, worker
        self.roots: list[Path] = []
        self.joined: Path | None = folder / "joined"
        ship(folder / "models", "0.1.0", model="completion", name="adapter.npz")
        self.registry = registry_in(folder)
        self.serving = Serving(self.registry, worker, lambda: self.roots, lambda _: self.joined)  # type: ignore[arg-type]

    def tune(self, root: str, version: str) -> str:
        model = scoped("completion", digest_of(self.folder / root))
        release = self.registry.publish(manifest(version, model), {"model.onnx": version.encode()})
        self.registry.promote(release, "It is better.")
        return model

    def open(self, *roots: str) -> None:
        self.roots = [self.folder / root for root in roots]


@pytest.fixture
def speech(tmp_path: Path) -> Speech:
    return Speech(tmp_path, Worker())


async def test_a_new_worker_is_offered_what_set_up_joined(speech: Speech) -> None:
    await speech.serving.load_all(speech.worker)  # type: ignore[arg-type]

    assert speech.worker.folders == ["joined"]
    assert {"model": "completion", "version": "0.1.0", "isExperimental": True} in speech.serving.names()


async def test_a_repository_that_was_tuned_on_is_served_by_its_own_release(speech: Speech) -> None:
    speech.tune("shop", "0.1.1+aaaa")
    speech.open("shop")

    await speech.serving.load_all(speech.worker)  # type: ignore[arg-type]

    assert speech.worker.folders == ["0.1.1+aaaa"]


async def test_what_one_repository_taught_is_not_told_in_another(speech: Speech) -> None:
    speech.tune("shop", "0.1.1+aaaa")

    for roots in (["shop"], ["shop", "other"], ["other"], ["shop"]):
        speech.open(*roots)
        await speech.serving.follow()

    assert speech.worker.folders == ["0.1.1+aaaa", "joined", "0.1.1+aaaa"]


async def test_a_second_window_that_opens_while_a_model_loads_is_not_served_by_it(speech: Speech) -> None:
    speech.tune("shop", "0.1.1+aaaa")
    speech.open("shop", "bank")
    await speech.serving.follow()
    speech.worker.waits = asyncio.Event()
    speech.open("shop")
    first = asyncio.create_task(speech.serving.follow())
    await asyncio.sleep(0.05)
    speech.open("shop", "bank")
    second = asyncio.create_task(speech.serving.follow())
    await asyncio.sleep(0.05)
    speech.worker.waits.set()

    await asyncio.gather(first, second)

    assert speech.worker.folders == ["joined", "0.1.1+aaaa", "joined"]


async def test_a_new_release_and_the_way_back_are_swapped_in(speech: Speech) -> None:
    speech.open("shop")
    await speech.serving.load_all(speech.worker)  # type: ignore[arg-type]

    model = speech.tune("shop", "0.1.1+aaaa")
    await speech.serving.swap(model)
    speech.registry.rollback(model)
    await speech.serving.swap(model)

    assert speech.worker.folders == ["joined", "0.1.1+aaaa", "joined"]


async def test_a_tuned_release_that_was_damaged_gives_way_to_what_ships(speech: Speech) -> None:
    model = speech.tune("shop", "0.1.1+aaaa")
    (speech.registry.serving(model).folder / "model.onnx").write_bytes(b"broken")
    speech.open("shop")

    await speech.serving.follow()

    assert speech.worker.folders == ["joined"]


async def test_where_nothing_was_joined_nothing_is_offered(speech: Speech) -> None:
    speech.joined = None

    await speech.serving.load_all(speech.worker)  # type: ignore[arg-type]

    assert speech.worker.folders == []
    assert "completion" not in {model["model"] for model in speech.serving.names()}


async def test_what_a_worker_did_not_take_is_offered_again(tmp_path: Path) -> None:
    speech = Speech(tmp_path, Worker(refuses=True))
    await speech.serving.follow()

    speech.worker._refuses = False
    await speech.serving.follow()

    assert speech.worker.folders == ["joined"]


async def test_each_new_worker_is_offered_it_again(speech: Speech) -> None:
    for _ in range(2):
        await speech.serving.load_all(speech.worker)  # type: ignore[arg-type]

    assert speech.worker.folders == ["joined", "joined"]
