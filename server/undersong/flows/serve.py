"""Which releases the worker judges with."""

import logging
from collections.abc import Mapping

from undersong.domain.errors import NoRelease, WorkerError
from undersong.domain.release import Release
from undersong.inference.client import WorkerClient
from undersong.registry.registry import Registry

log = logging.getLogger(__name__)

DETECTORS = ("stuck", "flow", "anomaly")
# Loading takes milliseconds; a worker that is busy with a rename may take longer to get to it.
DEADLINE_MS = 20_000


class Serving:
    """Hands releases to the worker: all of them when it starts, one when another takes its place.

    The swap is one request among others in the worker's queue, so no window is judged by two releases.
    """

    def __init__(self, registry: Registry, worker: WorkerClient) -> None:
        self._registry, self._worker = registry, worker
        self.releases: dict[str, Release] = {}

    async def load_all(self, worker: WorkerClient) -> None:
        """Prepare a worker that was just started."""
        for model in DETECTORS:
            await self._load(model, worker)

    async def swap(self, model: str) -> None:
        """Take the release that now serves into the running worker."""
        if self._worker.is_running:
            await self._load(model, self._worker)

    def names(self) -> list[dict[str, object]]:
        """Return the releases in service as `undersong/status` tells them; those to be loaded while no worker runs."""
        found = {model: self.releases.get(model) or self._find(model) for model in DETECTORS}
        return [
            {"model": model, "version": release.manifest.version, "isExperimental": release.manifest.is_experimental}
            for model, release in found.items()
            if release is not None
        ]

    def thresholds(self) -> dict[str, Mapping[str, float]]:
        """Return detector → threshold → value, as the releases in service name them."""
        return {model: release.manifest.thresholds for model, release in self.releases.items()}

    def _find(self, model: str) -> Release | None:
        try:
            return self._registry.serving(model)
        except NoRelease:
            return None

    async def _load(self, model: str, worker: WorkerClient) -> None:
        try:
            release = self._registry.serving(model)
            await worker.ask_prepared("models.load", DEADLINE_MS, model=model, folder=str(release.folder))
        except (NoRelease, WorkerError) as error:
            log.warning("a model does not serve", extra={"model": model, "finding": type(error).__name__})
            self.releases.pop(model, None)
            return
        self.releases[model] = release
        log.info("release serves", extra={"release": release.name})
