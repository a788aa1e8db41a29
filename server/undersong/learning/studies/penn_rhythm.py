"""When a student worked on one homework, up to a code state: gaps, bouts of work, and the hour."""

import math
from bisect import bisect_right
from itertools import pairwise

from undersong.learning.studies.penn_progress import UNKNOWN, Values

MINUTE, HOUR, DAY, WEEK = 60, 3600, 86_400, 604_800
# After three hours without a snapshot another bout of work begins; more than an hour of a gap was not all work.
BOUT, LONGEST_WORK = 3 * HOUR, HOUR
# Penn's clocks stand five hours behind UTC, four in summer; only differences to the usual hour matter.
BEHIND_UTC = 5 * HOUR
GAPS, LATEST = (1, 2, 3, 5), 8


class Rhythm:
    """Follows the times of snapshots and of new bests."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.bouts = 0
        self.worked = 0.0
        self._bout_began = self._bout_rises = 0
        self._rise_time = self._rise_worked = 0.0

    def take(self, time_s: float, rose: bool) -> None:
        """Take in the time of the next snapshot, and whether it was a new best."""
        gap = time_s - self.times[-1] if self.times else 0.0
        if gap > BOUT:
            self.bouts += 1
            self._bout_began, self._bout_rises = len(self.times), 0
        else:
            self.worked += min(gap, LONGEST_WORK)
        if rose or not self.times:
            self._rise_time, self._rise_worked = time_s, self.worked
        self._bout_rises += rose
        self.times.append(time_s)

    @property
    def mean_gap(self) -> float:
        """Return the mean gap in seconds, logarithmic."""
        return shrunk((self.times[-1] - self.times[0]) / (len(self.times) - 1)) if len(self.times) > 1 else UNKNOWN

    def features(self) -> Values:
        """Return the features by name, once a snapshot was taken in; spans are logarithms of seconds."""
        now, first, n = self.times[-1], self.times[0], len(self.times)
        local = now - BEHIND_UTC
        return {
            **{f"gap_{k}": shrunk(now - self.times[-1 - k]) if n > k else UNKNOWN for k in GAPS},
            "gap_usual": self._usual_gap(),
            "since_first": shrunk(now - first),
            "since_rise": shrunk(now - self._rise_time),
            "worked": shrunk(self.worked),
            "worked_since_rise": shrunk(self.worked - self._rise_worked),
            "bouts": self.bouts,
            "bout_snapshots": n - self._bout_began,
            "bout_rises": self._bout_rises,
            **{f"snapshots_{hours}h": n - bisect_right(self.times, now - hours * HOUR) for hours in (1, 3, 24)},
            "pace": n / ((now - first) / HOUR + 1),
            "hour": local % DAY / HOUR,
            "hour_of_week": local % WEEK / HOUR,
            "day": now / DAY,
        }

    def _usual_gap(self) -> float:
        latest = self.times[-LATEST - 1 :]
        gaps = sorted(b - a for a, b in pairwise(latest))
        return shrunk(gaps[(len(gaps) - 1) // 2]) if gaps else UNKNOWN


def shrunk(seconds: float) -> float:
    """Return the logarithm of a span, so that minutes and days are told apart alike."""
    return math.log1p(max(0.0, seconds))
