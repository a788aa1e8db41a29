"""A home of its own with a real daemon in it."""

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from undersong.app.lock import read_address
from undersong.app.starting import start_daemon, stop_daemon
from undersong.domain.places import Places

AGREED = {"recording": True, "nudges_silent_days": 0}


@contextmanager
def daemon_home(clock: str = "", start: bool = True) -> Iterator[Places]:
    """Hold up a daemon in a new home; its socket lies beside it, so that tests never meet a person's own."""
    names = ("UNDERSONG_HOME", "UNDERSONG_CLOCK", "XDG_RUNTIME_DIR")
    before = {name: os.environ.get(name) for name in names}
    # A daemon that came second at the start may write its last words while the folder goes.
    with tempfile.TemporaryDirectory(prefix="us-", ignore_cleanup_errors=True) as folder:
        os.environ.update(UNDERSONG_HOME=f"{folder}/home", UNDERSONG_CLOCK=clock, XDG_RUNTIME_DIR=folder)
        places = Places(Path(folder) / "home")
        places.home.mkdir(mode=0o700)
        try:
            if start:
                start_daemon(places)
            yield places
        finally:
            stop_daemon(places)
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})


def kill_daemon(places: Places) -> None:
    """Kill the daemon as a crash would: at once, without a word."""
    address = read_address(places.daemon)
    assert address is not None
    process = psutil.Process(address.pid)
    os.kill(address.pid, signal.SIGKILL)
    process.wait(10)
