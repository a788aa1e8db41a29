"""A daemon of its own for one row of figures: a fresh home, so that nothing is remembered from an earlier one."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from undersong.app.registry import open_registry
from undersong.app.starting import stop_daemon
from undersong.cli.bench.daemon import private_megabytes, worker_of
from undersong.cli.yardstick.framing import introduction
from undersong.cli.yardstick.window import Window
from undersong.domain.clock import clock_from_environment
from undersong.domain.errors import BadInput, UndersongError
from undersong.domain.places import VARIABLE, Places, digest_of
from undersong.domain.release import scoped, unscoped
from undersong.registry.manifest import read_release
from undersong.store.ledger import open_ledger

# What completion answers with: the repository's own counts, the language model, or both.
ENGINE = "UNDERSONG_COMPLETION"
# The repository has to be read within this time of `initialized`.
READY_SECONDS = 30.0
POLL_SECONDS = 0.1
# A worker that takes less than a tenth of a core over so long has come to rest.
QUIET_SECONDS, IDLE_SHARE = 0.5, 0.1


class WorkerEnded(UndersongError):
    """The worker died, or was replaced, while it was measured."""

    def __init__(self) -> None:
        super().__init__("The worker ended while it was measured; its log under UNDERSONG_HOME/logs tells why.")


@dataclass(frozen=True, slots=True)
class Session:
    """A window with its daemon and its worker; `ready_seconds` is how long the reading took."""

    window: Window
    places: Places
    root: Path
    daemon: psutil.Process
    worker: psutil.Process
    ready_seconds: float

    @property
    def cpu_seconds(self) -> float:
        """What daemon and worker have taken of the processor; the window's own share is not in it."""
        return cpu_seconds(self.daemon, self.worker)

    @property
    def worker_megabytes(self) -> float:
        """The worker's private memory."""
        return private_megabytes(self.worker)


@contextmanager
def session(root: Path, engine: str = "", release: Path | None = None) -> Iterator[Session]:
    """Hold up a daemon in a fresh home, reached over the stdio bridge, with the repository read.

    `release` serves from the start; without one it is what Undersong came with.
    """
    with tempfile.TemporaryDirectory(prefix="undersong-bench-") as folder:
        places = Places(Path(folder) / "home")
        environment = {**os.environ, VARIABLE: str(places.home)} | ({ENGINE: engine} if engine else {})
        if release is not None:
            let_serve(places, release, root)
        try:
            with Window(environment) as window:
                yield opened(window, places, root)
        except psutil.NoSuchProcess:
            raise WorkerEnded from None
        finally:
            stop_daemon(places)


def opened(window: Window, places: Places, root: Path) -> Session:
    """Introduce the window and wait until the repository is read, for half a minute at most."""
    window.request("initialize", introduction(root.as_uri(), "bench"))
    window.notify("initialized", {})
    begun = time.monotonic()
    daemon = psutil.Process(window.request("undersong/status", {})["pid"])
    while not is_read(window) and time.monotonic() - begun < READY_SECONDS:
        time.sleep(POLL_SECONDS)
    worker = worker_of(daemon)
    while is_working(worker) and time.monotonic() - begun < READY_SECONDS:
        pass
    return Session(window, places, root, daemon, worker, time.monotonic() - begun)


def let_serve(places: Places, folder: Path, root: Path) -> None:
    """Put a release into a home before its daemon starts; it serves in the repository at `root`, whatever it is of.

    Raises
    ------
    BadInput
        It would not serve, so that another one would be measured in its name.
    """
    release = read_release(folder)
    manifest = replace(release.manifest, model=scoped(unscoped(release.manifest.model), digest_of(root)))
    files = {name: folder / name for name in manifest.files}
    places.home.mkdir(mode=0o700, parents=True)
    clock = clock_from_environment()
    ledger = open_ledger(places.ledger, clock)
    try:
        registry = open_registry(places, ledger, clock)
        registry.promote(registry.publish(manifest, files), "the bench measures it")
        serving = registry.serving(manifest.model)
        if serving.manifest.version != manifest.version:
            finding = f"(version {manifest.version}) would not serve, {serving.name} would"
            raise BadInput(str(folder), finding, "give one that was trained here (its version has a +)")
    finally:
        ledger.close()


def is_read(window: Window) -> bool:
    """Tell whether the index has read all that it is going to read."""
    roots = window.request("undersong/status", {})["index"]
    return bool(roots) and not any(root["busy"] for root in roots)


def is_working(worker: psutil.Process) -> bool:
    """Tell whether the worker still makes something of what it has read: it takes the processor unasked."""
    before = cpu_seconds(worker)
    time.sleep(QUIET_SECONDS)
    return cpu_seconds(worker) - before > IDLE_SHARE * QUIET_SECONDS


def cpu_seconds(*processes: psutil.Process) -> float:
    """Return the seconds of processor that processes have taken."""
    return sum(sum(process.cpu_times()[:2]) for process in processes)
