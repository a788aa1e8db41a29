"""Runs that fail again and again and bring nothing new."""

from undersong.learning.labelling.base import BACK_MS, LabellingFunction
from undersong.learning.labelling.timeline import Timeline

# A streak of five: precision 0.45 and recall 0.39 on students' runs, the best single rule there is.
LEAST_STREAK, LEAST_REPEATS = 5, 2


def failing_streak(timeline: Timeline, end_ms: int) -> int:
    """Five runs without a new best, and none for ten minutes."""
    run = timeline.last_run(end_ms)
    is_recent = run is not None and run.time_ms > end_ms - BACK_MS
    return int(is_recent and run is not None and run.streak >= LEAST_STREAK and end_ms - run.best_ms >= BACK_MS)


def same_failure(timeline: Timeline, end_ms: int) -> int:
    """The same failed three times, with edits in between."""
    run = timeline.last_run(end_ms)
    return int(run is not None and run.time_ms > end_ms - BACK_MS and run.repeats >= LEAST_REPEATS)


def failing(timeline: Timeline, end_ms: int) -> int:
    """Against focus: the runs fail in a row, or in the same way."""
    return -max(failing_streak(timeline, end_ms), same_failure(timeline, end_ms))


RUNS = "test runs"
STREAK = LabellingFunction(
    "failing_streak", "five runs without a new best, and none for ten minutes", RUNS, failing_streak
)
REPEATS = LabellingFunction("same_failure", "the same failed three times with edits in between", RUNS, same_failure)
FAILING = LabellingFunction("failing", "runs fail in a row, or in the same way", RUNS, failing)
