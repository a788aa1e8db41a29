"""The features of a series of runs, told."""

from undersong.features.feature import JADUD, OWN, Feature

RUNS = (
    Feature("runs", "runs", "of this task", OWN, "1 run", "{n} runs since all was green"),
    Feature(
        "fail_streak",
        "runs",
        "since the last new best",
        "Dong et al. 2021",
        "1 run without a new test passing",
        "{n} runs without a new test passing",
    ),
    Feature(
        "no_progress_seconds",
        "seconds",
        "end - latest new best or first failing run",
        "Dong et al. 2021",
        "",
        "{n} without a new test passing",
    ),
    Feature(
        "same_error_streak",
        "runs",
        "pairs sharing an error",
        JADUD,
        "the same error twice in a row",
        "the same error came back {n} times",
    ),
    Feature(
        "same_result_streak",
        "runs",
        "equal to the run before",
        OWN,
        "the same result twice in a row",
        "the same result came back {n} times",
    ),
    Feature(
        "broken_streak",
        "runs",
        "that did not build",
        OWN,
        "1 run that did not build",
        "{n} runs in a row that did not build",
    ),
    Feature(
        "rises_recent",
        "runs",
        "new bests in the last 5",
        OWN,
        "1 of the last five runs made progress",
        "{n} of the last five runs made progress",
    ),
    Feature(
        "error_quotient",
        "share",
        "pairs: (8 both fail + 3 same) / 11",
        JADUD,
        "",
        "{share} on the scale of repeated errors",
    ),
    Feature(
        "repeated_error_density",
        "number",
        "sum of r2 / (r + 1) over standing errors",
        "ProgSnap2Analysis",
        "errors repeat",
        "errors repeat (density {n})",
    ),
    Feature("errors_last", "errors", "of the last run", OWN, "1 error in the last run", "{n} errors in the last run"),
    Feature(
        "failed_last",
        "tests",
        "of the last run",
        OWN,
        "1 test failed in the last run",
        "{n} tests failed in the last run",
    ),
    Feature(
        "passed_share", "share", "passed / tests, last run", OWN, "", "{share} of the tests passed in the last run"
    ),
    Feature("best_share", "share", "best passed / tests", OWN, "", "{share} of the tests passed at best"),
    Feature("fall_share", "share", "(best - passed) / tests", OWN, "", "{share} of the tests fewer than at best"),
    Feature(
        "runs_a_rise",
        "runs",
        "runs / (1 + new bests)",
        OWN,
        "1 run for each step forward",
        "{n} runs for each step forward",
    ),
)
