"""Judged windows and moments for the nudge policy."""

from collections.abc import Iterable
from typing import Any

from undersong.domain.nudge import Nudge
from undersong.domain.settings import Settings
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import GRACE_MS, STEP_MS, Window
from undersong.nudges.moment import Moment
from undersong.nudges.policy import Judged, Policy

MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000
# A Wednesday at ten in the morning, UTC.
TEN = 1_768_384_800_000 + 0
SPOKEN = Settings(nudges_silent_days=0)
WEIGHTS = (("fail_streak", 4.0), ("same_error_streak", 3.0))


def judged(
    end_ms: int, probability: float, state: State | None = None, detector: str = "stuck", enter: float = 0.6
) -> Judged:
    """Return one window with one verdict, which holds from `enter` on."""
    own = State.STUCK if detector == "stuck" else State.UNUSUAL
    held = own if probability >= enter else State.STEADY
    verdict = Verdict(detector, held, probability, end_ms, WEIGHTS, f"{detector} 0.1.0")
    return Window(end_ms, 5, {}), (verdict,), state or own


class Talk:
    """A policy with a person in front of it; every window passes as in life."""

    def __init__(self, settings: Settings = SPOKEN, policy: Policy | None = None, start_ms: int = TEN) -> None:
        self.policy = policy or Policy({"stuck": 0.6})
        self.settings, self.end_ms = settings, start_ms
        self.now_ms = start_ms
        self.said: list[Nudge] = []

    def windows(self, probabilities: Iterable[float], boundary: bool = False, **moment: Any) -> list[Nudge]:
        """Let windows pass and return what was said in them."""
        said = []
        for probability in probabilities:
            self.end_ms += STEP_MS
            self.now_ms = self.end_ms + GRACE_MS
            enter = self.policy.enter.get("stuck", 0.6)
            said += self.ask([judged(self.end_ms, probability, enter=enter)], boundary, **moment)
        return said

    def ask(self, new: list[Judged], boundary: bool = False, **moment: Any) -> list[Nudge]:
        """Ask the policy now."""
        begun = {"boundary_ms": self.now_ms} if boundary else {}
        found = self.policy.consider(new, Moment(self.now_ms, **{**begun, **moment}), self.settings)
        self.said += [found] if found else []
        return [found] if found else []

    def later(self, span_ms: int, boundary: bool = False, **moment: Any) -> list[Nudge]:
        """Let time pass in which nothing happens."""
        self.now_ms += span_ms
        self.end_ms = max(self.end_ms, self.now_ms // STEP_MS * STEP_MS)
        return self.ask([], boundary, **moment)

    def stuck_again(self) -> list[Nudge]:
        """Get out of trouble and into new trouble, and come to a boundary."""
        self.windows([0.1])
        return self.windows([0.9] * 3, boundary=True)
