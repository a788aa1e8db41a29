"""What stood in the way, what was tried, what ended it, and what of it comes back. Pure: no clock, no disk."""

from undersong.episodes.ending import BACK, Change, Ending, EndKind
from undersong.episodes.episode import Episode
from undersong.episodes.facts import NOTHING, Facts
from undersong.episodes.follow import Episodes
from undersong.episodes.recall import Recalled, recall
from undersong.episodes.recent import MOST
from undersong.episodes.words import ended_by

__all__ = [
    "BACK",
    "MOST",
    "NOTHING",
    "Change",
    "EndKind",
    "Ending",
    "Episode",
    "Episodes",
    "Facts",
    "Recalled",
    "ended_by",
    "recall",
]
