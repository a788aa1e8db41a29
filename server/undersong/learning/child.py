"""The trainer as a process that can be held, let go on, and ended."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

VARIABLE = "UNDERSONG_TRAIN_PYTHON"
# Windows has no signal that stops a process.
CAN_HOLD = hasattr(signal, "SIGSTOP")


def trainer_python() -> Path | None:
    """Return the interpreter of the training environment: the one named by ``UNDERSONG_TRAIN_PYTHON``, else the one
    in the folder beside ours that is called like it with ``-train`` behind; None when there is none.
    """
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given) if Path(given).exists() else None
    prefix = Path(sys.prefix)
    inside = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
    found = prefix.with_name(f"{prefix.name}-train") / inside
    return found if found.exists() else None


def trainer_command(python: Path, home: Path, trigger: str, models: Sequence[str]) -> list[str]:
    """Return what starts the trainer, apart from the modules and variables of whoever calls."""
    named = [word for model in models for word in ("--model", model)]
    # What set-up put together for the worker lies beside this environment, not beside the trainer's.
    told = ["--home", str(home), "--trigger", trigger, "--prefix", sys.prefix]
    return [str(python), "-I", "-m", "undersong", "trainer", *told, *named]


class Child:
    """A trainer that runs.

    Parameters
    ----------
    command
        What starts it; its last line on standard output is its result as JSON.
    models
        What it trains.
    begun_ms
        When it was started, by the clock in use.
    environment
        Variables that it gets besides ours.
    """

    def __init__(
        self, command: Sequence[str], models: Sequence[str], begun_ms: int, environment: Mapping[str, str] | None = None
    ) -> None:
        self.models, self.begun_ms = tuple(models), begun_ms
        self.held_since_ms: int | None = None
        # A session of its own: the trainer lowers the priority of its whole session (see `priority`).
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """Its process number."""
        return self._process.pid

    @property
    def is_over(self) -> bool:
        """It has ended."""
        return self._process.poll() is not None

    def hold(self, now_ms: int) -> None:
        """Stop it where it is; it keeps its memory and uses no CPU. Only where `CAN_HOLD`."""
        self._process.send_signal(signal.SIGSTOP)
        self.held_since_ms = now_ms

    def let_go(self) -> None:
        """Let it go on."""
        self._process.send_signal(signal.SIGCONT)
        self.held_since_ms = None

    def end(self) -> None:
        """End it; every result that counts is written in one transaction, so there is nothing to clean up."""
        self._process.kill()  # a held process does not hear a polite request
        self._process.wait()

    def result(self) -> dict[str, Any] | None:
        """Return what it printed once it is over; None when it ended without a result."""
        text = self._process.stdout.read() if self._process.stdout else b""
        for line in reversed(text.splitlines()):
            try:
                plain = json.loads(line)
            except ValueError:
                continue
            return plain if isinstance(plain, dict) else None
        return None
