"""The CUPS data set: programmers with a code assistant, every moment labelled by themselves, as events."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.ulid import new_ulid
from undersong.domain.window import STEP_MS
from undersong.learning.studies.cups import Moment
from undersong.learning.studies.cups_flow import OTHER, PRODUCING

# A suggestion counts as shown once it stood for as long as our own sender waits.
SHOWN_SECONDS = 0.75
# A label looks at the two minutes that a state must last before it is told.
LABEL_STEPS = 6
# Any day will do: only differences of time matter.
ORIGIN_MS = 1_600_000_000_000


def events_of(moments: Sequence[Moment]) -> Iterator[Event]:
    """Yield what our own sender would have sent: suggestions, outcomes, and edits by the growth of the document."""
    for i, moment in enumerate(moments):
        at_ms, last = time_of(moment), moments[i - 1] if i else None
        if last is not None:
            yield from edits_between(last, moment, at_ms, 4 * i)
        if moment.state == "Accepted":
            yield event(Kind.SUGGESTION_OUTCOME, at_ms, 4 * i + 2, outcome("accepted"))
        elif moment.state == "Shown" and stands(moment, moments[i + 1 : i + 2]):
            yield event(Kind.SUGGESTION_SHOWN, at_ms, 4 * i + 3, {"suggestion.kind": "completion"})


def edits_between(last: Moment, moment: Moment, at_ms: int, seq: int) -> Iterator[Event]:
    """Yield the edits that explain the document's new length; what was accepted is the assistant's."""
    grown = whole(moment.measured["documentLength"]) - whole(last.measured["documentLength"])
    helped = min(max(grown, 0), whole(last.offered_chars)) if last.state == "Accepted" else 0
    if helped:
        yield edit(at_ms, seq, Origin.COMPLETION, helped)
    if grown != helped:
        yield edit(at_ms, seq + 1, Origin.USER, grown - helped)


def stands(moment: Moment, following: Sequence[Moment]) -> bool:
    """Tell whether a suggestion stood long enough to be seen."""
    return not following or following[0].at_seconds - moment.at_seconds >= SHOWN_SECONDS


def labels_of(moments: Sequence[Moment]) -> dict[int, bool]:
    """Return end of window → whether more of its last two minutes was producing than not; others have no label."""
    balance = balance_of(moments)
    ends = range(min(balance), max(balance) + STEP_MS, STEP_MS) if balance else ()
    totals = {end: sum(balance.get(end - n * STEP_MS, 0) for n in range(LABEL_STEPS)) for end in ends}
    return {end: total > 0 for end, total in totals.items() if total}


def balance_of(moments: Sequence[Moment]) -> dict[int, int]:
    """Return end of step → milliseconds of producing, less those of the other states."""
    balance: defaultdict[int, int] = defaultdict(int)
    for moment in moments:
        sign = (moment.code in PRODUCING) - (moment.code in OTHER)
        until_ms = time_of(moment)
        since_ms = until_ms - whole(1000 * moment.measured["time_in_state_s"])
        for end_ms in range(since_ms // STEP_MS * STEP_MS + STEP_MS, until_ms + STEP_MS, STEP_MS):
            balance[end_ms] += sign * max(0, min(until_ms, end_ms) - max(since_ms, end_ms - STEP_MS))
    return dict(balance)


def edit(at_ms: int, seq: int, origin: Origin, grown: int) -> Event:
    """Return an edit of a size; where in the document it was is not known."""
    data = {"edit.inserted_chars": max(grown, 0), "edit.deleted_chars": max(-grown, 0), "edit.changes": 1}
    return event(Kind.FILE_MODIFIED, at_ms, seq, {**data, "edit.first_line": 0}, origin)


def event(kind: Kind, at_ms: int, seq: int, data: dict[str, object], origin: Origin | None = None) -> Event:
    """Return an event of the one file that there is."""
    name = new_ulid(at_ms, seq.to_bytes(10, "big"))
    subject = "0" * 16 if kind is Kind.FILE_MODIFIED else None
    return Event(name, kind, at_ms, seq, "import/cups", "cups", subject, origin, monotonic_ms=at_ms, data=data)


def outcome(word: str) -> dict[str, object]:
    """Return the fields of an outcome."""
    return {"suggestion.kind": "completion", "suggestion.outcome": word}


def time_of(moment: Moment) -> int:
    """Return when something happened."""
    return ORIGIN_MS + int(1000 * moment.at_seconds)


def whole(value: float) -> int:
    """Return a whole number; what is not known is 0."""
    return int(value) if value == value else 0
