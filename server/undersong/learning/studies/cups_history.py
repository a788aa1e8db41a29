"""What a person decided so far, in a state that grows by the texts that were shown and else by nothing."""

import re
from collections import Counter, deque
from math import copysign, log1p
from statistics import median

from undersong.learning.studies.cups import Moment

HISTORY = (
    "accept_rate",
    "accept_rate_recent",
    "reject_streak_log",
    "since_decision_log",
    "document_growth_log",
    "likeness_to_rejected",
    "likeness_to_accepted",
    "usual_decision_log",
    "shown_before_log",
    "rejected_before_log",
    "replays_a_decision",
    "after_accept",
)
# Before anybody decided, a third is accepted: the share in the published set of 21 programmers (386 of 1,096). It
# weighs as much as these many decisions.
BASE_RATE, BASE_WEIGHT, RECENT_WEIGHT = 0.35, 3, 2
RECENT = 5
# What stands for a time since something that never happened: minutes ago.
LONG_SECONDS = 400.0
FIRST_DECISION_SECONDS = 1.0
TOKEN = re.compile(r"[^\W\d]\w*|\d+|\S")


class History:
    """One person's decisions, fed moment by moment; asked for features it knows nothing that comes later."""

    def __init__(self) -> None:
        self.decisions = self.accepts = self.streak = self.replays = 0
        self.recent: deque[bool] = deque(maxlen=RECENT)
        self.waits: list[float] = []
        self.shown: Counter[str] = Counter()
        self.rejected: Counter[str] = Counter()
        self.last_text = {True: "", False: ""}
        self.offered: Moment | None = None
        self.decided: Moment | None = None
        self.is_open = False

    def features(self, moment: Moment) -> dict[str, float]:
        """Return what the past says of a suggestion that is shown now."""
        text = moment.suggestion.strip()
        since = moment.at_seconds - self.decided.at_seconds if self.decided else LONG_SECONDS
        return {
            "accept_rate": smoothed(self.accepts, self.decisions, BASE_WEIGHT),
            "accept_rate_recent": smoothed(sum(self.recent), len(self.recent), RECENT_WEIGHT),
            "reject_streak_log": log1p(self.streak),
            "since_decision_log": log1p(max(since, 0.0)),
            "document_growth_log": self._growth(moment),
            "likeness_to_rejected": likeness(self.last_text[False], moment.suggestion),
            "likeness_to_accepted": likeness(self.last_text[True], moment.suggestion),
            "usual_decision_log": log1p(median(self.waits) if self.waits else FIRST_DECISION_SECONDS),
            "shown_before_log": log1p(self.shown[text]),
            "rejected_before_log": log1p(self.rejected[text]),
            "replays_a_decision": self.replays / (self.decisions + 2),
            "after_accept": float(self.decided is not None and self.decided.state == "Accepted"),
        }

    def add(self, moment: Moment) -> None:
        """Take in what happened."""
        if moment.state == "Shown":
            self.shown[moment.suggestion.strip()] += 1
            self.offered, self.is_open = moment, True
        elif moment.state == "Replay":
            self.replays += 1
        elif moment.state in ("Accepted", "Rejected"):
            self._decide(moment, moment.state == "Accepted")

    def _decide(self, moment: Moment, is_accepted: bool) -> None:
        if self.is_open and self.offered:
            self.decisions, self.accepts = self.decisions + 1, self.accepts + is_accepted
            self.recent.append(is_accepted)
            self.waits.append(moment.at_seconds - self.offered.at_seconds)
            self.is_open = False
        self.rejected[moment.suggestion.strip()] += not is_accepted
        self.streak = 0 if is_accepted else self.streak + 1
        self.last_text[is_accepted] = moment.suggestion
        self.decided = moment

    def _growth(self, moment: Moment) -> float:
        """Return the sign and log(1 + size) of what the document grew by since the last suggestion."""
        if self.offered is None:
            return 0.0
        grown = moment.measured["documentLength"] - self.offered.measured["documentLength"]
        return copysign(log1p(abs(grown)), grown)


def smoothed(hits: int, count: int, weight: int) -> float:
    """Return a share that begins at the base rate."""
    return (hits + BASE_RATE * weight) / (count + weight)


def likeness(one: str, other: str) -> float:
    """Return the share of tokens that two texts have in common (Jaccard), 0 where one is empty."""
    first, second = set(TOKEN.findall(one)), set(TOKEN.findall(other))
    return len(first & second) / len(first | second) if first and second else 0.0
