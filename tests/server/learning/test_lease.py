"""One training at a time, and no dead holder in the way."""

import subprocess
import sys
from pathlib import Path

import pytest

from builders.releases import NOON, ledger_in
from undersong.learning import lease


@pytest.fixture
def other():
    """A process that lives."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    yield process
    process.kill()
    process.wait()


def test_the_first_takes_it_and_the_second_waits(tmp_path: Path, other: subprocess.Popen) -> None:
    ledger = ledger_in(tmp_path)

    assert lease.take(ledger, NOON, other.pid)
    assert not lease.take(ledger, NOON)
    assert lease.holder(ledger, NOON) == other.pid


def test_who_holds_it_may_take_it_again(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)

    assert lease.take(ledger, NOON)
    assert lease.take(ledger, NOON + 1)


def test_a_killed_holder_is_followed_at_once(tmp_path: Path, other: subprocess.Popen) -> None:
    ledger = ledger_in(tmp_path)
    lease.take(ledger, NOON, other.pid)

    other.kill()

    other.wait()
    assert lease.take(ledger, NOON)


def test_a_holder_that_was_not_buried_counts_as_dead(tmp_path: Path, other: subprocess.Popen) -> None:
    import psutil

    ledger = ledger_in(tmp_path)
    lease.take(ledger, NOON, other.pid)

    other.kill()
    while psutil.Process(other.pid).status() != psutil.STATUS_ZOMBIE:
        pass

    assert lease.holder(ledger, NOON) is None


def test_a_holder_of_before_the_last_start_of_the_machine_is_gone(
    tmp_path: Path, other: subprocess.Popen, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = ledger_in(tmp_path)
    lease.take(ledger, NOON, other.pid)

    monkeypatch.setattr(lease, "boot_id", lambda: "another start")

    assert lease.take(ledger, NOON)


def test_a_lease_runs_out(tmp_path: Path, other: subprocess.Popen) -> None:
    ledger = ledger_in(tmp_path)
    lease.take(ledger, NOON, other.pid)

    assert lease.holder(ledger, NOON + lease.LEASE_MS - 1) == other.pid
    assert lease.take(ledger, NOON + lease.LEASE_MS)


def test_one_gives_back_only_ones_own(tmp_path: Path, other: subprocess.Popen) -> None:
    ledger = ledger_in(tmp_path)
    lease.take(ledger, NOON, other.pid)

    lease.give_back(ledger)
    assert lease.holder(ledger, NOON) == other.pid

    lease.give_back(ledger, other.pid)
    assert lease.holder(ledger, NOON) is None
