"""Whether the work looks unlike work usually does."""

from dataclasses import replace

from undersong.detectors.base import Detector, Weights
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import Window

# Shares of a handful of actions are chance: the first minutes of a session always look odd.
LEAST_ACTIONS = 20


class Anomaly(Detector):
    """Tell windows of a kind that few have seen.

    The probability is the share of usual windows that are less odd. Odd is not wrong: it is told with the two or
    three features that differ most, and never as a fault.
    """

    name = "anomaly"
    state = State.UNUSUAL
    needs = "edit_share"

    def tell(self, window: Window, batch: float | None, weights: Weights) -> Verdict:
        """Return the verdict on a window; one of few actions is never unusual."""
        verdict = super().tell(window, batch, weights)
        if (window.features.get("actions") or 0) < LEAST_ACTIONS:
            return replace(verdict, state=State.STEADY)
        return verdict
