"""Questions to the person about the work: how it is going, and how the day went. Both are off until turned on."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Protocol

from undersong.domain.kind import Kind
from undersong.domain.settings import Settings
from undersong.nudges.moment import Moment
from undersong.nudges.reviewing import OFFER, Reviewing
from undersong.nudges.sampling import CHOICES, QUESTION, Sampling
from undersong.store.events import EventStore

MEMORY = "questions"
SAMPLE, REVIEW = "sample", "review"
# A daemon may end at any moment, and the last edit of the day is what counts: that much of it may be lost.
KEEP_EVERY_MS = 60_000


class Audience(Protocol):
    """The attached windows."""

    def tell_focused(self, method: str, params: Mapping[str, Any]) -> None:
        """Tell the window that has the focus."""
        ...


class Asking:
    """Asks the focused window at the right moment, and remembers across restarts what it asked.

    Parameters
    ----------
    moment
        Tells what the person is doing at a time.
    """

    def __init__(
        self,
        store: EventStore,
        audience: Audience,
        settings: Callable[[], Settings],
        moment: Callable[[int], Moment],
    ) -> None:
        self._store, self._audience, self._settings, self._moment = store, audience, settings, moment
        kept = store.recall(MEMORY) or {}
        self._sampling = Sampling.from_dict(kept[SAMPLE]) if SAMPLE in kept else Sampling()
        self._reviewing = Reviewing.from_dict(kept[REVIEW]) if REVIEW in kept else Reviewing()
        self._kept, self._kept_ms = self._as_dict(), 0

    def note_events(self, latest: Mapping[str, int], now_ms: int) -> None:
        """Notice what the person says unasked, and that a nudge has just spoken."""
        if Kind.SELF_REPORT in latest:
            self._sampling = self._sampling.heard(now_ms)
        if Kind.NUDGE_SHOWN in latest:
            self._sampling = self._sampling.nudged(now_ms)

    def tick(self, now_ms: int) -> None:
        """Ask if now is the time; never two questions at once."""
        settings = self._settings()
        if not settings.sampling_prompts and not settings.review:
            return
        moment = self._moment(now_ms)
        self._sampling, self._reviewing = self._sampling.at(moment), self._reviewing.at(moment)
        if settings.review and self._reviewing.may_offer(moment):
            self._reviewing, self._sampling = self._reviewing.offered(), self._sampling.nudged(now_ms)
            self._ask(REVIEW, OFFER, ())
        elif settings.sampling_prompts and self._sampling.may_ask(moment):
            self._sampling = self._sampling.asked(now_ms)
            self._ask(SAMPLE, QUESTION, CHOICES)
        elif now_ms - self._kept_ms >= KEEP_EVERY_MS and self._as_dict() != self._kept:
            self._kept_ms = now_ms
            self._keep()

    def answer(self, kind: str, answer: str, now_ms: int) -> int | None:
        """Take what became of a question; return until when none of its kind comes again, if that was asked for."""
        if answer != "snooze_today":
            return None
        utcoffset_minutes = self._moment(now_ms).utcoffset_minutes
        if kind == REVIEW:
            self._reviewing = self._reviewing.snoozed(now_ms, utcoffset_minutes)
        else:
            self._sampling = self._sampling.snoozed(now_ms, utcoffset_minutes)
        self._keep()
        return (self._reviewing if kind == REVIEW else self._sampling).snoozed_until_ms

    def forget(self) -> None:
        """Let go of when the person worked: the edits that told it were forgotten. What was snoozed stays so."""
        self._reviewing = self._reviewing.forgotten()
        self._keep()

    def _ask(self, kind: str, text: str, choices: tuple[Any, ...]) -> None:
        self._keep()
        message = {"kind": kind, "text": text, "choices": [asdict(choice) for choice in choices]}
        self._audience.tell_focused("undersong/ask", message)

    def _keep(self) -> None:
        self._kept = self._as_dict()
        self._store.remember(MEMORY, self._kept)

    def _as_dict(self) -> dict[str, Any]:
        return {SAMPLE: self._sampling.as_dict(), REVIEW: self._reviewing.as_dict()}
