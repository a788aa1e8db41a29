"""How events become verdicts and a state."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from undersong.detectors.base import Detector
from undersong.detectors.catalog import DETECTORS
from undersong.domain.event import Event
from undersong.domain.model import Model
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import STEP_MS, Window, closing_after
from undersong.features.pauses import IDLE_MS
from undersong.features.rolling import Rolling

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

    It reads no clock: whoever owns one says until when windows are over. Fed with the events of the last
    `undersong.features.rolling.MEMORY_MS` and five minutes more, a new one goes on where another stopped.

    Parameters
    ----------
    models
        Model by detector name; a detector without one is left out.
    """

    def __init__(self, models: Mapping[str, Model]) -> None:
        self._rolling = Rolling()
        self._detectors = {kind.name: kind(models[kind.name]) for kind in DETECTORS if kind.name in models}
        self._recent: deque[Judged] = deque()
        self._state, self._last_end_ms = State.STEADY, 0

    def feed(self, events: Iterable[Event]) -> None:
        """Take in events, in any order; they are judged when their window closes."""
        for event in events:
            self._rolling.feed(event)

    def close_until(self, end_ms: int) -> list[Judged]:
        """Judge the windows that end up to `end_ms` and have not been judged, oldest first.

        A window without events is not judged; after two idle minutes one without verdicts says that the state is over.
        """
        judged: list[Judged] = []
        for due_ms in self._rolling.due(end_ms):
            judged += self._rest(due_ms - STEP_MS)
            judged.append(self._judge(self._rolling.close(due_ms)))
        return judged + self._rest(end_ms)

    def swap(self, name: str, model: Model) -> None:
        """Let another release judge from the next window on."""
        self._detectors[name].model = model

    def _judge(self, window: Window) -> Judged:
        verdicts = tuple(detector.judge(window) for detector in self._detectors.values())
        self._recent.append(Judged(window, verdicts, State.STEADY))
        while self._recent[0].window.end_ms <= window.end_ms - MEMORY_MS:
            self._recent.popleft()
        self._last_end_ms = window.end_ms
        self._state = next((state for state in RANK if self._holds(state)), State.STEADY)
        return Judged(window, verdicts, self._state)

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
