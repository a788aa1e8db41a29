"""From an idle machine to another release: begins trainings, holds them when work goes on, notices what they bring."""

import logging
from collections.abc import Callable
from pathlib import Path

from undersong.domain.clock import VARIABLE as CLOCK
from undersong.domain.clock import Clock
from undersong.domain.connection import Connection
from undersong.domain.errors import TrainingAbandoned
from undersong.domain.places import Places
from undersong.domain.settings import Settings
from undersong.learning import drift, lease, log
from undersong.learning.adapting.readiness import unable
from undersong.learning.child import CAN_HOLD, Child, trainer_command, trainer_python
from undersong.learning.gate import HOUR_MS, QUIET, RUNS, Snapshot, due_models, waiting_for
from undersong.learning.machine import Machine, look_at_machine
from undersong.registry.history import latest_ids
from undersong.store.events import EventStore

__all__ = ["Learn", "trainer_python"]

logger = logging.getLogger(__name__)

MINUTE_MS = 60_000
# The gate's questions cost a count of events; nothing it looks at changes faster.
LOOK_EVERY_MS = MINUTE_MS // 2
# Someone who has not touched the editor for so long is taken to be gone again.
QUIET_MS = 2 * MINUTE_MS
# A training that stood still for longer would go on with data of yesterday's work; it begins anew at the next chance.
HOLD_AT_MOST_MS = 10 * MINUTE_MS
# A trainer that failed will most likely fail again at once.
AFTER_FAILURE_MS = HOUR_MS
TELL_AFTER_FAILURES = 3
NO_ENVIRONMENT = "a training environment; `undersong doctor` tells how"


