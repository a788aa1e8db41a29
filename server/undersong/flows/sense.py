"""How events become verdicts and a state."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from undersong.detectors.base import Detector
from undersong.detectors.catalog import DETECTORS
from undersong.detectors.confirmed import KINDS
from undersong.detectors.personal import DriftFound, Personal
from undersong.domain.event import Event
from undersong.domain.model import Model
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import STEP_MS, Window, closing_after
from undersong.features.pauses import IDLE_MS
from undersong.features.rolling import Rolling
from undersong.inference.stub import Stub

# What a person is told first when several hold: help, then surprise, then praise.
RANK = (State.STUCK, State.UNUSUAL, State.FOCUSED)
# Windows in a row that must agree before a state is told. One alone is enough for stuck, where every run is evidence
# and the nudge policy waits by itself; a minute of the unusual and two of the smooth are no chance.
WINDOWS_IN_A_ROW = {State.STUCK: 1, State.UNUSUAL: 3, State.FOCUSED: 6}
# A state outlives its evidence by at most five minutes, which also bounds what a restart must read again.
MEMORY_MS = 300_000


@dataclass(frozen=True, slots=True)
class Judged:
    """A closed window, what each detector says of it, and the state of the work."""

    window: Window
    verdicts: tuple[Verdict, ...]
    state: State


class Sense:
    """Turns events into windows, verdicts and a state, the same way in life and in replay.

    It reads no clock: whoever owns one says until when windows are over. A new one goes on where another stopped when
    it is given the personal layer of then, the events since and those of `undersong.features.rolling.MEMORY_MS` before
    it, and what was told in the last five minutes (see `go_on`).

    Parameters
    ----------
    models
        Model by detector name; a detector without one is left out.
    personal
        What was learned of the person so far; nothing without it.
    """

    def __init__(self, models: Mapping[str, Model], personal: Personal | None = None) -> None:
        self._rolling = Rolling()
        self.personal = personal or Personal()
        self.drifts: list[DriftFound] = []
        self._said: list[Event] = []
        self._detectors = {kind.name: kind(models[kind.name]) for kind in DETECTORS if kind.name in models}
        self._recent: deque[Judged] = deque()
        self._state, self._last_end_ms, self._closed_ms = State.STEADY, 0, 0
        # What was told of windows that are gone through again.
        self._told: dict[int, tuple[Verdict, ...]] = {}

    def feed(self, events: Iterable[Event]) -> None:
        """Take in events, in any order; they are judged when their window closes."""
        for event in events:
            self._rolling.feed(event)
            if event.kind in KINDS and event.time_ms > self._closed_ms:
                self._said.append(event)

    def close_until(self, end_ms: int) -> list[Judged]:
        """Judge the windows that end up to `end_ms` and have not been judged, oldest first.

        A window without events is not judged; after two idle minutes one without verdicts says that the state is over.
        """
        judged: list[Judged] = []
        for due_ms in self._rolling.due(end_ms):
            judged += self._rest(due_ms - STEP_MS)
            judged.append(self._judge(self._rolling.close(due_ms)))
            self._closed_ms = due_ms
        return judged + self._rest(end_ms)

    def go_on(self, events: Iterable[Event], until_ms: int, told: Iterable[Judged]) -> None:
        """Go on where another stopped after `until_ms`, from stored events and what was told of the last windows.

        What was told stays as it was told, whichever release told it: windows that the personal layer knows already
        teach it nothing again, and the others what was told of them.
        """
        told = list(told)
        self._told = {judged.window.end_ms: judged.verdicts for judged in told}
        self.feed(events)
        self.close_until(until_ms)
        self._told.clear()
        self.drifts.clear()
        self._recent.clear()
        self._state, self._last_end_ms = State.STEADY, 0
        for judged in told:
            if judged.window.end_ms <= until_ms - MEMORY_MS:
                continue
            self._state = judged.state
            if judged.verdicts:
                self._recent.append(judged)
                self._last_end_ms = judged.window.end_ms
            else:  # the end of a state
                self._recent.clear()

    def swap(self, name: str, model: Model) -> None:
        """Let another release judge from the next window on."""
        self._detectors[name].model = model

    def _judge(self, window: Window) -> Judged:
        verdicts = self._verdicts_on(window)
        self._recent.append(Judged(window, verdicts, State.STEADY))
        while self._recent[0].window.end_ms <= window.end_ms - MEMORY_MS:
            self._recent.popleft()
        self._last_end_ms = window.end_ms
        self._state = next((state for state in RANK if self._holds(state)), State.STEADY)
        return Judged(window, verdicts, self._state)

    def _verdicts_on(self, window: Window) -> tuple[Verdict, ...]:
        """Return the verdicts on a window, and learn from what was said in it afterwards."""
        said = sorted((event for event in self._said if event.time_ms <= window.end_ms), key=lambda event: event.order)
        self._said = [event for event in self._said if event.time_ms > window.end_ms]
        told = {verdict.detector: verdict for verdict in self._told.get(window.end_ms, ())}
        is_new = window.end_ms > self.personal.end_ms
        weighed: dict[str, float | None] = {}
        verdicts: list[Verdict] = []
        for name, detector in self._detectors.items():
            if name in told and told[name].release != detector.model.name:
                if is_new and told[name].release != Stub(name).name:
                    self.personal.follow(told[name])
                verdicts.append(told[name])
                continue
            detector.own = self.personal.own(detector, window)
            weighed[name], weights = detector.weigh(window)
            verdicts.append(detector.tell(window, weighed[name], weights))
        if is_new:
            self.drifts += self.personal.close(window, said, weighed, verdicts)
        return tuple(verdicts)

    def _holds(self, state: State) -> bool:
        """Tell whether enough windows in a row entered the state and none since has left it."""
        detector = next((found for found in self._detectors.values() if found.state is state), None)
        if detector is None:
            return False
        row, recent = WINDOWS_IN_A_ROW[state], list(self._recent)
        for latest in range(len(recent), row - 1, -1):
            if all(verdict_of(judged, detector).state is state for judged in recent[latest - row : latest]):
                return True
            last = recent[latest - 1]
            if verdict_of(last, detector).probability < detector.leave or detector.is_over(last.window):
                return False
        return False

    def _rest(self, until_ms: int) -> list[Judged]:
        """Return the end of a state, once, when nothing has happened for two minutes up to `until_ms`."""
        end_ms = closing_after(self._last_end_ms + IDLE_MS)
        if not self._last_end_ms or end_ms > until_ms:
            return []
        self._recent.clear()
        was, self._state = self._state, State.STEADY
        return [] if was is State.STEADY else [Judged(Window(end_ms, 0, {}), (), State.STEADY)]


def verdict_of(judged: Judged, detector: Detector) -> Verdict:
    """Return what a detector said of a window."""
    return next(verdict for verdict in judged.verdicts if verdict.detector == detector.name)
