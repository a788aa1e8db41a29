"""The contract of a labelling function: one look at the work around a window, and a vote or none."""

from collections.abc import Callable
from dataclasses import dataclass

from undersong.domain.window import SPAN_MS
from undersong.learning.labelling.timeline import Timeline

Vote = Callable[[Timeline, int], int]

# What a window's functions look back on: as long as the window itself.
BACK_MS = SPAN_MS


@dataclass(frozen=True, slots=True)
class LabellingFunction:
    """A rule of thumb that may be wrong; how often it is right is estimated, never assumed.

    Parameters
    ----------
    name
        As it appears in manifests and logs.
    sentence
        What it looks for.
    looks_at
        The evidence that it rests on. Functions that look at the same count once when they vote together.
    vote
        Takes a timeline and the end of a window; gives 1 (the state holds), -1 (it does not) or 0 (no opinion).
    looks_ahead
        It looks at what came after the window: fit for labels, never for a feature or a verdict.
    """

    name: str
    sentence: str
    looks_at: str
    vote: Vote
    looks_ahead: bool = False
