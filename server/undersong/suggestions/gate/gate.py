"""The gate before ghost text."""

import hashlib
from dataclasses import dataclass
from math import nan

from undersong.domain.model import Model
from undersong.domain.suggestion import Context, Suggestion
from undersong.source.showing import Moment, break_even, showing_features
from undersong.suggestions.gate.rule import ENTER, Rule

# Of what is held back so much is shown all the same: without it nobody would ever learn what people make of it.
EXPLORED = 0.05


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate makes of a suggestion.

    `probability` (0 to 1) is the chance that it is taken; it is shown from `threshold` on, which is lower for a longer
    text, or below it to learn from (`is_exploration`).
    """

    probability: float
    is_shown: bool
    is_exploration: bool
    threshold: float


class Gate:
    """Judges suggestions by a release of `accept`, or by a rule where none serves.

    Parameters
    ----------
    model
        The release; None leaves it to the rule.
    seed
        Decides which of what is held back is shown to learn from. The same text at the same place is judged the same
        way, so that nothing flickers.
    """

    def __init__(self, model: Model | None = None, seed: int = 0) -> None:
        self._model: Model = model or Rule()
        self._seed = str(seed).encode()

    @property
    def name(self) -> str:
        """Who judges, as a person may see it."""
        return self._model.name

    def judge(self, suggestion: Suggestion, context: Context, moment: Moment) -> Judgement:
        """Return whether a suggestion is shown at this moment."""
        features = showing_features(suggestion, context, moment)
        probability = self._model.predict([[features.get(name, nan) for name in self._model.features]])[0]
        cost = self._model.threshold("wrong_cost", 0.0)
        threshold = max(self._model.threshold("enter", ENTER), break_even(features["chars"], cost))
        if probability >= threshold:
            return Judgement(probability, True, False, threshold)
        is_exploration = self._chance(suggestion, context) < EXPLORED
        return Judgement(probability, is_exploration, is_exploration, threshold)

    def _chance(self, suggestion: Suggestion, context: Context) -> float:
        """Return a number from 0 to 1 that belongs to this text at this place."""
        line = context.prefix[context.prefix.rfind("\n") + 1 :]
        place = f"{context.path}\n{context.prefix.count(chr(10))}\n{line}{suggestion.text}"
        digest = hashlib.blake2b(place.encode("utf-8", "surrogatepass"), digest_size=8, key=self._seed).digest()
        return int.from_bytes(digest, "big") / 2**64
