"""Simulated days beside real ones."""

import math

from builders.simulated import HOUR_MS, MINUTE_MS, acts, trouble
from undersong.learning.simulated.aggregates import Spread, read_aggregates
from undersong.learning.simulated.developer import ORIGIN_MS, Developer
from undersong.learning.simulated.rhythm import Rhythm, blocks_compared, compared, expected, together

KNOWN = read_aggregates()


def lived(seed: int, days: int = 3) -> Rhythm:
    rhythm, developer = Rhythm(), Developer(KNOWN, trouble(), seed)
    for number in range(days):
        rhythm.add(developer.day(number))
    return rhythm


def test_simulated_developers_lie_where_real_ones_do() -> None:
    rows = compared(KNOWN, [lived(seed) for seed in range(8)])

    assert sum(row.inside for row in rows) / len(rows) >= 0.9
    for row in rows:
        assert row.real[0] <= row.simulated[1] <= row.real[2], row.measure


def test_blocks_of_fifty_events_spread_about_as_widely() -> None:
    rows = {row.measure: row for row in blocks_compared(KNOWN, [lived(seed) for seed in range(4)])}

    assert abs(rows["edit_ratio of 50 events"].simulated[2] - rows["edit_ratio of 50 events"].real[2]) < 0.12
    assert rows["debug_ratio of 50 events"].simulated[2] > 0.25
    assert math.isnan(rows["all gaps, seconds"].inside)


def test_a_quarter_of_an_hour_parts_two_sessions_and_is_no_work() -> None:
    rhythm = Rhythm()
    morning = acts(["cursor_moved"] * 13, gap_ms=5 * MINUTE_MS)
    later = acts(["cursor_moved"] * 7, gap_ms=5 * MINUTE_MS, start_ms=ORIGIN_MS + 2 * HOUR_MS)

    rhythm.add([*morning, *later])

    assert rhythm.sessions == [60, 30]
    assert rhythm.active_ms == 90 * MINUTE_MS


def test_builds_and_test_runs_are_one_row() -> None:
    rhythm = Rhythm()
    rhythm.add(acts(["build_done", "test_run", "cursor_moved", "cursor_moved"], gap_ms=20 * MINUTE_MS // 3))

    measures = rhythm.measures()

    assert measures["share of runs"] == 0.5
    assert measures["runs an hour"] == 6.0


def test_what_is_measured_is_what_is_expected() -> None:
    assert set(lived(1, 1).measures()) == set(expected(KNOWN))


def test_two_spreads_together_are_as_wide_as_both() -> None:
    one, other = Spread.of({"p10": 1, "p90": 3}), Spread.of({"p10": 0, "p90": 1})

    assert together(one, other).bounds == (1, 4)
