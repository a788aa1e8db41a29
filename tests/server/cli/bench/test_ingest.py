"""The bench measures what it says, on rows that are stored whole."""

import sqlite3
from pathlib import Path

import msgspec

from undersong.cli.bench import ingest
from undersong.domain.clock import HeldClock
from undersong.lsp.convert import rows_from_wire
from undersong.store.events import EventStore


def test_the_batches_are_the_same_each_time_and_every_event_is_good() -> None:
    batches = list(ingest.wire_batches(3))

    assert batches == list(ingest.wire_batches(3))
    for batch in batches:
        rows, refused = rows_from_wire(msgspec.json.decode(batch))
        assert (len(rows), refused) == (ingest.BATCH, [])


def test_our_way_stores_every_event(tmp_path: Path) -> None:
    ingest.store_ours(tmp_path / "events.db", list(ingest.wire_batches(3)))

    assert EventStore.open(tmp_path / "events.db", HeldClock(0)).count() == 300


def test_a_row_has_both_rates_and_stands_beside_sqlites() -> None:
    alone = ingest.figures(ingest.PLAIN, [(100.0, 200.0), (300.0, 400.0)])
    ours = ingest.figures(ingest.IN_PROCESS, [(50.0, 60.0)], [(100.0, 200.0), (300.0, 400.0)])

    assert [figure.figure for figure in ours] == ["events_per_second", "events_per_cpu_second"]
    assert [(figure.value, figure.interval, figure.ratio) for figure in alone] == [
        (200.0, (100.0, 300.0), None),
        (300.0, (200.0, 400.0), None),
    ]
    assert [(figure.baseline, figure.ratio) for figure in ours] == [(200.0, 0.25), (300.0, 0.2)]


def test_the_whole_paths_ratio_is_taken_repeat_by_repeat() -> None:
    _, ratio, _ = ingest.whole_figures([(50.0, 1.0), (10.0, 1.0)], [(100.0, 1.0), (100.0, 1.0)])

    assert (ratio.figure, ratio.value, ratio.interval) == ("ratio_to_sqlite", 0.3, (0.1, 0.5))


def test_each_way_of_storing_is_timed() -> None:
    batches = list(ingest.wire_batches(2))

    by_clock, by_processor = ingest.rates(ingest.store_ours, batches)

    assert by_clock > 0
    assert by_processor > 0


def test_sqlite_alone_stores_the_same_rows(tmp_path: Path) -> None:
    rows, _ = rows_from_wire(msgspec.json.decode(next(ingest.wire_batches(1))))

    ingest.store_plain(tmp_path / "plain.db", [[ingest.plain_row(row) for row in rows]])

    with sqlite3.connect(tmp_path / "plain.db") as plain:
        assert plain.execute("SELECT id, data FROM event").fetchall() == [(row.id, row.data) for row in rows]
