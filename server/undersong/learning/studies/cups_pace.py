"""The pace at which a person and their assistant meet: waits, what was decided lately, what was typed."""

from collections import deque
from math import log1p

from undersong.learning.studies.cups import Moment

PACE = (
    "wait_log",
    "wait_before_log",
    "longest_wait_log",
    "five_waits_log",
    "moments_30s_log",
    "moments_120s_log",
    "short_share_30s",
    "replays_30s",
    "replays_120s",
    "rejects_30s",
    "accepts_300s",
    "quiet_share_120s",
    "typed_120s_log",
    "deleted_120s_log",
    "is_shown",
    "is_replay",
    "is_accepted",
    "was_accepted",
    "is_typing",
    "is_paused",
)
NOW, SOON, LONG = 30.0, 120.0, 300.0
# A wait of under 0.3 s is a key, one of over 5 s a pause.
SHORT_SECONDS, QUIET_SECONDS = 0.3, 5.0
FEW, SOME = 3, 5


class Pace:
    """The last five minutes of one person, fed moment by moment."""

    def __init__(self) -> None:
        self.moments: deque[tuple[Moment, float, float]] = deque()

    def add(self, moment: Moment) -> dict[str, float]:
        """Take in a moment and return what is known at it; times and sizes as log(1 + x)."""
        last = self.moments[-1][0] if self.moments else None
        wait = moment.at_seconds - last.at_seconds if last else 0.0
        grown = moment.measured["documentLength"] - last.measured["documentLength"] if last else 0.0
        self.moments.append((moment, wait, grown if grown == grown else 0.0))
        while moment.at_seconds - self.moments[0][0].at_seconds > LONG:
            self.moments.popleft()
        return self._waits() | self._recent() | state_of(moment, last)

    def _waits(self) -> dict[str, float]:
        waits = [wait for _, wait, _ in list(self.moments)[-SOME:]]
        return {
            "wait_log": log1p(waits[-1]),
            "wait_before_log": log1p(waits[-2]) if len(waits) > 1 else 0.0,
            "longest_wait_log": log1p(max(waits[-FEW:])),
            "five_waits_log": log1p(sum(waits)),
        }

    def _recent(self) -> dict[str, float]:
        end = self.moments[-1][0].at_seconds
        soon = [item for item in self.moments if end - item[0].at_seconds <= SOON]
        now = [item for item in soon if end - item[0].at_seconds <= NOW]
        return {
            "moments_30s_log": log1p(len(now)),
            "moments_120s_log": log1p(len(soon)),
            "short_share_30s": sum(wait < SHORT_SECONDS for _, wait, _ in now) / len(now),
            "replays_30s": count(now, "Replay"),
            "replays_120s": count(soon, "Replay"),
            "rejects_30s": count(now, "Rejected"),
            "accepts_300s": count(list(self.moments), "Accepted"),
            "quiet_share_120s": sum(min(wait, SOON) for _, wait, _ in soon if wait > QUIET_SECONDS) / SOON,
            "typed_120s_log": log1p(sum(max(grown, 0.0) for _, _, grown in soon)),
            "deleted_120s_log": log1p(sum(max(-grown, 0.0) for _, _, grown in soon)),
        }


def state_of(moment: Moment, last: Moment | None) -> dict[str, float]:
    """Return what the assistant and the hands are doing now."""
    return {
        "is_shown": float(moment.state == "Shown"),
        "is_replay": float(moment.state == "Replay"),
        "is_accepted": float(moment.state == "Accepted"),
        "was_accepted": float(last is not None and last.state == "Accepted"),
        "is_typing": float(moment.activity == "UserTyping"),
        "is_paused": float(moment.activity == "UserPaused"),
    }


def count(items: list[tuple[Moment, float, float]], state: str) -> float:
    """Return how often a state came."""
    return float(sum(moment.state == state for moment, _, _ in items))
