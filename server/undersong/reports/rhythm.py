"""At which hours the work happens, over weeks."""

from collections.abc import Mapping

from undersong.features.temporal import HourlyPattern, SeasonalTrend, WeeklyPattern
from undersong.reports import charts
from undersong.reports.section import Section, Table

# As long as a block that is worth keeping free of meetings.
BLOCK_HOURS = 2
COLUMNS = ("hour", "share of the work, %")
SATURDAY = 5


def rhythm_section(rhythm: Mapping[str, object]) -> Section | None:
    """Return the hours of the day as a chart; None while there is too little work to speak of a rhythm."""
    hourly = rhythm.get("hourly_patterns")
    if not isinstance(hourly, HourlyPattern):
        return None
    words = " ".join([busiest(hourly), *weekend(rhythm.get("weekly_patterns")), *trend(rhythm.get("seasonal_trends"))])
    rows = tuple((f"{hour}:00", round(100 * share, 1)) for hour, share in enumerate(hourly.shares))
    bars = [{"hour": hour, "share": share} for hour, (_, share) in enumerate(rows)]
    spec = charts.columns(bars, "Share of the work in each hour of the local day, over the last twelve weeks")
    return Section("rhythm", "When the work happens", words, spec, Table(COLUMNS, rows))


def busiest(hourly: HourlyPattern) -> str:
    """Return the two hours in a row that hold most."""
    held = {hour: sum(hourly.shares[(hour + n) % 24] for n in range(BLOCK_HOURS)) for hour in range(24)}
    start = max(held, key=lambda hour: held[hour])
    hours = f"{start}:00 to {(start + BLOCK_HOURS) % 24}:00"
    held_share = f"{100 * held[start]:.0f} %"
    return f"In the last twelve weeks most of the work fell from {hours}, {held_share}: worth keeping free."


def weekend(weekly: object) -> list[str]:
    """Return what falls on Saturday and Sunday; the days off differ by country and by choice, so it is no verdict."""
    if not isinstance(weekly, WeeklyPattern):
        return []
    return [f"Saturday and Sunday hold {100 * sum(weekly.shares[SATURDAY:]):.0f} %."]


def trend(seasonal: object) -> list[str]:
    """Return whether the weeks grow longer or shorter; a quarter of an hour a week either way is neither."""
    if not isinstance(seasonal, SeasonalTrend):
        return []
    weeks = len(seasonal.weekly_hours)
    if abs(seasonal.slope) < 0.25:
        return [f"Over {weeks} whole weeks the active hours stay about the same."]
    direction = "more" if seasonal.slope > 0 else "fewer"
    return [f"Over {weeks} whole weeks it is {abs(seasonal.slope):.1f} active hours {direction} from week to week."]
