"""``undersong.db``: what must survive a power cut (releases, deployments, consent, the training log, leases)."""

from pathlib import Path

from undersong.domain.clock import Clock, SystemClock
from undersong.store.connection import Database
from undersong.store.ledger_steps import STEPS
from undersong.store.opening import open_database


def open_ledger(path: Path, clock: Clock | None = None) -> Database:
    """Open the ledger, migrated; a `Connection` for whoever keeps one of its tables.

    `problem` is set when the one that stood here did not open and was put aside; the clock dates its new name.
    """
    return open_database(path, STEPS, "FULL", (clock or SystemClock()).now_ms())
