"""Whether the work looks unlike work usually does."""

from undersong.detectors.base import Detector
from undersong.domain.state import State


class Anomaly(Detector):
    """Tell windows of a kind that few have seen.

    The probability is the share of usual windows that are less odd. Odd is not wrong: it is told with the two or
    three features that differ most, and never as a fault.
    """

    name = "anomaly"
    state = State.UNUSUAL
    needs = "edit_share"
