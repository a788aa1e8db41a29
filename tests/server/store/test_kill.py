"""`kill -9` at any moment: no acknowledged event is lost, none is there twice, no batch is torn."""

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from builders import ingest
from builders.stores import open_store

KILLS = 20


def ingest_and_kill(folder: Path, first: int, seconds: float) -> int:
    """Let a process ingest from a batch on, kill it after so long, and return the last batch it acknowledged."""
    command = [sys.executable, ingest.__file__, str(folder), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={"PYTHONPATH": ""}) as process:
        assert process.stdout is not None
        said = process.stdout.readline()  # it has begun
        time.sleep(seconds)
        process.kill()
        said += process.stdout.read()
    whole = said[: said.rfind(b"\n") + 1].split()
    return int(whole[-1])


@pytest.mark.process
def test_a_kill_at_twenty_random_moments_of_an_ingest_loses_nothing(tmp_path: Path) -> None:
    chance, first = random.Random(11), 0

    for _ in range(KILLS):
        acknowledged = ingest_and_kill(tmp_path, first, chance.uniform(0, 0.12))
        store = open_store(tmp_path)
        found = Counter(event.time_ms - ingest.START_MS for event in store.events())
        assert store.problem is None
        assert store.connection.value("PRAGMA quick_check") == "ok"
        store.close()

        assert all(found[number] == ingest.size(number) for number in range(acknowledged + 1))
        # At most the batch that was on its way when the kill came is there without a word, and then it is whole.
        assert set(found) <= set(range(acknowledged + 2))
        assert found[acknowledged + 1] in (0, ingest.size(acknowledged + 1))
        first = acknowledged + 1  # the sender kept what was not acknowledged, and sends it again

    store = open_store(tmp_path)
    stored = store.append(ingest.batch(first - 1))
    assert stored == (0, ingest.size(first - 1))
