"""Work that is taken back: by git, or by saving a text that was there before."""

from undersong.learning.labelling.base import BACK_MS, LabellingFunction
from undersong.learning.labelling.timeline import MINUTE_MS, Timeline, count

LEAST_RETURNS = 2
# Before git takes files back, so long was worked without a green run.
CHURN_MS, BEGUN_MS = 15 * MINUTE_MS, 5 * MINUTE_MS


def revisits(timeline: Timeline, end_ms: int) -> int:
    """A file went back to an earlier text twice."""
    return int(count(timeline.returns, end_ms - BACK_MS, end_ms) >= LEAST_RETURNS)


def took_back(timeline: Timeline, end_ms: int) -> int:
    """Git took the files back after a quarter of an hour of edits without a green run."""
    backs = [back for back in timeline.backs if end_ms - BACK_MS < back <= end_ms]
    return int(any(worked_in_vain(timeline, back) for back in backs))


def worked_in_vain(timeline: Timeline, back_ms: int) -> bool:
    """Tell whether the quarter of an hour before had edits from its beginning on and no green run."""
    begin_ms = back_ms - CHURN_MS
    green = any(not run.is_failed for run in timeline.runs_in(begin_ms, back_ms))
    return not green and count(timeline.edit_times, begin_ms, begin_ms + BEGUN_MS) > 0


REVISITS = LabellingFunction("revisits", "a file went back to an earlier text twice", "texts", revisits)
TOOK_BACK = LabellingFunction("took_back", "git took back a quarter of an hour of edits", "git", took_back)
