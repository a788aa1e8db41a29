import json

import pytest

from builders.days import DAY_MS, HOUR_MS, MONDAY_MS, a_week
from undersong.features.temporal import SeasonalTrend, WeeklyPattern, hourly_patterns
from undersong.features.worked import WorkedHour
from undersong.flows.computed import Background
from undersong.flows.report import make_report
from undersong.reports.rhythm import rhythm_section, trend

OFFICE = hourly_patterns(
    WorkedHour(MONDAY_MS + day * DAY_MS + hour * HOUR_MS, 0, seconds)
    for day in range(12)
    for hour, seconds in ((9, 3600), (10, 3600), (14, 1800), (22, 900))
)
WEEK = WeeklyPattern((0.2, 0.2, 0.2, 0.2, 0.14, 0.04, 0.02), 0.87)


def test_without_enough_work_there_is_no_section() -> None:
    assert rhythm_section({}) is None
    assert rhythm_section({"hourly_patterns": None, "weekly_patterns": WEEK}) is None


def test_the_busiest_hours_are_named_and_the_weekend_told() -> None:
    section = rhythm_section({"hourly_patterns": OFFICE, "weekly_patterns": WEEK})

    assert section is not None
    assert "from 9:00 to 11:00, 73 %" in section.words
    assert "Saturday and Sunday hold 6 %." in section.words


def test_the_night_goes_on_after_midnight() -> None:
    hours = (WorkedHour(MONDAY_MS + day * DAY_MS + at * HOUR_MS, 0, 3600) for day in range(15) for at in (23, 24))
    section = rhythm_section({"hourly_patterns": hourly_patterns(hours)})

    assert section is not None
    assert "from 23:00 to 1:00, 100 %" in section.words


def test_the_chart_has_every_hour_and_the_table_the_same_numbers() -> None:
    section = rhythm_section({"hourly_patterns": OFFICE})

    assert section is not None
    assert section.spec is not None
    bars = section.spec["data"]["values"]
    assert [bar["hour"] for bar in bars] == list(range(24))
    assert [bar["share"] for bar in bars] == [share for _, share in section.table.rows]
    assert json.loads(json.dumps(section.spec)) == section.spec


@pytest.mark.parametrize(
    ("slope", "words"),
    [(1.5, "1.5 active hours more from week"), (-0.5, "0.5 active hours fewer"), (0.1, "stay about the same")],
)
def test_a_trend_is_told_where_there_is_one(slope: float, words: str) -> None:
    (sentence,) = trend(SeasonalTrend((10.0,) * 9, slope, 0))

    assert words in sentence
    assert "9 whole weeks" in sentence
    assert trend(None) == []


def test_it_stands_before_what_is_computed() -> None:
    week = a_week(1)
    background = Background(rhythm={"hourly_patterns": OFFICE})

    report = make_report(week.events, week.windows, MONDAY_MS, MONDAY_MS + 7 * DAY_MS, background=background)

    assert [section["id"] for section in report["sections"]][-2:] == ["rhythm", "computed"]
