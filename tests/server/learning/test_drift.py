from pathlib import Path

import pytest

from undersong.domain.connection import Connection
from undersong.learning import drift
from undersong.store.ledger import open_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Connection:
    return open_ledger(tmp_path / "undersong.db")


def test_nothing_has_drifted_before_something_was_found(ledger: Connection) -> None:
    assert drift.drifted(ledger, {}) == ()


def test_a_model_has_drifted_until_it_is_trained_after_the_finding(ledger: Connection) -> None:
    drift.note(ledger, "stuck", "stuck 0.1.0", 1_000)
    drift.note(ledger, "flow", "flow 0.1.0", 2_000)

    assert drift.drifted(ledger, {}) == ("flow", "stuck")
    assert drift.drifted(ledger, {"stuck": 1_500, "flow": 1_500}) == ("flow",)
    assert drift.drifted(ledger, {"stuck": 1_500, "flow": 2_500}) == ()


def test_the_latest_finding_counts(ledger: Connection) -> None:
    for found_ms in (1_000, 3_000, 2_000):
        drift.note(ledger, "stuck", "stuck 0.1.0", found_ms)

    assert drift.drifted(ledger, {"stuck": 2_500}) == ("stuck",)
