import time

import pytest

from undersong.domain.zone import zone_offset_minutes

JANUARY_MS, JULY_MS = 1_768_176_000_000, 1_783_728_000_000


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone can be set on Unix alone")
def test_summer_time_is_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    try:
        assert (zone_offset_minutes(JANUARY_MS), zone_offset_minutes(JULY_MS)) == (60, 120)
    finally:
        monkeypatch.undo()
        time.tzset()
