"""The daemon and its worker: how fast they are there, and what they weigh."""

import contextlib
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from undersong.app.starting import start_daemon, stop_daemon
from undersong.cli.bench.figure import Figure
from undersong.cli.talk import Talk
from undersong.domain.places import Places

MEGABYTE = 1024 * 1024
IDLE_SECONDS, FULL_IDLE_SECONDS = 8.0, 60.0
FILES, LINES = 1000, 60


def measure(full: bool) -> list[Figure]:
    """Start a daemon over and over, attach windows, open a repository of 1,000 files, and let it rest."""
    with tempfile.TemporaryDirectory(prefix="undersong-bench-") as folder:
        places = Places(Path(folder) / "home")
        starts = [start_seconds(places) for _ in range(9 if full else 3)]
        root = write_repository(Path(folder) / "repository")
        with running(places):
            return [
                figure("start_seconds", starts, "s", 0.6),
                *measure_running(places, root, FULL_IDLE_SECONDS if full else IDLE_SECONDS),
            ]


def measure_running(places: Places, root: Path, idle_seconds: float) -> list[Figure]:
    """Measure a daemon with one window, the repository indexed and three documents open."""
    with Talk(places, root=str(root), settings={"recording": True}) as window:
        open_documents(window, sorted(root.glob("*.py"))[:3])
        wait_until_indexed(window)
        seconds = [second_window_seconds(places) for _ in range(5)]
        daemon, worker = processes_of(window)
        weights = [
            figure("second_window_seconds", seconds, "s", 0.2),
            figure(
                "daemon_megabytes", [private_megabytes(daemon)], "MB", 60, row="one window, 1,000 files, 3 documents"
            ),
            figure(
                "worker_megabytes", [private_megabytes(worker)], "MB", 170, row="one window, 1,000 files, 3 documents"
            ),
        ]
        shares = idle_percent((daemon, worker), idle_seconds)
        return weights + [
            figure("idle_cpu_percent", [share], "%", 1.0, row=name)
            for name, share in zip(("daemon", "worker"), shares, strict=True)
        ]


def figure(name: str, values: list[float], unit: str, goal: float, row: str = "") -> Figure:
    """Return the median of the values as a figure where less is better."""
    interval = (min(values), max(values)) if len(values) > 1 else None
    return Figure("daemon", row, name, statistics.median(values), unit, interval, len(values), goal=goal, better="less")


def start_seconds(places: Places) -> float:
    """Return the seconds from the start of the process to the answer to `initialize`."""
    begun = time.perf_counter()
    start_daemon(places)
    with Talk(places):
        taken = time.perf_counter() - begun
    stop_daemon(places)
    return taken


def second_window_seconds(places: Places) -> float:
    """Return the seconds that another window takes to attach."""
    begun = time.perf_counter()
    with Talk(places, window="second"):
        return time.perf_counter() - begun


@contextmanager
def running(places: Places) -> Iterator[None]:
    """Hold a daemon up."""
    start_daemon(places)
    try:
        yield
    finally:
        stop_daemon(places)


def processes_of(window: Talk) -> tuple[psutil.Process, psutil.Process]:
    """Return the daemon and its worker."""
    daemon = psutil.Process(window.request("undersong/status", {})["pid"])
    return daemon, worker_of(daemon)


def worker_of(daemon: psutil.Process) -> psutil.Process:
    """Return the worker of a daemon; it is started with the first thing to do."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        for child in daemon.children():
            with contextlib.suppress(psutil.Error):
                if "worker" in child.cmdline():
                    return child
        time.sleep(0.1)
    raise TimeoutError("the worker was not started")


def private_megabytes(process: psutil.Process) -> float:
    """Return the memory that would be free if the process ended (unique set size)."""
    return float(process.memory_full_info().uss) / MEGABYTE


def idle_percent(processes: tuple[psutil.Process, ...], seconds: float) -> list[float]:
    """Return the share of one core that each process takes while nothing happens, in percent."""
    time.sleep(2)
    before = [sum(process.cpu_times()[:2]) for process in processes]
    time.sleep(seconds)
    after = [sum(process.cpu_times()[:2]) for process in processes]
    return [100 * (later - earlier) / seconds for earlier, later in zip(before, after, strict=True)]


def wait_until_indexed(window: Talk) -> None:
    """Wait until the repository has been read."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        index = window.request("undersong/status", {})["index"]
        if index and index[0]["files"] >= FILES and not index[0]["busy"]:
            return
        time.sleep(0.2)


def open_documents(window: Talk, paths: list[Path]) -> None:
    """Open documents as an editor does."""
    for path in paths:
        document = {"uri": path.as_uri(), "languageId": "python", "version": 1, "text": path.read_text()}
        window.notify("textDocument/didOpen", {"textDocument": document})


def write_repository(root: Path) -> Path:
    """Write a repository of generated modules: names and calls vary, so that an index has something to hold."""
    root.mkdir()
    for number in range(FILES):
        lines = [
            f"def handle_{number}_{row}(value_{row}, total={row}):\n    return value_{row} + total * {number}\n"
            for row in range(LINES // 3)
        ]
        (root / f"module_{number}.py").write_text("\n".join(lines))
    os.sync()
    return root
