"""The demo's second scene: hours pass, the machine is idle, the models retrain."""

import json
import time
from typing import Any

from undersong.cli.stage.voice import Voice
from undersong.cli.talk import Talk
from undersong.domain.places import Places
from undersong.store.ledger import open_ledger

HOUR_MS = 3_600_000
PATIENCE_SECONDS = 60.0


def let_night_pass(daemon: Talk, places: Places, voice: Voice, now_ms: int) -> int:
    """Move the clock until a training is due, wait for it, and tell what the gate decided; return the new time."""
    for hour in (0.5, 1.1, 13):
        now_ms = max(now_ms, now_ms + int(hour * HOUR_MS))
        daemon.command("undersong.clock.advance", now_ms)
        training = daemon.request("undersong/status", {})["training"]
        if training["running"] or training["last"]:
            voice.line(f"{hour:g} h later the machine is idle: the trainer runs at the lowest priority")
            break
        voice.line(f"{hour:g} h later: training waits for {training['waitingFor']}", "quiet")
    wait_for_end(daemon)
    for row in log_rows(places):
        tell_decisions(voice, row)
    voice.line(
        "one session is little to learn from: what is refused leaves the release in service where it is", "quiet"
    )
    return now_ms


def wait_for_end(daemon: Talk) -> None:
    """Wait until no training runs."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if not daemon.request("undersong/status", {})["training"]["running"]:
            return
        time.sleep(0.3)


def log_rows(places: Places) -> list[tuple[Any, ...]]:
    """Return what the training log says, oldest first."""
    ledger = open_ledger(places.ledger)
    return ledger.rows(
        "SELECT models_trained, data_points, success, training_duration_seconds, gate, error FROM ai_training_logs"
        " ORDER BY timestamp"
    )


def tell_decisions(voice: Voice, row: tuple[Any, ...]) -> None:
    """Tell one training: how much it learned from, how long it took, and each model's decision with its reason."""
    models, points, success, seconds, gate, error = row
    names = ", ".join(json.loads(models or "[]")) or "no model"
    voice.line(f"tried to learn {names} from {points} windows, in {seconds:.1f} s" + ("" if success else f": {error}"))
    for decision in json.loads(gate or "[]"):
        colour = "good" if decision["decision"].startswith("promote") else "quiet"
        voice.line(f"{decision['model']}: {decision['decision']}. {decision['reason']}", colour)