class Learn:
    """The daemon's side of learning: one trainer at a time, gone at the first sign of work.

    It and the command line share nothing but the ledger: a deployment that either writes is noticed at the next tick.

    Parameters
    ----------
    store, ledger
        Events are counted in one; trainings, leases and deployments lie in the other.
    settings
        Gives the settings in force.
    notice
        Tells a person, once, of a trainer that fails again and again: level, code, text.
    look
        Tells how the machine is.
    python
        Finds the interpreter of the training environment.
    """

    def __init__(
        self,
        places: Places,
        store: EventStore,
        ledger: Connection,
        clock: Clock,
        settings: Callable[[], Settings],
        notice: Callable[[str, str, str], object],
        look: Callable[[], Machine] = look_at_machine,
        python: Callable[[], Path | None] = trainer_python,
    ) -> None:
        self._places, self._store, self._ledger, self._clock = places, store, ledger, clock
        self._settings, self._notice, self._look, self._python = settings, notice, look, python
        self._child: Child | None = None
        self._observers: list[Callable[[str], None]] = []
        self._deployed = latest_ids(ledger)
        self._looked_ms = self._failed_ms = -HOUR_MS
        self._active_ms, self._failures = -QUIET_MS, 0

    def on_release(self, observer: Callable[[str], None]) -> None:
        """Call `observer` with the name of a model whenever another release of it is to serve."""
        self._observers.append(observer)

    @property
    def is_running(self) -> bool:
        """A training of ours runs, or is held."""
        return self._child is not None

    @property
    def is_due(self) -> bool:
        """A training begins now, or as soon as the hour is quiet: worth staying for after the last window."""
        reason = self.next_reason
        return reason is None or reason.startswith(QUIET)

    @property
    def last_ms(self) -> int | None:
        """When a training last came to a decision."""
        return max(log.last_trained_ms(self._ledger).values(), default=None)

    @property
    def drifted(self) -> tuple[str, ...]:
        """The models whose errors changed since they were last trained."""
        return drift.drifted(self._ledger, log.last_trained_ms(self._ledger))

    @property
    def next_reason(self) -> str | None:
        """What the next training waits for, in words; None when it is due now."""
        now = self._clock.now_ms()
        if now < self._failed_ms + AFTER_FAILURE_MS:
            return "an hour after the one that failed"
        if self._child is not None:
            return RUNS
        if now < self._active_ms + QUIET_MS:
            return f"{QUIET} (someone works)"
        snapshot = snapshot_of(self._store, self._ledger, now, self._look(), tuple(self.unable))
        reason = waiting_for(snapshot, self._settings())
        return NO_ENVIRONMENT if reason is None and self._python() is None else reason

    @property
    def unable(self) -> dict[str, str]:
        """The models that cannot be trained on this machine, and why."""
        return unable(self._places, self._python())

    def note_drift(self, model: str, release: str) -> None:
        """Mark a model for training; its release goes on serving until a better one is there."""
        drift.note(self._ledger, model, release, self._clock.now_ms())
        logger.info("release drifted", extra={"release": release})

    def tick(self, now_ms: int) -> None:
        """Do what is due: look after the trainer, notice deployments, begin a training."""
        if self._child is not None:
            self._attend(self._child, now_ms)
        self._notice_deployments()
        if self._child is None and now_ms - self._looked_ms >= LOOK_EVERY_MS:
            self._looked_ms = now_ms
            if self.next_reason is None:
                self.begin(now_ms)

    def on_activity(self, now_ms: int) -> None:
        """Hold the trainer at once: someone works."""
        self._active_ms = now_ms
        if self._child is not None and self._child.held_since_ms is None and not self._child.is_over:
            if CAN_HOLD:
                self._child.hold(now_ms)
                logger.info("training is held")
            else:
                self._abandon(self._child, now_ms)

    def begin(self, now_ms: int) -> None:
        """Start the trainer on the models whose turn it is."""
        python = self._python()
        models = due_models(log.last_trained_ms(self._ledger), now_ms, self.drifted, self.unable)
        if python is None or not models:
            return
        # A held clock does not move by itself, and the trainer's would stand at the daemon's start.
        environment = {CLOCK: f"held:{now_ms}"} if self._clock.speed == 0 else {}
        command = trainer_command(python, self._places.home, "idle", models)
        try:
            self._child = Child(command, models, now_ms, environment)
        except OSError as error:
            self._fail(now_ms, type(error).__name__)
            return
        logger.info("training began", extra={"models": list(models), "pid": self._child.pid})

    def close(self) -> None:
        """End the trainer with the daemon."""
        if self._child is not None and not self._child.is_over:
            self._child.end()
        self._child = None

    def _attend(self, child: Child, now_ms: int) -> None:
        if child.is_over:
            self._child = None
            self._take_result(child, now_ms)
        elif child.held_since_ms is None:
            return
        elif now_ms - self._active_ms >= QUIET_MS:
            child.let_go()
            logger.info("training goes on")
        elif now_ms - child.held_since_ms >= HOLD_AT_MOST_MS:
            self._abandon(child, now_ms)

    def _take_result(self, child: Child, now_ms: int) -> None:
        result = child.result()
        if result is None:
            self._fail(now_ms, "no result")
        elif result.get("error"):
            self._fail(now_ms, result["error"])
        else:
            self._failures = 0
            logger.info("training ended", extra={"models": list(child.models)})

    def _fail(self, now_ms: int, finding: str) -> None:
        self._failed_ms, self._failures = now_ms, self._failures + 1
        logger.warning("training failed", extra={"finding": finding})
        if self._failures == TELL_AFTER_FAILURES:
            text = f"Training failed {self._failures} times in a row ({finding}); `undersong train` shows why."
            self._notice("warning", "training_failed", text)

    def _abandon(self, child: Child, now_ms: int) -> None:
        self._child = None
        child.end()
        lease.give_back(self._ledger, child.pid)
        error = str(TrainingAbandoned(", ".join(child.models)))
        seconds = (now_ms - child.begun_ms) / 1000
        log.write(self._ledger, log.Training(child.begun_ms, "idle", child.models, 0, seconds, error=error))
        logger.info("training was abandoned")

    def _notice_deployments(self) -> None:
        deployed = latest_ids(self._ledger)
        changed = [model for model, row in deployed.items() if self._deployed.get(model) != row]
        self._deployed = deployed
        for model in changed:
            for observer in self._observers:
                observer(model)


def snapshot_of(
    store: EventStore,
    ledger: Connection,
    now_ms: int,
    machine: Machine | None = None,
    unable_models: tuple[str, ...] = (),
) -> Snapshot:
    """Return what the gate looks at; `unable_models` cannot be trained here."""
    last_ms = log.last_trained_ms(ledger)
    machine = machine if machine is not None else look_at_machine()
    return Snapshot(
        now_ms,
        recent_events=store.count_since(now_ms - HOUR_MS),
        # The store keeps its count; counting everything anew twice a minute would show in an idle daemon.
        new_events=store.count_since(max(last_ms.values())) if last_ms else store.count(),
        last_ms=last_ms,
        is_training=lease.holder(ledger, now_ms) is not None,
        drifted=drift.drifted(ledger, last_ms),
        unable=unable_models,
        battery_percent=machine.battery_percent,
        pressure_percent=machine.pressure_percent,
        load=machine.load,
    )
