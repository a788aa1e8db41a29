"""The features of a session and of weeks, told."""

from undersong.features.feature import JADUD, OWN, Feature

UNDER_FIVE_MINUTES = "under five minutes of work so far"
NO_RHYTHM = "takes 20 hours of work on 8 days"

SESSION = (
    Feature("total_events", "events", "events, cursor moves at most one a second", OWN, "", "{n} events"),
    Feature("duration_hours", "hours", "sum of min(gap, 120 s)", "WakaTime", "", "{n} hours of activity"),
    Feature("file_edit_count", "bursts", "edits by hand, gaps over 2 s apart", OWN, "1 edit", "{n} edits by hand"),
    Feature(
        "test_run_count",
        "runs",
        "test runs; a watcher's where the outcome changes",
        OWN,
        "1 test run",
        "{n} test runs",
    ),
    Feature(
        "error_rate",
        "number",
        "(errors + failed runs) / (runs + builds + 1)",
        JADUD,
        "",
        "{n} errors and failures for each run",
    ),
    Feature(
        "git_activity",
        "per active hour",
        "(commits + 0.5 x other git) / active hours",
        OWN,
        "",
        "{n} moves of git an active hour",
        UNDER_FIVE_MINUTES,
    ),
    Feature(
        "context_switches",
        "per active hour",
        "(window left > 2 s + steps to far files) / active hours",
        OWN,
        "",
        "{n} switches an active hour",
        UNDER_FIVE_MINUTES,
    ),
    Feature(
        "typing_speed",
        "characters a minute",
        "inserted by hand / minutes with typing; pastes left out",
        OWN,
        "",
        "{n} characters in a minute with typing",
    ),
    Feature(
        "peak_hour_activity",
        "share",
        "busiest local hour / all, 28 days",
        OWN,
        "",
        "{share} of four weeks' work lies in the busiest hour of the day",
        "no work in the last 28 days",
    ),
    Feature(
        "code_complexity",
        "branches",
        "change of decision points and functions at each save",
        "McCabe 1976",
        "1 branch more",
        "{n} branches more in the files edited",
        "no save told of it: another editor, or a language that is not counted",
    ),
    Feature("wall_hours", "hours", "last work - first work", OWN, "", "{n} hours from first to last work"),
    Feature("files_edited", "files", "distinct files edited by hand", OWN, "1 file edited", "{n} files edited"),
    Feature("test_pass_share", "share", "passed / (passed + failed) runs", OWN, "", "{share} of the test runs passed"),
    Feature(
        "errors_per_hour",
        "per active hour",
        "(errors + failed runs) / active hours",
        OWN,
        "",
        "{n} errors and failures an active hour",
        UNDER_FIVE_MINUTES,
    ),
)

# Each is a pattern of many numbers; its value here is the one that says most.
RHYTHM = (
    Feature(
        "hourly_patterns",
        "share",
        "p_h per local hour, and its first two harmonics",
        OWN,
        "",
        "{share} of the work lies in the busiest hour of the day",
        NO_RHYTHM,
    ),
    Feature(
        "weekly_patterns",
        "share",
        "p_d, Monday to Sunday; -sum p log p / log 7",
        OWN,
        "",
        "work is spread {share} evenly over the days of the week",
        NO_RHYTHM,
    ),
    Feature(
        "seasonal_trends",
        "hours a week",
        "Theil-Sen slope of weekly active hours, and the latest week's residual",
        OWN,
        "",
        "{n} active hours more from week to week",
        "takes eight whole weeks",
    ),
    Feature(
        "productivity_cycles",
        "minutes",
        "autocorrelation of focus in half hours at lags 1-16; a peak above 3 / sqrt(n)",
        OWN,
        "",
        "focus comes back every {n} minutes",
        "takes 100 half hours of work, and a period that stands out from chance",
    ),
)
