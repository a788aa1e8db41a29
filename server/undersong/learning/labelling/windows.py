"""From windows and events to labels that say how sure they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from undersong.domain.event import Event
from undersong.domain.window import Window
from undersong.learning.labelling.ballot import collect
from undersong.learning.labelling.catalog import QUESTIONS, Question
from undersong.learning.labelling.estimate import Estimate
from undersong.learning.labelling.learned import Learned, base_rate_of
from undersong.learning.labelling.timeline import Timeline

# A person's own word counts five times as much as the surest votes; votes of functions of which nothing could be
# learned count half as much as others.
OWN_WORD, WEAK, UNKNOWN = 1.0, 0.2, 0.1
# Nearer to even odds than this, votes cancel out and label nothing.
LEAST_CONFIDENCE = 0.1


@dataclass(frozen=True, slots=True)
class Label:
    """What a window shows: the probability of the detector's own state; `is_weak` where nobody said so."""

    value: float
    weight: float
    is_weak: bool


@dataclass(frozen=True, slots=True)
class Labelling:
    """The labels of one question, and what is known of those who voted.

    Parameters
    ----------
    labels
        Window's end → label.
    estimates
        One of each function, then of the person's own words.
    base_rate
        How often the state is believed to hold.
    remarks
        What a reader should know of the labels as a whole.
    """

    labels: Mapping[int, Label]
    estimates: tuple[Estimate, ...] = ()
    base_rate: float = 0.0
    remarks: tuple[str, ...] = ()

    def summary(self) -> dict[str, Any]:
        """Return what a manifest and the training log say of the labels."""
        return {
            "base_rate": round(self.base_rate, 4),
            "own_words": sum(not label.is_weak for label in self.labels.values()),
            "functions": [estimate.as_dict() for estimate in self.estimates],
            "remarks": list(self.remarks),
        }


def study_windows(windows: Sequence[Window], events: Iterable[Event]) -> Mapping[str, Labelling]:
    """Return the labels of each model with what was learned of the functions behind them."""
    timeline = Timeline(events)
    return {question.model: labelling(question, windows, timeline) for question in QUESTIONS}


def labelling(question: Question, windows: Sequence[Window], timeline: Timeline) -> Labelling:
    """Return the labels of one question: own words where there are any, else what the model makes of the votes."""
    ballot = collect(question, windows, timeline)
    learned = Learned(ballot, base_rate_of(question, timeline))
    weight = UNKNOWN if learned.model is None else WEAK
    rows = zip(ballot.times_ms, ballot.words, ballot.has_votes, learned.probabilities, strict=True)
    labels = {
        end_ms: label
        for end_ms, word, has_votes, value in rows
        if (label := label_of(int(word), float(value), weight if has_votes else 0.0)) is not None
    }
    return Labelling(labels, learned.estimates, learned.base_rate, learned.remarks)


def label_of(word: int, value: float, weight: float) -> Label | None:
    """Return the label that a person's word gives, else the one that votes give; None where neither says anything.

    >>> label_of(-1, 0.9, WEAK), label_of(0, 0.9, WEAK), label_of(0, 0.5, WEAK)
    (Label(value=0.0, weight=1.0, is_weak=False), Label(value=0.9, weight=0.16, is_weak=True), None)
    """
    if word:
        return Label(float(word > 0), OWN_WORD, is_weak=False)
    confidence = abs(2 * value - 1)
    if not weight or confidence < LEAST_CONFIDENCE:
        return None
    return Label(round(value, 4), round(weight * confidence, 4), is_weak=True)
