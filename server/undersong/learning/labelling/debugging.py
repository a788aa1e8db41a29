"""A debugger that runs and runs."""

from undersong.learning.labelling.base import BACK_MS, LabellingFunction
from undersong.learning.labelling.timeline import Timeline, count

LEAST_SHARE, MOST_EDITS = 0.5, 0.02


def debugs_without_edits(timeline: Timeline, end_ms: int) -> int:
    """A debugger ran half of the time, and next to nothing was edited."""
    actions = count(timeline.actions, end_ms - BACK_MS, end_ms)
    edits = count(timeline.edit_times, end_ms - BACK_MS, end_ms)
    return int(timeline.debug_share(end_ms - BACK_MS, end_ms) >= LEAST_SHARE and edits <= MOST_EDITS * actions)


def debugs(timeline: Timeline, end_ms: int) -> int:
    """Against focus: a debugger ran half of the time."""
    return -int(timeline.debug_share(end_ms - BACK_MS, end_ms) >= LEAST_SHARE)


DEBUGGER = "the debugger"
DEBUGS_WITHOUT_EDITS = LabellingFunction(
    "debugging", "a debugger ran half of the time, hardly an edit", DEBUGGER, debugs_without_edits
)
DEBUGS = LabellingFunction("debugging", "a debugger ran half of the time", DEBUGGER, debugs)
