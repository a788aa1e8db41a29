"""What the detectors learned of one person: kept outside the releases, small, and the same in life and in replay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from undersong.detectors import confirmed
from undersong.detectors.base import ENTER, Detector, Own
from undersong.detectors.correction import Correction
from undersong.detectors.drift import Alarm, Drift, surprise
from undersong.detectors.habits import Habits
from undersong.detectors.repeating import is_repeating
from undersong.detectors.threshold import Threshold
from undersong.domain.event import Event
from undersong.domain.verdict import Verdict
from undersong.domain.window import Window

FORMAT = 1
# A person says whether these were right; whether work was unusual nobody is asked.
LABELLED = ("stuck", "flow")
# Only verdicts of `stuck` become nudges, so only they can be too many.
BUDGETED = "stuck"
# What is odd for one person is a habit of another.
HABITUAL = "anomaly"
# Nudges are answered within the day; more than so many are never open.
MOST_OPEN = 8


@dataclass(frozen=True, slots=True)
class DriftFound:
    """A release errs otherwise than it did: the evidence for training it anew."""

    detector: str
    release: str
    window_end_ms: int
    alarm: Alarm


@dataclass(slots=True)
class Layer:
    """What was learned on top of one release, and goes with it."""

    release: str = ""
    correction: Correction = field(default_factory=Correction)
    drift: Drift = field(default_factory=Drift)
    # What the release said of the window before a nudge was shown, by the nudge's id.
    open: dict[str, float] = field(default_factory=dict)
    batch: float | None = None

    def learn(self, probability: float, label: float) -> Alarm | None:
        """Take in a confirmed label.

        The drift looks at the release's own promise: a correction follows a change within a hundred labels, and would
        hide that what everybody starts from no longer fits.
        """
        alarm = self.drift.note(surprise(probability, label))
        self.correction = self.correction.after(probability, label)
        return alarm

    def as_dict(self) -> dict[str, Any]:
        """Return the layer as JSON takes it."""
        return {
            "release": self.release,
            "correction": self.correction.as_dict(),
            "drift": self.drift.as_dict(),
            "open": dict(self.open),
            "batch": self.batch,
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Return what `as_dict` described."""
        correction, drift = Correction.from_dict(plain["correction"]), Drift.from_dict(plain["drift"])
        return cls(plain["release"], correction, drift, dict(plain["open"]), plain["batch"])


class Personal:
    """The personal layer: corrections, cut-off, habits and drift, as a pure function of releases and events.

    A label counts once, and only for the release that judged its window: another release begins at "nothing to
    correct", because it was trained on every label that was there by then (`undersong.learning.recipes.correction`).
    The same release, loaded anew, goes on.
    """

    def __init__(self) -> None:
        self.end_ms = 0
        self._layers = {name: Layer() for name in LABELLED}
        self._threshold, self._habits = Threshold(), Habits()
        self._enter: dict[str, float] = {}

    @property
    def learned(self) -> tuple[tuple[str, int], ...]:
        """Each release and its labels: changes when something was learned that events alone would not teach again."""
        return tuple((layer.release, layer.correction.labels) for layer in self._layers.values())

    @property
    def enter(self) -> dict[str, float]:
        """Detector → its cut-off, where the person's own is in force."""
        return dict(self._enter)

    def own(self, detector: Detector, window: Window) -> Own:
        """Return what a detector shall judge a window with; a release that it did not have before starts without."""
        layer = self._layers.get(detector.name)
        if layer is None:
            return Own(oddness=self._habits.look(window)) if detector.name == HABITUAL else Own()
        if not detector.model.features:
            return Own()  # the stand-in of a release that is away for a while: what was learned of that one stays
        if layer.release != detector.model.name:
            layer = self._layers[detector.name] = Layer(detector.model.name)
        release = detector.model.threshold("enter", ENTER)
        enter = self._threshold.enter(release) if detector.name == BUDGETED else release
        if enter == release:
            self._enter.pop(detector.name, None)
            return Own(layer.correction)
        self._enter[detector.name] = enter
        return Own(layer.correction, enter)

    def follow(self, verdict: Verdict) -> None:
        """Go on with the release that gave a verdict, where another serves now and its own words are not known."""
        layer = self._layers.get(verdict.detector)
        if layer is not None and layer.release != verdict.release:
            self._layers[verdict.detector] = Layer(verdict.release)

    def close(
        self, window: Window, said: Iterable[Event], batch: Mapping[str, float | None], verdicts: Iterable[Verdict]
    ) -> list[DriftFound]:
        """Learn from a window after it was judged: what the releases said of it, and what the person said in it.

        `said` are the window's events of `confirmed.KINDS`, in their canonical order.
        """
        end_ms = window.end_ms
        found = [drift for event in said for drift in self._hear(event, end_ms, batch)]
        for name, layer in self._layers.items():
            layer.batch = batch.get(name)
        for verdict in verdicts:
            if verdict.detector == BUDGETED:
                self._threshold.note(end_ms, verdict.probability, is_repeating(window.features))
        self._habits.note(window)
        self.end_ms = end_ms
        return found

    def as_dict(self) -> dict[str, Any]:
        """Return everything as JSON takes it; `from_dict` goes on from there."""
        return {
            "format": FORMAT,
            "end_ms": self.end_ms,
            "layers": {name: layer.as_dict() for name, layer in self._layers.items()},
            "threshold": self._threshold.as_dict(),
            "habits": self._habits.as_dict(),
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Return what `as_dict` described; what another version wrote in another form is not read."""
        made = cls()
        if plain.get("format") != FORMAT:
            return made
        made.end_ms = plain["end_ms"]
        made._layers |= {name: Layer.from_dict(layer) for name, layer in plain["layers"].items()}
        made._threshold, made._habits = Threshold.from_dict(plain["threshold"]), Habits.from_dict(plain["habits"])
        return made

    def _hear(self, event: Event, end_ms: int, batch: Mapping[str, float | None]) -> Iterable[DriftFound]:
        """Take in one thing said. A nudge is about the window before it, a self-report about the one it was made in."""
        if nudge := confirmed.shown(event):
            self._remember(*nudge)
        elif answer := confirmed.answered(event):
            for name, layer in self._layers.items():
                yield from self._learn(name, layer.open.pop(answer[0], None), answer[1], end_ms)
        else:
            for name, label in confirmed.reported(event).items():
                yield from self._learn(name, batch.get(name), label, end_ms)

    def _remember(self, nudge: str, detector: str) -> None:
        layer = self._layers.get(detector)
        if layer is not None and layer.batch is not None:
            layer.open[nudge] = layer.batch
            for oldest in list(layer.open)[:-MOST_OPEN]:
                del layer.open[oldest]

    def _learn(self, name: str, probability: float | None, label: float, end_ms: int) -> Iterable[DriftFound]:
        if probability is None:
            return
        alarm = self._layers[name].learn(probability, label)
        if alarm is not None:
            yield DriftFound(name, self._layers[name].release, end_ms, alarm)
