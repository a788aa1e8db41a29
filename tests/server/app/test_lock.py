"""One daemon a home."""

import subprocess
import sys
from pathlib import Path

from undersong.app.lock import Address, read_address, take_lock, write_address

HOLDER = """
import sys, time
from pathlib import Path
from undersong.app.lock import take_lock
held = take_lock(Path(sys.argv[1]))
print(held is not None, flush=True)
time.sleep(60)
"""


def test_the_lock_has_one_holder_and_is_free_when_that_one_is_killed(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    assert take_lock(tmp_path / "lock") is None

    holder.kill()
    holder.wait()

    held = take_lock(tmp_path / "lock")
    assert held is not None
    held.close()


def test_the_address_comes_back_and_is_private(tmp_path: Path) -> None:
    address = Address("/run/x.sock", 7, "0.1.0", 1, "2025-11-21T04:12:00.000Z")

    write_address(tmp_path / "daemon.json", address)

    assert read_address(tmp_path / "daemon.json") == address
    assert (tmp_path / "daemon.json").stat().st_mode & 0o077 == 0


def test_a_torn_address_is_none(tmp_path: Path) -> None:
    (tmp_path / "daemon.json").write_text('{"socket": "/run/x')

    assert read_address(tmp_path / "daemon.json") is None
    assert read_address(tmp_path / "nothing.json") is None
