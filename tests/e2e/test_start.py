"""The daemon is found or started by whoever needs it, fast, and belongs to its owner alone."""

import json
import subprocess
import sys

import pytest

from builders.homes import daemon_home

pytestmark = pytest.mark.process

START = [sys.executable, "-I", "-m", "undersong", "daemon", "start", "--json"]


def start() -> dict[str, object]:
    done = subprocess.run(START, capture_output=True, text=True, check=True, timeout=30)
    address: dict[str, object] = json.loads(done.stdout)
    return address


def test_starting_twice_finds_the_same_daemon() -> None:
    with daemon_home(start=False):
        assert start() == start()


def test_the_home_of_a_daemon_is_its_owners_alone() -> None:
    with daemon_home(start=False) as places:
        places.home.rmdir()

        start()

        made = [places.home, places.logs, places.events, places.ledger, places.salt, places.daemon, places.socket]
        assert [path.name for path in made if path.stat().st_mode & 0o077] == []


def test_an_older_daemon_is_replaced_and_a_newer_one_left_alone() -> None:
    with daemon_home() as places:
        address = json.loads(places.daemon.read_text())
        places.daemon.write_text(json.dumps({**address, "version": "0.0.1"}))
        assert start()["pid"] != address["pid"]

        running = json.loads(places.daemon.read_text())
        places.daemon.write_text(json.dumps({**running, "version": "99.0.0"}))
        refused = subprocess.run(START, capture_output=True, text=True, check=False, timeout=30)

        assert refused.returncode == 1
        assert "A newer daemon (99.0.0) runs" in refused.stderr
        places.daemon.write_text(json.dumps(running))
