"""Going elsewhere: for help after an error, or here and there."""

from undersong.learning.labelling.base import BACK_MS, LabellingFunction
from undersong.learning.labelling.timeline import Timeline, count

LEAST_LEAVES = 4


def seeks_help(timeline: Timeline, end_ms: int) -> int:
    """The editor was left four times right after an error."""
    return int(count(timeline.help_leaves, end_ms - BACK_MS, end_ms) >= LEAST_LEAVES)


def scatters(timeline: Timeline, end_ms: int) -> int:
    """Against focus: the editor was left four times, for whatever reason."""
    return -int(count(timeline.leaves, end_ms - BACK_MS, end_ms) >= LEAST_LEAVES)


FOCUS = "leaving the editor"
SEEKS_HELP = LabellingFunction("help", "the editor was left four times right after an error", FOCUS, seeks_help)
SCATTERS = LabellingFunction("scattered", "the editor was left four times", FOCUS, scatters)
