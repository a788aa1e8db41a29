"""Whether the runs of the last half hour get anywhere."""

from undersong.detectors.base import Detector
from undersong.domain.state import State


class Stuck(Detector):
    """Tell when run after run brings no new passing test.

    Examples
    --------
    >>> from undersong.domain.window import Window
    >>> from undersong.inference.stub import Stub
    >>> Stuck(Stub("stuck")).judge(Window(20_000, 1, {"fail_streak": 4.0})).state.name
    'STEADY'
    """

    name = "stuck"
    state = State.STUCK
    # Without a run nothing objective tells progress from its lack.
    needs = "fail_streak"
