"""The worker answers in order, drops what nobody waits for, and works on in between."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from undersong.domain.errors import NoRelease
from undersong.inference.serve import Server
from undersong.inference.wire import Unframer, frame


class Peer:
    """The daemon's end of the socket."""

    def __init__(self, ours: socket.socket) -> None:
        self.socket, self._unframer = ours, Unframer()
        self._received: list[dict[str, Any]] = []

    def send(self, *messages: dict[str, Any]) -> None:
        self.socket.sendall(b"".join(frame({"deadline_ms": 1000, "params": {}, **message}) for message in messages))

    def receive(self) -> dict[str, Any]:
        while not self._received:
            self._received += self._unframer.feed(self.socket.recv(4096))
        return self._received.pop(0)


def fail() -> None:
    raise NoRelease("stuck")


def burst() -> None:
    raise RuntimeError("def secret(): pass")


@pytest.fixture
def peer() -> Iterator[Peer]:
    ours, theirs = socket.socketpair()
    ours.settimeout(5)
    slices = iter([True, True, False])
    handlers = {"echo": lambda text: text, "fail": fail, "burst": burst, "sleep": time.sleep}
    server = Server(theirs, handlers, lambda _ms: next(slices, False))
    thread = threading.Thread(target=server.run)
    thread.start()
    yield Peer(ours)
    ours.close()
    thread.join(5)
    assert not thread.is_alive()


def test_requests_are_answered_in_order(peer: Peer) -> None:
    peer.send(
        {"id": 1, "method": "echo", "params": {"text": "one"}}, {"id": 2, "method": "echo", "params": {"text": "two"}}
    )

    assert [peer.receive(), peer.receive()] == [{"id": 1, "result": "one"}, {"id": 2, "result": "two"}]


def test_an_error_of_ours_comes_back_as_its_sentence(peer: Peer) -> None:
    peer.send({"id": 1, "method": "fail"})

    assert peer.receive()["error"].startswith("No release of stuck serves")


def test_an_unforeseen_error_does_not_carry_its_text_and_the_next_request_is_answered(peer: Peer) -> None:
    peer.send({"id": 1, "method": "burst"}, {"id": 2, "method": "echo", "params": {"text": "on"}})

    assert "secret" not in peer.receive()["error"]
    assert peer.receive()["result"] == "on"


def test_a_cancelled_request_that_was_not_begun_is_never_answered(peer: Peer) -> None:
    peer.send(
        {"id": 1, "method": "sleep", "params": {}}, {"id": 2, "method": "echo", "params": {"text": "no"}}, {"cancel": 2}
    )
    peer.send({"id": 3, "method": "echo", "params": {"text": "yes"}})

    assert [peer.receive()["id"], peer.receive()["id"]] == [1, 3]


def test_a_request_whose_deadline_has_passed_is_dropped(peer: Peer) -> None:
    peer.send({"id": 1, "method": "echo", "params": {"text": "late"}, "deadline_ms": -1})
    peer.send({"id": 2, "method": "echo", "params": {"text": "in time"}})

    assert peer.receive()["id"] == 2


class Asked:
    """A worker whose answers are slow enough for others to come meanwhile; it notes whether each was superseded."""

    def __init__(self) -> None:
        self.ours, theirs = socket.socketpair()
        self.ours.settimeout(5)
        self.begun, self.may_end = threading.Event(), threading.Event()
        handlers = {"assist.complete": self.complete, "assist.status": lambda: "status"}
        self.server = Server(theirs, handlers, lambda _ms: False)
        self.thread = threading.Thread(target=self.server.run)
        self.thread.start()
        self.peer = Peer(self.ours)

    def complete(self, path: str) -> bool:  # noqa: ARG002 - a document is named
        self.begun.set()
        assert self.may_end.wait(5)
        return self.server.is_superseded()

    def ask(self, number: int, path: str) -> dict[str, Any]:
        return {"id": number, "method": "assist.complete", "params": {"path": path}}

    def answers(self, number: int) -> list[tuple[int, Any]]:
        self.may_end.set()
        return [(answer["id"], answer["result"]) for answer in (self.peer.receive() for _ in range(number))]


@pytest.fixture
def asked() -> Iterator[Asked]:
    found = Asked()
    yield found
    found.may_end.set()
    found.ours.close()
    found.thread.join(5)


def test_a_newer_request_about_the_same_document_supersedes_and_one_about_another_does_not(asked: Asked) -> None:
    asked.peer.send(asked.ask(1, "a.py"))
    assert asked.begun.wait(5)
    asked.peer.send(asked.ask(2, "b.py"))

    assert asked.answers(2) == [(1, False), (2, False)]

    asked.may_end.clear()
    asked.begun.clear()
    asked.peer.send(asked.ask(3, "a.py"))
    assert asked.begun.wait(5)
    asked.peer.send(asked.ask(4, "a.py"))
    assert asked.answers(2) == [(3, True), (4, False)]


def test_a_request_that_is_cancelled_while_it_is_answered_is_superseded(asked: Asked) -> None:
    asked.peer.send(asked.ask(1, "a.py"))
    assert asked.begun.wait(5)
    asked.peer.send({"cancel": 1})

    assert asked.answers(1) == [(1, True)]


def test_of_waiting_completions_the_newest_is_answered_first_and_nothing_else_waits_longer(asked: Asked) -> None:
    asked.peer.send(asked.ask(1, "a.py"))
    assert asked.begun.wait(5)
    asked.peer.send(asked.ask(2, "b.py"), asked.ask(3, "c.py"))
    asked.peer.send({"id": 4, "method": "assist.status"}, asked.ask(5, "d.py"), asked.ask(6, "e.py"))

    assert [number for number, _ in asked.answers(6)] == [1, 3, 2, 4, 6, 5]


def test_an_older_request_that_still_waits_supersedes_nothing(asked: Asked) -> None:
    asked.peer.send(asked.ask(1, "other.py"))
    assert asked.begun.wait(5)
    asked.peer.send(asked.ask(2, "a.py"), asked.ask(3, "a.py"))

    assert asked.answers(3) == [(1, False), (3, False), (2, False)]


def test_a_fault_in_the_background_ends_no_worker() -> None:
    def fail_again(_milliseconds: int) -> bool:
        raise OSError("the disk is full")

    ours, theirs = socket.socketpair()
    ours.settimeout(5)
    thread = threading.Thread(target=Server(theirs, {"echo": lambda text: text}, fail_again).run)
    thread.start()
    peer = Peer(ours)

    for number in (1, 2):
        peer.send({"id": number, "method": "echo", "params": {"text": "still here"}})
        assert peer.receive() == {"id": number, "result": "still here"}

    ours.close()
    thread.join(5)
