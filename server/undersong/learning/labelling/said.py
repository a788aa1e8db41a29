"""A person's own words among the events: self-reports, reviews and answers to nudges, and what time they speak of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.span import time_in
from undersong.domain.window import SPAN_MS, STEP_MS, closing_after

# What a person says of now holds for the windows of the ten minutes before, and a little after.
BACK_MS, AHEAD_MS = SPAN_MS, 60_000
# Nobody reviews more than a day in one word.
LONGEST_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of a stretch of work.

    Parameters
    ----------
    time_ms
        When they said it.
    from_ms, until_ms
        The windows that end in this range are meant, both ends included.
    word
        A `SelfReport`, or the `Answer` to a nudge.
    via
        ``key``, ``prompt``, ``review`` or ``nudge``.
    """

    time_ms: int
    from_ms: int
    until_ms: int
    word: str
    via: str

    @property
    def is_later(self) -> bool:
        """It was said from memory."""
        return self.via == "review"


def said_by_hand(events: Sequence[Event]) -> list[Said]:
    """Return everything that the person said, by the time at which they did."""
    reports = [said_in(event) for event in events if event.kind == Kind.SELF_REPORT]
    answers = nudge_answers(events)
    return sorted([*(said for said in reports if said is not None), *answers], key=lambda said: said.time_ms)


def by_window(said: Iterable[Said]) -> Mapping[int, list[Said]]:
    """Return a window's end → what was said of it, in the order in which it was said."""
    found: defaultdict[int, list[Said]] = defaultdict(list)
    for one in said:
        for end_ms in range(closing_after(one.from_ms), one.until_ms + 1, STEP_MS):
            found[end_ms].append(one)
    return dict(found)


def said_in(report: Event) -> Said | None:
    """Return what a self-report says and of when; None for one that says nothing, or of a time that cannot be."""
    word, via = report.data.get("report.state"), str(report.data.get("report.via", "key"))
    from_ms, until_ms = (time_in(report.data.get(f"report.{end}")) for end in ("from", "until"))
    if word is None:
        return None
    if from_ms is None or until_ms is None:
        return said_now(report.time_ms, str(word), via)
    is_possible = from_ms < until_ms <= min(report.time_ms, from_ms + LONGEST_MS)
    return Said(report.time_ms, from_ms, until_ms, str(word), via) if is_possible else None


def said_now(time_ms: int, word: str, via: str) -> Said:
    """Return a word about the time at which it was said."""
    return Said(time_ms, time_ms - BACK_MS, time_ms + AHEAD_MS, word, via)


def nudge_answers(events: Sequence[Event]) -> list[Said]:
    """Return what the person said to nudges of `stuck`; it speaks of the time at which they were shown."""
    shown = {
        event.data["nudge.id"]: event.time_ms
        for event in events
        if event.kind == Kind.NUDGE_SHOWN and event.data.get("nudge.detector") == "stuck"
    }
    answered = [event.data for event in events if event.kind == Kind.NUDGE_ANSWERED]
    known = [(shown[data["nudge.id"]], data) for data in answered if data["nudge.id"] in shown]
    return [said_now(at_ms, str(data["nudge.answer"]), "nudge") for at_ms, data in known]
