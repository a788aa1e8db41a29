"""The contract of a detector."""

from abc import ABC
from dataclasses import dataclass, field
from typing import ClassVar

from undersong.detectors.correction import Correction
from undersong.detectors.habits import Oddness
from undersong.domain.model import Model
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import Features, Window

# Where a release names no cut-offs; every one that ships does.
ENTER = 0.5
# Leaving a state takes a clear fall, so that a probability on the edge does not flicker (reference figure: 0.15).
HYSTERESIS = 0.15
MOST_WEIGHTS = 3
NAN = float("nan")

Weights = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Own:
    """What was learned of the person: a correction, a cut-off within their budget, how odd the session is to them."""

    correction: Correction = field(default_factory=Correction)
    enter: float | None = None
    oddness: Oddness | None = None


class Detector(ABC):
    """Judges a window by a model that is handed in.

    Judging is pure: the same window, release and personal layer give the same verdict, and nothing is remembered. A
    window without events, or without what the detector needs, is steady with probability 0.

    Parameters
    ----------
    model
        The release in service, or its stand-in.
    """

    # The personal layer; whoever keeps it (`undersong.detectors.personal`) puts another in its place.
    own = Own()

    name: ClassVar[str]
    state: ClassVar[State]
    needs: ClassVar[str]
    # The feature without which the others would not be as they are: it is weighed by the whole row.
    leads: ClassVar[str | None] = None
    # Features that set the scene and are no reason by themselves.
    scene: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, model: Model) -> None:
        self.model = model

    @property
    def enter(self) -> float:
        """The probability from which the state holds: the release's own, or a higher one of the person's."""
        release = self.model.threshold("enter", ENTER)
        return release if self.own.enter is None else max(release, self.own.enter)

    @property
    def leave(self) -> float:
        """The probability under which the state is over."""
        release = self.model.threshold("enter", ENTER)
        if self.enter > release:
            return self.enter - HYSTERESIS
        return self.model.threshold("leave", release - HYSTERESIS)

    def judge(self, window: Window) -> Verdict:
        """Return the verdict on a window, with the features that weighed most."""
        return self.tell(window, *self.weigh(window))

    def weigh(self, window: Window) -> tuple[float | None, Weights]:
        """Return what the release says of a window, and why; None where there is nothing to judge."""
        if not window.events or window.features.get(self.needs) is None or not self.model.features:
            return None, ()
        names, row = self.model.features, self._row(window.features)
        usual = [self.model.threshold(f"usual.{name}", NAN) for name in names]
        other_rows = [usual if name == self.leads else swapped(row, usual, i) for i, name in enumerate(names)]
        probability, *others = self.model.predict([row, *other_rows])
        weights = [0.0 if name in self.scene else probability - p for name, p in zip(names, others, strict=True)]
        return probability, heaviest(names, row, weights)

    def tell(self, window: Window, batch: float | None, weights: Weights) -> Verdict:
        """Return the verdict that follows from what the release says, seen through the personal layer."""
        probability = 0.0 if batch is None else self.own.correction.told(batch)
        state = self.state if probability >= self.enter and self.model.features else State.STEADY
        model = self.model
        return Verdict(self.name, state, probability, window.end_ms, weights, model.name, model.is_experimental)

    def is_over(self, window: Window) -> bool:  # noqa: ARG002 - members look at it
        """Tell whether a window ends the state by itself, however high the probability still is."""
        return False

    def _row(self, features: Features) -> list[float]:
        values = [features.get(name) for name in self.model.features]
        return [NAN if value is None else value for value in values]


def swapped(row: list[float], usual: list[float], place: int) -> list[float]:
    """Return the row with the value at one place as it usually is."""
    return [*row[:place], usual[place], *row[place + 1 :]]


def heaviest(names: tuple[str, ...], row: list[float], weights: list[float]) -> Weights:
    """Return up to three known features that raised the probability, the one that raised it most first."""
    known = [(weight, name, value) for name, value, weight in zip(names, row, weights, strict=True) if value == value]
    raised = sorted((item for item in known if item[0] > 0), key=lambda item: (-item[0], item[1]))
    return tuple((name, value) for _, name, value in raised[:MOST_WEIGHTS])
