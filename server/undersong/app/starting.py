"""Starts the daemon when it is not there; nothing heavier than the standard library."""

import contextlib
import os
import signal
import subprocess
import sys
import time

from undersong import __version__
from undersong.app.lock import ANOTHER_RUNS, Address, read_address, take_lock
from undersong.domain.errors import UndersongError
from undersong.domain.places import Places
from undersong.lsp.socket import is_answered

# The daemon answers within 0.6 s; a starved machine took 5 s once, so we wait four times that.
PATIENCE_SECONDS = 20.0


class DaemonSilent(UndersongError):
    """The daemon was started and does not answer."""

    def __init__(self, log: str) -> None:
        super().__init__(f"The daemon does not answer; {log} says why, and `undersong doctor` looks for the cause.")


class DaemonNewer(UndersongError):
    """A newer daemon runs."""

    def __init__(self, running: str) -> None:
        super().__init__(f"A newer daemon ({running}) runs than this is ({__version__}); update the extension.")


def ensure_daemon(places: Places) -> Address:
    """Return where the daemon answers, starting it, or replacing an older one, first.

    Raises
    ------
    DaemonNewer
        A newer daemon runs; it is left alone.
    DaemonSilent
        It did not come up.
    """
    address = running_daemon(places)
    if address is not None and version_key(address.version) > version_key(__version__):
        raise DaemonNewer(address.version)
    if address is not None and version_key(address.version) < version_key(__version__):
        stop_daemon(places)
        address = None
    return address or start_daemon(places)


def running_daemon(places: Places) -> Address | None:
    """Return the address of a daemon that answers, or None."""
    address = read_address(places.daemon)
    return address if address is not None and is_answered(places.socket) else None


def start_daemon(places: Places) -> Address:
    """Start the daemon in the background, in a session of its own, and wait until it answers."""
    places.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    places.logs.mkdir(exist_ok=True, mode=0o700)
    with (places.logs / "daemon.err").open("ab") as errors:
        started = subprocess.Popen(
            [sys.executable, "-I", "-m", "undersong", "daemon", "run"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
            env={**os.environ, "UNDERSONG_HOME": str(places.home)},
            cwd=places.home,
        )
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if (address := running_daemon(places)) is not None:
            return address
        if started.poll() not in (None, 0, ANOTHER_RUNS):
            break
        time.sleep(0.02)
    raise DaemonSilent(str(places.logs / "daemon.err"))


def stop_daemon(places: Places) -> bool:
    """Ask the daemon to end and wait until it has let go of its home; False when none runs.

    What a crash left behind names a process that may be anybody's by now, so only who answers is told.
    """
    address = running_daemon(places)
    if address is None:
        return False
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(address.pid, signal.SIGTERM)
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if (held := take_lock(places.lock)) is not None:
            held.close()
            break
        time.sleep(0.02)
    return True


def version_key(version: str) -> tuple[int, ...]:
    """Return ``0.10.2`` as numbers that compare."""
    return tuple(int(part) for part in version.split("+")[0].split(".") if part.isdigit())
