"""What is asked of each window, and who votes on it, in reading order."""

from dataclasses import dataclass

from undersong.learning.labelling.base import LabellingFunction
from undersong.learning.labelling.debugging import DEBUGS, DEBUGS_WITHOUT_EDITS
from undersong.learning.labelling.failing import FAILING, REPEATS, STREAK
from undersong.learning.labelling.leaving import SCATTERS, SEEKS_HELP
from undersong.learning.labelling.own_words import FLOW_WORDS, STUCK_WORDS, Words, own_words
from undersong.learning.labelling.progress import GETS_AHEAD
from undersong.learning.labelling.turning_back import REVISITS, TOOK_BACK
from undersong.learning.labelling.typing_well import TYPES_SMOOTHLY, TYPES_UNDISTURBED


@dataclass(frozen=True, slots=True)
class Question:
    """What a model learns from: whether a state holds in a window.

    Parameters
    ----------
    base_rate
        How often it holds, before anything of this person is known.
    functions
        Who votes.
    words
        What a person's own words mean for it.
    """

    model: str
    base_rate: float
    functions: tuple[LabellingFunction, ...]
    words: Words

    @property
    def own(self) -> tuple[LabellingFunction, ...]:
        """The person's own words as functions."""
        return own_words(self.words)


QUESTIONS = (
    # Frustration of five of seven or more: 14.1 % of 418 experience samples of developers.
    Question(
        "stuck",
        0.14,
        (STREAK, REPEATS, REVISITS, DEBUGS_WITHOUT_EDITS, TOOK_BACK, SEEKS_HELP, GETS_AHEAD, TYPES_SMOOTHLY),
        STUCK_WORDS,
    ),
    # Challenge and skill both above one's own mean, the flow quadrant: 21.9 % of the same reports.
    Question("flow", 0.22, (TYPES_UNDISTURBED, SCATTERS, DEBUGS, FAILING), FLOW_WORDS),
)
