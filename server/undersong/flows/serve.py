"""Which releases the worker judges with."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from undersong.domain.errors import NoRelease, ReleaseUnreadable, WorkerError
from undersong.domain.places import digest_of
from undersong.domain.release import Release, Standing, scoped, unscoped
from undersong.inference.client import WorkerClient
from undersong.registry.joined import joined_folder
from undersong.registry.manifest import verify
from undersong.registry.registry import Registry

log = logging.getLogger(__name__)

DETECTORS = ("stuck", "flow", "anomaly")
# Serves from the first release of one's own or of the product on; before, a rule stands in.
GATE, LANGUAGE = "accept", "completion"
# A release of the language model that was tuned here has it; the one that ships is an adapter, joined at set-up.
MODEL_FILE = "model.onnx"
# Loading takes milliseconds; a worker that is busy with a rename may take longer to get to it.
DEADLINE_MS = 20_000


class Serving:
    """Hands releases to the worker: all of them when it starts, one when another takes its place.

    The swap is one request among others in the worker's queue, so no window is judged by two releases.

    Parameters
    ----------
    roots
        Gives the repositories that are open.
    joined
        Finds the folder of a model that set-up put together.
    """

    def __init__(
        self,
        registry: Registry,
        worker: WorkerClient,
        roots: Callable[[], Iterable[Path]] = tuple,
        joined: Callable[[str], Path | None] = joined_folder,
    ) -> None:
        self._registry, self._worker, self._roots, self._joined = registry, worker, roots, joined
        self.releases: dict[str, Release] = {}
        self.language: Release | None = None
        self._offered: Path | None = None
        self._offering = asyncio.Lock()  # windows come and go while a model is being verified or loaded

    async def load_all(self, worker: WorkerClient) -> None:
        """Prepare a worker that was just started."""
        for model in DETECTORS:
            await self._load(model, worker)
        if self._find(GATE) is not None:
            await self._load(GATE, worker)
        await self._offer_language(worker, is_new=True)

    async def swap(self, model: str) -> None:
        """Take the release that now serves into the running worker."""
        if unscoped(model) == LANGUAGE:
            await self.follow()
        elif self._worker.is_running:
            await self._load(model, self._worker)

    async def follow(self) -> None:
        """Offer the language model that fits what is open now."""
        if self._worker.is_running:
            await self._offer_language(self._worker)

    def names(self) -> list[dict[str, object]]:
        """Return the releases in service as `undersong/status` tells them; those to be loaded while no worker runs."""
        found = {model: self.releases.get(model) or self._find(model) for model in DETECTORS}
        found |= {LANGUAGE: self.language} if self.language is not None else {}
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

    async def _offer_language(self, worker: WorkerClient, is_new: bool = False) -> None:
        """Hand over the release of the repository that is open, else what ships.

        With several repositories open it is what ships: what was learned of one is not told in another. `is_new` is a
        worker that has nothing yet.
        """
        async with self._offering:
            self._offered = None if is_new else self._offered
            await self._offer(worker)

    async def _offer(self, worker: WorkerClient) -> None:
        roots = {root.resolve() for root in self._roots()}
        scopes = [scoped(LANGUAGE, digest_of(root)) for root in roots]
        release = await self._verified(scopes[0] if len(scopes) == 1 else LANGUAGE)
        is_own = release is not None and MODEL_FILE in release.manifest.files
        folder = release.folder if release is not None and is_own else self._joined(LANGUAGE)
        self.language = release if folder is not None else None
        if folder is None or folder == self._offered:
            return
        try:
            await worker.ask_prepared("models.load", DEADLINE_MS, model=LANGUAGE, folder=str(folder))
        except WorkerError as error:
            log.warning("a model does not serve", extra={"model": LANGUAGE, "finding": type(error).__name__})
            return
        self._offered = folder
        log.info("release serves", extra={"release": f"{LANGUAGE} {folder.name}"})

    async def _verified(self, model: str) -> Release | None:
        """Return the release that answers for a model; its large files are read beside the loop, and only once."""
        for release, standing in self._registry.all_of(model):
            if standing is Standing.SERVING:
                with contextlib.suppress(ReleaseUnreadable):
                    await asyncio.to_thread(verify, release)
        return self._find(model)

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
