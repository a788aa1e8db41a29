"""Whether, when and in which words a verdict is told. Pure: no clock, no disk, no chance of its own."""

from undersong.nudges.moment import Moment
from undersong.nudges.policy import Policy
from undersong.nudges.watch import Watch
from undersong.nudges.words import ACTIONS, Action, actions_of

__all__ = ["ACTIONS", "Action", "Moment", "Policy", "Watch", "actions_of"]
