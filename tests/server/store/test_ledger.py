"""The ledger survives a power cut, and holds the tables that learning writes."""

from pathlib import Path

import pytest

from undersong.domain.errors import StoreError
from undersong.store.ledger import open_ledger

COLUMNS = {
    "ai_training_logs": "id timestamp trigger models_trained data_points dataset_sha success training_duration_seconds"
    " gate peak_rss_mb cpu_seconds error",
    "release": "model version folder created_ms standing manifest",
    "deployment": "id model version since_ms reason",
    "lease": "name pid boot_id expires_ms",
    "consent": "name answer since_ms",
}


@pytest.mark.parametrize("table", COLUMNS)
def test_each_table_has_its_columns(table: str, tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "undersong.db")

    found = [name for (name,) in ledger.rows("SELECT name FROM pragma_table_info(?)", (table,))]

    assert found == COLUMNS[table].split()


def test_every_commit_waits_for_the_disk(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "undersong.db")

    assert ledger.value("PRAGMA synchronous") == 2
    assert ledger.value("PRAGMA journal_mode") == "wal"


def test_a_value_of_another_type_is_refused(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "undersong.db")
    insert = (
        "INSERT INTO ai_training_logs(timestamp, trigger, models_trained, data_points, success,"
        " training_duration_seconds) VALUES('2025-11-21T04:12:00Z', 'idle', '[]', ?, 1, 3.5)"
    )

    assert ledger.run(insert, (120,)) == 1
    with pytest.raises(StoreError):
        ledger.run(insert, ("many",))


def test_a_release_is_there_once(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "undersong.db")
    insert = "INSERT INTO release VALUES('stuck', '0.1.0', 'x', 1, 'serving', '{}')"

    ledger.run(insert)

    with pytest.raises(StoreError):
        ledger.run(insert)
