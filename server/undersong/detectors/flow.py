"""Whether the work runs without friction."""

from undersong.detectors.base import Detector
from undersong.domain.state import State


class Flow(Detector):
    """Tell writing and reshaping of code from searching, testing and thinking.

    What logs can tell is focused work, of which flow is a part (Brown et al., CHI 2023); people see the word focused.
    """

    name = "flow"
    state = State.FOCUSED
    # A window in which nobody typed is not one of writing, whatever else happened.
    needs = "delete_share"
