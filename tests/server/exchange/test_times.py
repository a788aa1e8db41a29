"""Times as others write them."""

import pytest

from builders.wire import START_MS
from undersong.exchange.base import Unusable
from undersong.exchange.times import Undated, from_seconds, moment, zone_minutes


@pytest.mark.parametrize(
    ("zone", "minutes"), [("+0200", 120), ("-01:30", -90), ("UTC+1", 60), ("", 0), ("Europe/Berlin", 0)]
)
def test_offsets_are_minutes(zone: str, minutes: int) -> None:
    assert zone_minutes(zone) == minutes


@pytest.mark.parametrize(
    "text", ["--5", "²", "٣", "-", "9" * 5_000, "", "soon", "2024-13-01", "2024-02-30T00:00:00", "12:30"]
)
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(Unusable, match="no time"):
        moment(text, "t")


def test_a_time_has_no_more_than_its_milliseconds() -> None:
    assert moment("2023-11-14T22:13:20.123999+00:00", "t") == (START_MS + 123, 0)


@pytest.mark.parametrize("value", [None, True, "5", float("nan"), float("inf"), 1e308, 10**400, [5]])
def test_seconds_are_numbers(value: object) -> None:
    with pytest.raises(Unusable):
        from_seconds(value, "t")


def test_seconds_keep_their_milliseconds() -> None:
    assert from_seconds(START_MS / 1000 + 0.001, "t") == START_MS + 1


@pytest.mark.parametrize("seconds", [-1.0, 40_000_000.0])
def test_a_sequence_lasts_a_year_at_most(seconds: float) -> None:
    with pytest.raises(Unusable):
        Undated().at("s", seconds, "t")


def test_a_sequence_begins_at_its_hour_of_a_day_of_its_own() -> None:
    undated, hour_ms = Undated(), 3_600_000

    first, second = undated.at("a", 0, "t", hour=16), undated.at("b", 1.5, "t", hour=9)

    assert (first // hour_ms % 24, second // hour_ms % 24) == (16, 9)
    assert second // (24 * hour_ms) - first // (24 * hour_ms) == 1
    assert undated.at("a", 2, "t") == first + 2000
