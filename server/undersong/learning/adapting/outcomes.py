"""What became of each suggestion: events joined into rows with a reward. Pure; ids, counts and words of the schema."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.suggestion import Outcome

# A suggestion may be told of twice (two words taken, then the rest): what tells more of it counts.
STRONGEST = (Outcome.ACCEPTED, Outcome.PARTLY_ACCEPTED, Outcome.TYPED_THROUGH, Outcome.DISMISSED, Outcome.IGNORED)
TAKEN = (Outcome.ACCEPTED, Outcome.PARTLY_ACCEPTED)
# When an accepted text is looked at again, the latest last.
LOOKS = ("30s", "10min", "commit")
# How a text was taken, the most of it last.
WHOLE = "whole"
PARTS = ("", "word", "line", WHOLE)


@dataclass(frozen=True, slots=True)
class Row:
    """One suggestion that was shown.

    Parameters
    ----------
    id, time_ms
        Its ULID, and when it was shown; or when its outcome was told, where the showing is gone.
    facts
        What was known when it was shown: confidence, chars, language, slice, release, and the gate's columns.
    outcome
        None while nobody told.
    part
        ``whole``, ``word`` or ``line`` of one that was taken; empty where the editor does not tell.
    taken_chars
        Characters that went in.
    kept
        Look (``30s``, ``10min``, ``commit``) → share of them that was still there, 0 to 1.
    """

    id: str
    time_ms: int
    facts: Mapping[str, Any] = field(default_factory=dict)
    outcome: Outcome | None = None
    part: str = ""
    taken_chars: int = 0
    kept: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_taken(self) -> bool:
        """It went in, whole or in part."""
        return self.outcome in TAKEN

    @property
    def kept_share(self) -> float | None:
        """The share that the latest look found; None where nobody looked."""
        return next((self.kept[look] for look in reversed(LOOKS) if look in self.kept), None)

    @property
    def reward(self) -> float | None:
        """Characters that were taken and kept: 0 for what was not taken, None while it is not known."""
        if self.outcome is None:
            return None
        if not self.is_taken:
            return 0.0
        return None if self.kept_share is None else self.taken_chars * self.kept_share


def join(events: Iterable[Event], kind: str = "completion") -> tuple[Row, ...]:
    """Return one row a suggestion of this kind, in the order in which they were shown.

    The same events in another order give the same rows: each field takes the strongest, latest or largest value.
    """
    rows: dict[str, Row] = {}
    for event in events:
        if event.data.get("suggestion.kind") != kind:
            continue
        id_ = str(event.data.get("suggestion.id"))
        row = rows.get(id_) or Row(id_, event.time_ms)
        if event.kind == Kind.SUGGESTION_SHOWN:
            rows[id_] = replace(row, time_ms=event.time_ms, facts=facts_of(event))
        elif event.kind == Kind.SUGGESTION_OUTCOME:
            rows[id_] = with_outcome(row, event)
    return tuple(sorted(rows.values(), key=lambda row: (row.time_ms, row.id)))


def facts_of(event: Event) -> dict[str, Any]:
    """Return what the showing told, without the words before the dot: ``suggestion.chars`` becomes ``chars``."""
    return {name.partition(".")[2]: value for name, value in event.data.items() if value is not None}


def with_outcome(row: Row, event: Event) -> Row:
    """Return the row with one more thing known: what became of it, or how much of it still stands."""
    told, taken = event.data.get("suggestion.outcome"), event.data.get("suggestion.accepted_chars") or 0
    known = [outcome for outcome in (row.outcome, Outcome(told) if told else None) if outcome is not None]
    outcome = min(known, key=STRONGEST.index, default=None)
    by = (row.part, str(event.data.get("suggestion.accepted_by") or ""))
    part = WHOLE if outcome is Outcome.ACCEPTED else max(by, key=PARTS.index)
    look, share = event.data.get("suggestion.kept_after"), event.data.get("suggestion.kept_share")
    kept = {**row.kept, look: float(share)} if look in LOOKS and share is not None else row.kept
    return replace(row, outcome=outcome, part=part, taken_chars=max(taken, row.taken_chars), kept=kept)
