"""Whether the work looks unlike the person's own usually does."""

from dataclasses import replace

from undersong.detectors.base import Detector, Weights
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import Window


class Anomaly(Detector):
    """Tell sessions of a kind that the person has not had for a month, at most once a week.

    The probability is the share of their sessions of the last thirty days that were less odd; until there are enough
    of them, the share of other people's windows, by the release, and then nothing is told. Odd is not wrong: it is
    told with the two features that differ most, and never as a fault.
    """

    name = "anomaly"
    state = State.UNUSUAL
    needs = "edit_share"

    def tell(self, window: Window, batch: float | None, weights: Weights) -> Verdict:
        """Return the verdict on a window; without habits to compare with it is steady."""
        verdict, oddness = super().tell(window, batch, weights), self.own.oddness
        if batch is None or oddness is None:
            return replace(verdict, state=State.STEADY)
        state = State.UNUSUAL if oddness.is_told else State.STEADY
        return replace(verdict, state=state, probability=oddness.rank, weights=oddness.features, usual=oddness.usual)
