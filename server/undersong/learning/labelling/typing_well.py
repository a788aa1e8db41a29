"""Text that comes steadily."""

from undersong.learning.labelling.base import BACK_MS, LabellingFunction
from undersong.learning.labelling.timeline import MINUTE_MS, Timeline, count

# Thirty characters a minute is half of what people type in code; a third deleted is what they usually delete.
LEAST_CHARS, MOST_DELETED = 30 * BACK_MS / MINUTE_MS, 0.3


def types_smoothly(timeline: Timeline, end_ms: int) -> int:
    """Against stuck: text comes steadily, little of it goes again, and nothing fails."""
    return -int(is_smooth(timeline, end_ms))


def types_undisturbed(timeline: Timeline, end_ms: int) -> int:
    """For focus: text comes steadily, nothing fails, and the editor is hardly left."""
    return int(is_smooth(timeline, end_ms) and count(timeline.leaves, end_ms - BACK_MS, end_ms) <= 1)


def is_smooth(timeline: Timeline, end_ms: int) -> bool:
    """Tell whether thirty characters a minute were typed, less than three in ten deleted, and nothing failed."""
    edits = timeline.edits_in(end_ms - BACK_MS, end_ms)
    inserted, deleted = sum(edit.inserted for edit in edits), sum(edit.deleted for edit in edits)
    is_steady = inserted >= LEAST_CHARS and deleted < MOST_DELETED * (inserted + deleted)
    return is_steady and not count(timeline.troubles, end_ms - BACK_MS, end_ms)


TYPING = "typing"
TYPES_SMOOTHLY = LabellingFunction("smooth", "text comes steadily and nothing fails", TYPING, types_smoothly)
TYPES_UNDISTURBED = LabellingFunction(
    "undisturbed", "text comes steadily, nothing fails, the editor is hardly left", TYPING, types_undisturbed
)
