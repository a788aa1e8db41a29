"""From verdicts to what a person sees: the state in every window, and now and then a nudge."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from undersong.domain.clock import Clock
from undersong.domain.span import rfc3339
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.flows.attend import Judged
from undersong.flows.pause import Pause

# With nothing new for this long, nothing can be said about the work.
STALE_MS = 5 * 60_000
DETECTOR_OF = {State.STUCK: "stuck", State.FOCUSED: "flow", State.UNUSUAL: "anomaly"}


class Audience(Protocol):
    """The attached windows."""

    def tell_all(self, method: str, params: Mapping[str, Any]) -> None:
        """Tell every window."""
        ...

    def tell_focused(self, method: str, params: Mapping[str, Any]) -> None:
        """Tell the window that has the focus."""
        ...


class Tell:
    """Keeps the state that is shown and sends it when it changes.

    Parameters
    ----------
    explain
        Gives a verdict's sentence and the features that weighed most (`undersong.flows.nudge.Nudging.explain`).
    """

    def __init__(
        self, audience: Audience, clock: Clock, pause: Pause, explain: Callable[[Verdict], Mapping[str, Any]]
    ) -> None:
        self._audience, self._clock, self._pause, self._explain = audience, clock, pause, explain
        self._verdict: Verdict | None = None
        self._state = State.STEADY
        self._since_ms = clock.now_ms()
        self._seen_ms = clock.now_ms()
        self._sent: dict[str, Any] | None = None

    def note_verdicts(self, judged: list[Judged]) -> None:
        """Take the newest window's state."""
        if not judged:
            return
        window, verdicts, state = judged[-1]
        if state is not self._state:
            self._state, self._since_ms = state, window.end_ms
        self._seen_ms = self._clock.now_ms()
        self._verdict = next((verdict for verdict in verdicts if verdict.detector == DETECTOR_OF.get(state)), None)
        self.refresh()

    def refresh(self) -> None:
        """Send the state to every window if it is not what they show."""
        if self._state is not State.STEADY and self._clock.now_ms() - self._seen_ms > STALE_MS:
            self._state, self._verdict, self._since_ms = State.STEADY, None, self._clock.now_ms()
        message = self.message()
        if message != self._sent:
            self._audience.tell_all("undersong/state", message)
            self._sent = message

    def message(self) -> dict[str, Any]:
        """Return the state as `undersong/state` carries it."""
        verdict = self._verdict
        return {
            "state": self._state.value,
            "detector": verdict.detector if verdict else None,
            "probability": round(verdict.probability, 2) if verdict else None,
            "since": rfc3339(self._since_ms),
            **(self._explain(verdict) if verdict else {"sentence": None, "why": []}),
            "isExperimental": verdict.is_experimental if verdict else False,
            "isPaused": self._pause.is_paused,
            "isRecording": self._pause.may_record,
        }
