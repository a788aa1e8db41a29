"""Plays a recording through a real daemon, faster than life."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from undersong.cli.stage.recording import Recording
from undersong.cli.stage.voice import Voice
from undersong.cli.talk import Talk
from undersong.domain.kind import kind_of
from undersong.domain.window import GRACE_MS

COLOUR_OF = {"steady": "quiet", "focused": "good", "stuck": "warn", "unusual": "accent"}
# The clock goes this far beyond a window, so that it closes.
BEYOND_MS = GRACE_MS + 1
# Told one by one; the rest is counted.
WORDS = {"commit_created": "a commit", "debug_started": "the debugger starts", "self_report": "a self-report"}


@dataclass
class Played:
    """What came of it."""

    events: int = 0
    seconds: float = 0.0
    states: Counter[str] = field(default_factory=Counter)
    nudges: list[dict[str, Any]] = field(default_factory=list)


class Player:
    """Hands over one window of events after the other, moves the clock, and tells what comes back."""

    def __init__(
        self, recording: Recording, voice: Voice, seconds: float, cut_offs: Mapping[str, float] | None = None
    ) -> None:
        self._recording, self._voice, self._seconds = recording, voice, seconds
        self._cut_offs = cut_offs or {}
        self._names = recording.names
        self.now_ms = recording.start_ms
        self.played = Played()
        self._state = ""

    def hear(self, method: str, params: Mapping[str, Any]) -> None:
        """Take in what the daemon says."""
        if method == "undersong/state":
            self._hear_state(params)
        elif method == "undersong/nudge":
            self._hear_nudge(params)

    def _hear_nudge(self, params: Mapping[str, Any]) -> None:
        """Tell an offer as an editor shows it: with names, its evidence, and why it was made."""
        text = self._names.in_words(params.get("named") or params["text"])
        self.played.nudges.append({**params, "text": text})
        self._voice.at(self.now_ms, f"nudge: {text}", "warn")
        for evidence in params["evidence"]:
            because = "" if evidence.startswith("judged by") else "because "
            self._voice.at(self.now_ms, f"       {because}{evidence}", "quiet")
        for weight in params.get("why", ())[:1]:
            self._voice.at(self.now_ms, f"       weighed most: {weight['text']}", "quiet")
        for test in params.get("tests", ())[:1]:
            self._voice.at(self.now_ms, f"       about {self._names.of_test(test)}", "quiet")

    def play(
        self, daemon: Talk, stops_at_nudge: bool = False, after_batch: Callable[[int], None] | None = None
    ) -> Played:
        """Play it all, in about the seconds that were wished, or up to the first nudge."""
        begun = time.monotonic()
        batches = list(self._recording.batches())
        pause = self._seconds / len(batches)
        for number, (end_ms, events) in enumerate(batches, 1):
            self.now_ms = end_ms
            answer = daemon.request("undersong/record", {"events": events})
            self.played.events += answer["stored"]
            self._tell_events(events)
            daemon.command("undersong.clock.advance", end_ms + BEYOND_MS)
            self._answer_nudges(daemon)
            if after_batch is not None:
                after_batch(end_ms)
            if stops_at_nudge and self.played.nudges:
                break
            time.sleep(max(0.0, begun + number * pause - time.monotonic()))
        self.played.seconds = time.monotonic() - begun
        return self.played

    def _hear_state(self, params: Mapping[str, Any]) -> None:
        state = params["state"]
        self.played.states[state] += 1
        if state == self._state:
            return
        self._state = state
        chance = judged(params.get("probability"), self._cut_offs.get(params.get("detector") or ""))
        said = f"{self._voice.glyph(state)}{state}{chance}  {params.get('sentence') or ''}"
        self._voice.at(self.now_ms, said.rstrip(), COLOUR_OF[state])

    def _tell_events(self, events: list[dict[str, Any]]) -> None:
        for event in events:
            kind = kind_of(event["type"])
            if kind == "test_run":
                self._tell_run(event["data"])
            elif kind in WORDS:
                self._voice.at(self.now_ms, WORDS[kind], "quiet")

    def _tell_run(self, data: Mapping[str, Any]) -> None:
        failed, passed = data.get("test.failed"), data.get("test.passed")
        counts = "" if passed is None else f" ({passed} passed, {failed} failed)"
        is_green = data["test.outcome"] == "passed"
        self._voice.at(self.now_ms, f"tests {'pass' if is_green else 'fail'}{counts}", "good" if is_green else "bad")

    def _answer_nudges(self, daemon: Talk) -> None:
        """Answer what was offered in the person's place, who in the recording did not know of it."""
        for nudge in self.played.nudges:
            if "answered" not in nudge:
                nudge["answered"] = "helpful"
                daemon.request("undersong/nudgeAnswer", {"nudge": nudge["id"], "answer": "helpful"})
                self._voice.at(self.now_ms, "the demo answers by itself: helpful", "quiet")


def judged(probability: float | None, cut_off: float | None) -> str:
    """Return how sure the model is beside its cut-off; under it, it was the rule on repeated failures that told.

    >>> judged(0.81, 0.78), judged(None, 0.78)
    (' (81%, cut-off 78%)', '')
    >>> judged(0.44, 0.4456)
    ' (by the rule on repeated failures; the model alone says 44%, under its cut-off of 45%)'
    """
    if probability is None:
        return ""
    if cut_off is None:
        return f" ({probability:.0%})"
    # The probability comes rounded, so that only a clear difference is one.
    if probability < round(cut_off, 2):
        alone = f"the model alone says {probability:.0%}, under its cut-off of {cut_off:.0%}"
        return f" (by the rule on repeated failures; {alone})"
    return f" ({probability:.0%}, cut-off {cut_off:.0%})"
