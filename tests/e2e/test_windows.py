"""Several windows and one daemon: what one does never costs another."""

import socket
import subprocess
import sys
import threading
import time

import pytest

from builders.homes import AGREED, daemon_home, kill_daemon
from builders.wire import START_MS, wire_event
from undersong.app.lock import Address, read_address, write_address
from undersong.app.starting import ensure_daemon, start_daemon, stop_daemon
from undersong.cli.talk import DaemonRefused, Talk

pytestmark = pytest.mark.process


def test_one_windows_exit_leaves_the_daemon_and_the_other_window_untouched() -> None:
    with daemon_home() as places, Talk(places, settings=AGREED) as other:
        with Talk(places, window="leaver") as leaver:
            leaver.request("shutdown", None)
            leaver.notify("exit", None)

        assert other.request("undersong/record", {"events": [wire_event()]})["stored"] == 1


def test_a_cut_in_mid_message_leaves_the_other_window_untouched() -> None:
    with daemon_home() as places, Talk(places, settings=AGREED) as other:
        cut = socket.socket(socket.AF_UNIX)
        cut.connect(str(places.socket))
        cut.sendall(b'Content-Length: 5000\r\n\r\n{"jsonrpc": "2.0", "id": 1, "meth')
        cut.close()

        assert other.request("undersong/status", {})["windows"] == 0  # whoever asks here is a command


GARBAGE = (b"\x00" * 100 + b"\r\n\r\n", b"Content-Length: -4\r\n\r\n", b"Content-Length: 4\r\n\r\n!!!!")


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_ends_its_own_connection_at_most(garbage: bytes) -> None:
    with daemon_home() as places, Talk(places, settings=AGREED) as other:
        rude = socket.socket(socket.AF_UNIX)
        rude.connect(str(places.socket))
        rude.sendall(garbage)

        assert other.request("undersong/record", {"events": [wire_event()]})["stored"] == 1
        rude.close()


NOTHINGS = (b"{}", b"[" * 100_000, b'{"jsonrpc":"2.0","id":[1],"method":"initialize"}', b"[1]")


@pytest.mark.parametrize("body", NOTHINGS, ids=["empty", "deep", "odd id", "list"])
def test_a_message_that_is_none_costs_its_sender_an_answer_and_not_the_connection(body: bytes) -> None:
    with daemon_home() as places, Talk(places, settings=AGREED) as window:
        window.socket.sendall(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

        assert "error" in window.receive_answer()
        assert window.request("undersong/record", {"events": [wire_event()]})["stored"] == 1


def test_stopping_tells_nobody_but_the_daemon_that_answers() -> None:
    bystander = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"])
    with daemon_home(start=False) as places:
        address = Address(str(places.socket), bystander.pid, "0.1.0", 1, "2025-11-21T04:12:00.000Z")
        write_address(places.daemon, address)

        assert stop_daemon(places) is False

    assert bystander.poll() is None
    bystander.kill()


def test_a_second_daemon_cannot_steal_the_first_ones_socket() -> None:
    with daemon_home() as places:
        first = read_address(places.daemon)

        second = subprocess.run([sys.executable, "-m", "undersong", "daemon", "run"], timeout=20, check=False)

        assert second.returncode == 3
        assert read_address(places.daemon) == first
        with Talk(places) as window:
            assert first is not None
            assert window.request("undersong/status", {})["pid"] == first.pid


def test_many_windows_that_start_a_daemon_at_once_find_the_same_one() -> None:
    with daemon_home(start=False) as places:
        pids: list[int] = []
        threads = [threading.Thread(target=lambda: pids.append(ensure_daemon(places).pid)) for _ in range(4)]

        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)

        assert len(pids) == 4
        assert len(set(pids)) == 1


def test_a_newer_protocol_is_refused_politely() -> None:
    with daemon_home() as places:
        newer = Talk(places)
        newer._options = {**newer._options, "protocol": 2}

        with pytest.raises(DaemonRefused, match="update this daemon and reload the window"), newer:
            pass


def test_a_daemon_that_was_killed_is_back_within_two_seconds_and_has_everything() -> None:
    with daemon_home() as places:
        with Talk(places, settings=AGREED) as window:
            window.request("undersong/record", {"events": [wire_event(time_ms=START_MS + n) for n in range(50)]})
        kill_daemon(places)
        begun = time.monotonic()

        start_daemon(places)
        with Talk(places) as window:
            events = window.request("undersong/status", {})["store"]["events"]

        assert time.monotonic() - begun < 2
        assert events == 50


def test_a_window_that_never_reads_does_not_hold_up_the_others() -> None:
    with daemon_home() as places, Talk(places, settings=AGREED) as other:
        deaf = Talk(places, window="deaf")
        deaf.__enter__()
        for _ in range(200):
            deaf._send({"id": 1, "method": "undersong/status", "params": {}})

        assert other.request("undersong/record", {"events": [wire_event()]})["stored"] == 1
        deaf._socket.close()
