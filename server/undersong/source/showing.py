"""What is known of a suggestion when it is about to be shown: how it came about, where, and to whom."""

from dataclasses import dataclass
from math import nan

from undersong.domain.suggestion import Context, Outcome, Suggestion
from undersong.source.caret import CARET, caret_features
from undersong.source.wording import WORDING, wording_features

SIGNALS = (
    "confidence",
    "mean_logprob",
    "least_logprob",
    "first_margin",
    "entropy_slope",
    "agreement",
    "tokens",
    "longest_match",
)
SOURCES = ("is_from_model", "is_from_repository", "is_from_both")
MOMENT = ("since_key_ms", "typing_ms", "last_taken", "taken_of_three", "since_refusal_seconds")
SHOWING = (*SIGNALS, *SOURCES, *WORDING, *CARET, *MOMENT)
TAKEN = frozenset({Outcome.ACCEPTED, Outcome.PARTLY_ACCEPTED, Outcome.TYPED_THROUGH})


@dataclass(frozen=True, slots=True)
class Moment:
    """What the person did just now; NaN and nothing where it is not known.

    `since_key_ms` is the time since the last key, `typing_ms` the usual time between two keys, `outcomes` what became
    of the last three suggestions, the latest first, and `since_refusal_seconds` how long ago one was dismissed.
    """

    since_key_ms: float = nan
    typing_ms: float = nan
    outcomes: tuple[Outcome, ...] = ()
    since_refusal_seconds: float = nan


def showing_features(suggestion: Suggestion, context: Context, moment: Moment) -> dict[str, float]:
    """Return every feature by name; NaN for what is not known. Nothing of the text itself is in it."""
    return {
        **signal_features(suggestion),
        **wording_features(suggestion.text, context),
        **caret_features(context),
        **moment_features(moment),
    }


def break_even(chars: float, wrong_cost: float) -> float:
    """Return the probability from which showing a text of so many characters pays.

    Taken, it saves its characters less the key that takes it; refused, it costs `wrong_cost` characters of one's time.

    >>> break_even(5, 4.0), break_even(1, 4.0)
    (0.5, 1.0)
    """
    saved = max(chars - 1.0, 0.0)
    return wrong_cost / (wrong_cost + saved) if wrong_cost > 0 else 0.0


def signal_features(suggestion: Suggestion) -> dict[str, float]:
    """Return how a suggestion came about."""
    signals = suggestion.signals
    told = {name: getattr(signals, name) if signals else nan for name in SIGNALS[1:]}
    source = suggestion.origin or suggestion.source
    sources = {name: float(name == f"is_from_{source}") for name in SOURCES}
    return {"confidence": suggestion.confidence, **told, **sources}


def moment_features(moment: Moment) -> dict[str, float]:
    """Return what the person did just now."""
    taken = [float(outcome in TAKEN) for outcome in moment.outcomes[:3]]
    return {
        "since_key_ms": moment.since_key_ms,
        "typing_ms": moment.typing_ms,
        "last_taken": taken[0] if taken else nan,
        "taken_of_three": sum(taken) / len(taken) if taken else nan,
        "since_refusal_seconds": moment.since_refusal_seconds,
    }
