"""A completer asked at each place, and what the person would have made of its answer."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from undersong.domain.suggestion import Context, Silence, Suggestion
from undersong.learning.replayed.spots import Spot
from undersong.source.showing import Moment, showing_features

Completer = Callable[[Context], Suggestion | Silence]


@dataclass(frozen=True, slots=True)
class Replayed:
    """A suggestion with its outcome: taken when its first line is how the line really went on.

    `kept_chars` is what the person would not have typed, 0 where it is not taken.
    """

    features: dict[str, float]
    is_taken: bool
    kept_chars: int


def replayed(spots: Iterable[Spot], complete: Completer) -> Iterator[Replayed]:
    """Yield what is offered at each place; where the completer is silent there is nothing to judge."""
    for spot in spots:
        found = complete(spot.context)
        if isinstance(found, Silence) or not found.text.strip():
            continue
        line = found.text.partition("\n")[0].rstrip()
        is_taken = bool(line) and spot.rest.startswith(line)
        features = showing_features(found, spot.context, Moment())
        yield Replayed(features, is_taken, len(line) if is_taken else 0)
