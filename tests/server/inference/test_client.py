"""The daemon outlives its worker."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from undersong.domain.errors import DeadlinePassed, RequestTooLong, WorkerError, WorkerGone
from undersong.inference.client import WorkerClient
from undersong.inference.wire import LONGEST

WORKER = """
import os, socket, time
from undersong.inference.serve import Server
def stumble(): raise RuntimeError("no")
def tell(path, prefix, suffix): return [path, prefix, suffix]
handlers = {"pid": os.getpid, "sleep": lambda seconds: time.sleep(seconds), "stumble": stumble, "tell": tell}
Server(socket.socket(fileno=0), handlers, lambda ms: False).run()
"""


@pytest.fixture
async def worker(tmp_path: Path) -> AsyncIterator[WorkerClient]:
    script = tmp_path / "worker.py"
    script.write_text(WORKER)
    client = WorkerClient([sys.executable, str(script)])
    yield client
    await client.close()


async def test_it_starts_at_the_first_request(worker: WorkerClient) -> None:
    assert not worker.is_running

    assert await worker.ask("pid") == worker.pid


async def test_an_answer_that_comes_too_late_is_an_error_and_the_worker_stays(worker: WorkerClient) -> None:
    pid = await worker.ask("pid")

    with pytest.raises(DeadlinePassed, match="longer than 50 ms"):
        await worker.ask("sleep", 50, seconds=0.3)

    assert await worker.ask("pid") == pid


async def test_a_failing_request_is_told_and_the_worker_stays(worker: WorkerClient) -> None:
    with pytest.raises(WorkerError, match="stumble failed"):
        await worker.ask("stumble")

    assert worker.is_running


async def test_who_waits_for_a_worker_that_dies_is_told_and_another_starts_by_itself(worker: WorkerClient) -> None:
    first = await worker.ask("pid")
    waiting = asyncio.create_task(worker.ask("sleep", seconds=10))
    await asyncio.sleep(0.1)

    os.kill(first, signal.SIGKILL)

    with pytest.raises(WorkerGone):
        await waiting
    assert await worker.ask("pid") != first
    assert worker.restarts == 1


async def test_a_new_worker_is_prepared_before_it_is_asked(tmp_path: Path) -> None:
    script = tmp_path / "worker.py"
    script.write_text(WORKER)
    prepared: list[int] = []

    async def prepare(client: WorkerClient) -> None:
        prepared.append(await client.ask_prepared("pid"))

    client = WorkerClient([sys.executable, str(script)], prepare)

    assert [await client.ask("pid")] == prepared
    await client.close()


async def test_who_asks_while_a_new_worker_is_being_prepared_waits_for_it(tmp_path: Path) -> None:
    script = tmp_path / "worker.py"
    script.write_text(WORKER)
    order: list[str] = []

    async def prepare(client: WorkerClient) -> None:
        await client.ask_prepared("pid")
        await asyncio.sleep(0.2)
        order.append("prepared")

    async def ask(client: WorkerClient) -> None:
        await client.ask("pid")
        order.append("asked")

    client = WorkerClient([sys.executable, str(script)], prepare)
    first = asyncio.create_task(ask(client))
    await asyncio.sleep(0.15)
    await asyncio.gather(first, ask(client))

    assert order == ["prepared", "asked", "asked"]
    await client.close()


async def test_a_worker_that_cannot_be_prepared_is_ended_and_the_next_one_is_asked(tmp_path: Path) -> None:
    script = tmp_path / "worker.py"
    script.write_text(WORKER)
    refusals = iter([True, False])

    async def prepare(_client: WorkerClient) -> None:
        if next(refusals):
            raise RuntimeError("not now")

    client = WorkerClient([sys.executable, str(script)], prepare)
    with pytest.raises(RuntimeError):
        await client.ask("pid")

    assert await client.ask("pid") == client.pid
    await client.close()


async def test_a_worker_that_cannot_be_started_is_an_error_not_a_crash() -> None:
    client = WorkerClient(["/nowhere/undersong-worker"])

    with pytest.raises(WorkerGone):
        await client.ask("pid")
    assert client.problem is not None
    await client.close()


async def test_after_the_end_nothing_is_started_again(worker: WorkerClient) -> None:
    await worker.ask("pid")
    await worker.close()

    with pytest.raises(WorkerGone):
        await worker.ask("pid")


async def test_a_new_worker_gets_whole_texts_again(worker: WorkerClient) -> None:
    first = await worker.ask("tell", path="a.py", prefix="total = ", suffix="\n")
    os.kill(await worker.ask("pid"), signal.SIGKILL)
    while worker.is_running:  # noqa: ASYNC110 - its end is what is waited for
        await asyncio.sleep(0.01)

    second = await worker.ask("tell", path="a.py", prefix="total = a", suffix="\n")

    assert (first, second) == (["a.py", "total = ", "\n"], ["a.py", "total = a", "\n"])


async def test_a_text_that_cannot_be_sent_costs_the_next_nothing(worker: WorkerClient) -> None:
    await worker.ask("tell", path="a.py", prefix="total", suffix="")
    with pytest.raises(UnicodeEncodeError):
        await worker.ask("tell", path="a.py", prefix="total \ud800", suffix="")

    assert await worker.ask("tell", path="a.py", prefix="total = a", suffix="") == ["a.py", "total = a", ""]


async def test_a_document_that_is_too_long_is_refused_before_it_is_sent(worker: WorkerClient) -> None:
    with pytest.raises(RequestTooLong, match="left alone"):
        await worker.ask("tell", path="big.log", prefix="x" * (LONGEST + 1), suffix="")

    assert await worker.ask("tell", path="a.py", prefix="total", suffix="") == ["a.py", "total", ""]
