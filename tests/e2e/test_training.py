"""A night: idle, training, validation, another release in service without a restart, and the way back."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from builders.homes import daemon_home
from builders.lessons import record, sessions
from undersong.app.registry import open_registry
from undersong.app.starting import start_daemon
from undersong.cli.talk import Talk
from undersong.domain.clock import HeldClock
from undersong.learning.child import trainer_python
from undersong.store.ledger import open_ledger

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(trainer_python() is None, reason="needs the training environment"),
]
HOUR_MS = 3_600_000
SETTINGS = {"recording": True, "training_max_load": 1000.0}


def wait_until(holds: Callable[[], Any], seconds: float = 300) -> Any:
    """Return what holds, as soon as it does."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := holds():
            return found
        time.sleep(0.1)
    raise AssertionError("it never came to be")


def version_of(talk: Talk, model: str) -> str | None:
    models = talk.request("undersong/status", {})["models"]
    return next((found["version"] for found in models if found["model"] == model), None)


def test_a_night_brings_another_release_and_one_command_takes_it_back() -> None:
    events = sessions(12)
    begin_ms = events[-1].time_ms + HOUR_MS // 2
    with daemon_home(f"held:{begin_ms}", start=False) as places:
        record(places.events, events)
        places.settings.write_text(json.dumps(SETTINGS))
        start_daemon(places)
        with Talk(places) as talk:
            talk.request("undersong/report", {"since": "2026-01-12T00:00:00.000Z", "until": "2026-01-13T00:00:00.000Z"})
            assert version_of(talk, "anomaly") == "0.1.0"
            waiting = talk.request("undersong/status", {})["training"]["waitingFor"]
            assert waiting.startswith("a quiet hour")

            now_ms = begin_ms + 2 * HOUR_MS
            advance = {"command": "undersong.clock.advance", "arguments": [now_ms]}
            talk.request("workspace/executeCommand", advance)
            trained = wait_until(lambda: new_version(talk))

            ledger = open_ledger(places.ledger)
            registry = open_registry(places, ledger, HeldClock(now_ms))
            # The release may serve a moment before the training is written into the log.
            success, gate = wait_until(lambda: ledger.rows("SELECT success, gate FROM ai_training_logs"))[0]
            assert success == 1
            assert {decision["model"] for decision in json.loads(gate)} == {"stuck", "flow", "anomaly", "accept"}
            assert registry.serving("anomaly").manifest.version == trained

            registry.rollback("anomaly")
            wait_until(lambda: version_of(talk, "anomaly") == "0.1.0", seconds=10)
            ledger.close()


def new_version(talk: Talk) -> str | None:
    """Return the version of a release that was trained here, when one serves."""
    version = version_of(talk, "anomaly")
    return version if version and "+" in version else None
