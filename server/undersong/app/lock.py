"""The lock of the one daemon, and the file that says where it answers."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

# The exit status of a daemon that finds another one: nothing is wrong, and the other one serves.
ANOTHER_RUNS = 3


@dataclass(frozen=True, slots=True)
class Address:
    """What `daemon.json` says: where the daemon of this home answers, and who it is."""

    socket: str
    pid: int
    version: str
    protocol: int
    started: str


def take_lock(path: Path) -> IO[str] | None:
    """Return the held lock, or None while another daemon holds it. The system lets go of it when its holder dies."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    held = open(path, "a+", encoding="ascii")  # noqa: SIM115, PTH123 - held as long as the daemon lives
    try:
        lock(held)
    except OSError:
        held.close()
        return None
    return held


def lock(file: IO[str]) -> None:
    """Lock a file for this process, without waiting.

    Raises
    ------
    OSError
        Another process holds it.
    """
    if sys.platform == "win32":  # untested
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def write_address(path: Path, address: Address) -> None:
    """Say where the daemon answers, at once and whole."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(asdict(address)) + "\n", encoding="utf-8")
    part.chmod(0o600)
    part.replace(path)


def read_address(path: Path) -> Address | None:
    """Return where the daemon answers, or None when the file is not there or not whole."""
    try:
        return Address(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
