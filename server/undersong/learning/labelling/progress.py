"""What came of it: progress in the minutes after a window. Hindsight, so it may label and never judge."""

from undersong.learning.labelling.base import LabellingFunction
from undersong.learning.labelling.timeline import MINUTE_MS, Timeline, count

AHEAD_MS = 5 * MINUTE_MS


def gets_ahead(timeline: Timeline, end_ms: int) -> int:
    """Against stuck: within the next five minutes something is won: a new best, a commit, an error gone."""
    until_ms = end_ms + AHEAD_MS
    risen = any(run.rose for run in timeline.runs_in(end_ms, until_ms))
    won = count(timeline.commits, end_ms, until_ms) + count(timeline.cleared, end_ms, until_ms)
    return -int(risen or won > 0)


GETS_AHEAD = LabellingFunction(
    "progress_ahead", "a new best, a commit or an error gone within five minutes", "what follows", gets_ahead, True
)
