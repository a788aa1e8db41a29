"""The whole path of an event: LSP request, validated, committed, acknowledged, in a real daemon."""

import socket
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from undersong.app.starting import start_daemon, stop_daemon
from undersong.cli.talk import Talk
from undersong.domain.places import Places

Rates = tuple[float, float]


def rates_of_daemon(batches: Sequence[bytes], events: int) -> Rates:
    """Return the events a second, and a second of the daemon's processor, from first byte sent to last answer read.

    The requests are made beforehand and sent without waiting for each answer, as several windows together would.
    """
    with tempfile.TemporaryDirectory(prefix="undersong-bench-") as folder:
        places = Places(Path(folder) / "home")
        address = start_daemon(places)
        try:
            with Talk(places, settings={"recording": True}) as window:
                daemon = psutil.Process(address.pid)
                return send(
                    window, daemon, [request(number, batch) for number, batch in enumerate(batches, 1000)], events
                )
        finally:
            stop_daemon(places)


def send(window: Talk, daemon: psutil.Process, requests: Sequence[bytes], events: int) -> Rates:
    """Send all requests, read all answers, and return both rates."""
    begun, processor_begun = time.perf_counter(), sum(daemon.cpu_times()[:2])
    sender = threading.Thread(target=push, args=(window.socket, requests))
    sender.start()
    for _ in requests:
        window.receive_answer()
    seconds, processor = time.perf_counter() - begun, sum(daemon.cpu_times()[:2]) - processor_begun
    sender.join()
    return events / seconds, events / max(processor, 0.01)


def push(connection: socket.socket, requests: Sequence[bytes]) -> None:
    """Send requests as fast as the daemon takes them."""
    for message in requests:
        connection.sendall(message)


def request(number: int, batch: bytes) -> bytes:
    """Return one framed `undersong/record` request around a batch that is JSON already."""
    body = b'{"jsonrpc":"2.0","id":%d,"method":"undersong/record","params":{"events":%b}}' % (number, batch)
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
