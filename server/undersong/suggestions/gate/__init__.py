"""Whether a suggestion is shown: how likely it is to be taken, and what a wrong one costs."""

from undersong.source.showing import Moment
from undersong.suggestions.gate.gate import Gate, Judgement

__all__ = ["Gate", "Judgement", "Moment"]
