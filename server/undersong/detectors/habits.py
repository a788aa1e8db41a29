"""What a person's sessions are like, and how unlike them the one under way is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt
from statistics import median
from typing import Any, Self

from undersong.domain.window import Window
from undersong.domain.work import SESSION_GAP_MS

DAY_MS = 86_400_000
# What a session is described by, and the range of each that most work stays in: a spread under a fiftieth of it is
# taken for that much, so that who never debugs is not unusual for starting a debugger once.
RANGES: Mapping[str, float] = {
    "edit_share": 1.0,
    "navigation_share": 1.0,
    "debug_share": 1.0,
    "focus_share": 1.0,
    "command_share": 1.0,
    "actions": 200.0,
    "active_seconds": 600.0,
    "navigation_entropy": 1.0,
    "pauses_medium": 15.0,
    "pauses_long": 3.0,
}
LEAST_SPREAD = 0.02
# The median distance from the median, as the standard deviation of a normal spread.
MAD_SCALE = 1.4826
# One feature far off is one feature far off, however far.
MOST_DISTANCE = 10.0
# Shares of a handful of actions are chance, and so is the mean of a few windows. Distances are held back as long as a
# session is young: with 60 windows by a third. Of 15 to 120, and none, that finds most planted sessions for the same
# alarms (docs/decisions/0016).
LEAST_ACTIONS, LEAST_WINDOWS, SETTLED_WINDOWS = 20, 10, 60
# The last thirty days are what is usual; before three weeks' worth of sessions nothing is.
HISTORY_MS, LEAST_SESSIONS, LEAST_DAYS = 30 * DAY_MS, 15, 10
MOST_SESSIONS = 120
WEEK_MS = 7 * DAY_MS
# As many windows in a row as it takes until the state is told.
WINDOWS = 3
TOLD_FEATURES = 2


@dataclass(frozen=True, slots=True)
class Oddness:
    """How unlike the person's others a session is so far.

    `rank` is the share of their sessions of the last thirty days that were less odd at their oddest; `features` are
    the two that differ most, with their values, and `usual` what these are in the middle of the person's sessions;
    `may_tell` says that a week's one telling is not spent.
    """

    rank: float
    features: tuple[tuple[str, float], ...]
    may_tell: bool
    usual: tuple[tuple[str, float], ...] = ()

    @property
    def is_told(self) -> bool:
        """It is odder than every session of the last thirty days, and may be told."""
        return self.rank >= 1.0 and self.may_tell


@dataclass(slots=True)
class Session:
    """The session under way, as sums over its windows."""

    begin_ms: int = 0
    last_ms: int = 0
    windows: int = 0
    sums: dict[str, float] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    peak: float = 0.0
    row: int = 0

    def means(self) -> dict[str, float]:
        """Return the mean of each feature over the windows in which it was known."""
        return {name: round(total / self.known[name], 6) for name, total in self.sums.items()}

    def add(self, window: Window) -> None:
        """Take in a window."""
        self.windows, self.last_ms = self.windows + 1, window.end_ms
        for name in RANGES:
            value = window.features.get(name)
            if value is not None:
                self.sums[name] = self.sums.get(name, 0.0) + value
                self.known[name] = self.known.get(name, 0) + 1


class Habits:
    """The person's sessions of the last thirty days, and the one under way.

    A session is odd when its means lie far, in spreads of the person's own, from what their sessions' means usually
    are. It is told when it is odder than every one of the last thirty days and nothing was told for a week. One that
    was told is not learned from, lest the unusual become usual.
    """

    def __init__(self) -> None:
        # (end, means, peak) of each; an odd one has no means to learn from.
        self._past: list[tuple[int, dict[str, float], float]] = []
        self._usual: dict[str, tuple[float, float]] = {}
        self._session = Session()
        self._told_ms: int | None = None

    def look(self, window: Window) -> Oddness | None:
        """Return how odd the session is with this window; None while there is too little to say so."""
        if (window.features.get("actions") or 0) < LEAST_ACTIONS or self._is_over(window.end_ms) or not self._usual:
            return None
        session = self._with(window)
        if session.windows < LEAST_WINDOWS:
            return None
        means, distances = session.means(), self._distances(session)
        peaks, score = [peak for _, _, peak in self._past], score_of(distances)
        furthest = sorted(distances, key=lambda name: (-distances[name], name))[:TOLD_FEATURES]
        told = tuple((name, means[name]) for name in furthest)
        usual = tuple((name, self._usual[name][0]) for name in furthest)
        return Oddness(sum(peak < score for peak in peaks) / len(peaks), told, self._may_tell(window.end_ms), usual)

    def note(self, window: Window) -> None:
        """Take in a window after it was judged."""
        if self._is_over(window.end_ms):
            self._close()
        if (window.features.get("actions") or 0) < LEAST_ACTIONS:
            self._session.row = 0
            return
        oddness = self.look(window)
        self._session = self._with(window)
        if oddness is None:
            return
        session = self._session
        session.peak = max(session.peak, score_of(self._distances(session)))
        session.row = session.row + 1 if oddness.is_told else 0
        if session.row == WINDOWS:
            self._told_ms = window.end_ms

    def as_dict(self) -> dict[str, Any]:
        """Return the state as JSON takes it; `from_dict` goes on from there."""
        session = {name: getattr(self._session, name) for name in Session.__slots__}
        return {"past": [list(one) for one in self._past], "session": session, "told_ms": self._told_ms}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Return what `as_dict` described."""
        made = cls()
        made._past = [(end_ms, dict(means), peak) for end_ms, means, peak in plain["past"]]
        made._session = Session(**plain["session"])
        made._told_ms = plain["told_ms"]
        made._learn()
        return made

    def _with(self, window: Window) -> Session:
        now = self._session
        session = Session(
            now.begin_ms or window.end_ms, now.last_ms, now.windows, dict(now.sums), dict(now.known), now.peak, now.row
        )
        session.add(window)
        return session

    def _may_tell(self, end_ms: int) -> bool:
        """A week has passed since the last telling, or it was of this session."""
        told_ms, begin_ms = self._told_ms, self._session.begin_ms
        return told_ms is None or end_ms - told_ms >= WEEK_MS or 0 < begin_ms <= told_ms

    def _is_over(self, end_ms: int) -> bool:
        return self._session.windows > 0 and end_ms - self._session.last_ms > SESSION_GAP_MS

    def _close(self) -> None:
        """Learn from a session that is over."""
        session, self._session = self._session, Session()
        was_told = self._told_ms is not None and session.begin_ms <= self._told_ms
        if session.windows >= LEAST_WINDOWS and not was_told:
            self._past.append((session.last_ms, session.means(), round(session.peak, 6)))
        oldest_ms = session.last_ms - HISTORY_MS
        self._past = [one for one in self._past if one[0] > oldest_ms][-MOST_SESSIONS:]
        self._learn()

    def _learn(self) -> None:
        """Find anew what is usual."""
        self._usual = {}
        enough = len(self._past) >= LEAST_SESSIONS and self._past[-1][0] - self._past[0][0] >= LEAST_DAYS * DAY_MS
        if not enough:
            return
        for name, reach in RANGES.items():
            values = [means[name] for _, means, _ in self._past if name in means]
            if len(values) >= LEAST_SESSIONS:
                middle = median(values)
                spread = MAD_SCALE * median(abs(value - middle) for value in values)
                self._usual[name] = (middle, max(spread, LEAST_SPREAD * reach))

    def _distances(self, session: Session) -> dict[str, float]:
        """Return how far each mean lies from the usual one, in the person's own spreads; less while it is young."""
        means, trust = session.means(), sqrt(session.windows / (session.windows + SETTLED_WINDOWS))
        known = {name: usual for name, usual in self._usual.items() if name in means}
        return {
            name: trust * min(abs(means[name] - middle) / spread, MOST_DISTANCE)
            for name, (middle, spread) in known.items()
        }


def score_of(distances: Mapping[str, float]) -> float:
    """Return one number for all distances: their root mean square, so that many small ones count as well as a large."""
    return sqrt(sum(d * d for d in distances.values()) / len(distances)) if distances else 0.0
