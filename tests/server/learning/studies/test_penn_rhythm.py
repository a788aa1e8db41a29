import math

import pytest

from undersong.learning.studies.penn_progress import Values
from undersong.learning.studies.penn_rhythm import BEHIND_UTC, DAY, HOUR, MINUTE, Rhythm, shrunk


def features(*times_s: float, rises: tuple[int, ...] = ()) -> Values:
    rhythm = Rhythm()
    for n, time_s in enumerate(times_s):
        rhythm.take(time_s, n in rises)
    return rhythm.features()


def test_spans_begin_at_the_first_snapshot_and_at_the_last_rise() -> None:
    values = features(0, MINUTE, HOUR, rises=(1,))

    assert values["since_first"] == shrunk(HOUR)
    assert values["since_rise"] == shrunk(HOUR - MINUTE)
    assert values["gap_1"] == shrunk(HOUR - MINUTE)
    assert math.isnan(values["gap_3"])


def test_a_night_ends_a_bout_of_work_and_is_no_work() -> None:
    values = features(0, MINUTE, 12 * HOUR, 12 * HOUR + MINUTE, rises=(1, 3))

    assert (values["bouts"], values["bout_snapshots"], values["bout_rises"]) == (1, 2, 1)
    assert values["worked"] == shrunk(2 * MINUTE)
    assert values["worked_since_rise"] == 0


def test_only_the_latest_snapshots_are_counted() -> None:
    values = features(0, DAY, DAY + 2 * HOUR, DAY + 2 * HOUR + MINUTE)

    assert (values["snapshots_1h"], values["snapshots_3h"], values["snapshots_24h"]) == (2, 3, 3)


def test_the_hour_is_that_of_the_campus() -> None:
    values = features(BEHIND_UTC + 3 * DAY + 14.5 * HOUR)

    assert values["hour"] == pytest.approx(14.5)
    assert values["hour_of_week"] == pytest.approx(3 * 24 + 14.5)


def test_the_usual_gap_is_the_middle_one() -> None:
    assert features(0, 10, 30, 1000)["gap_usual"] == shrunk(20)
