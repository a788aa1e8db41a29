"""A person's own suggestions as Examples for `accept`: what was known when each was shown, and whether it stayed."""

from collections.abc import Iterable
from math import nan

from undersong.domain.suggestion import Outcome
from undersong.domain.work import SESSION_GAP_MS
from undersong.learning.adapting.outcomes import Row
from undersong.learning.material.dataset import PRIVATE, Dataset
from undersong.source.showing import SHOWING

# What was typed letter by letter was right too; it only came too late.
RIGHT = frozenset({Outcome.ACCEPTED, Outcome.PARTLY_ACCEPTED, Outcome.TYPED_THROUGH})
# A text of which less than half still stands was taken by mistake.
LEAST_KEPT = 0.5


def dataset_of(rows: Iterable[Row]) -> Dataset:
    """Return the suggestions whose outcome is known, oldest first; a session is a group.

    Columns that events do not tell, such as the words of the text, are not known (NaN): nothing of a text is in an
    event.
    """
    known = [row for row in rows if row.outcome is not None and row.facts]
    return Dataset(
        features=SHOWING,
        rows=tuple(columns_of(row) for row in known),
        labels=tuple(float(was_right(row)) for row in known),
        weights=(1.0,) * len(known),
        groups=sessions_of([row.time_ms for row in known]),
        times_ms=tuple(row.time_ms for row in known),
        sources=({"name": "suggestions shown on this machine", "licence": PRIVATE, "rows": len(known)},),
    )


def columns_of(row: Row) -> tuple[float, ...]:
    """Return what was known, in the gate's columns."""
    source = row.facts.get("source")
    sources = {} if source is None else {f"is_from_{name}": 0.0 for name in ("model", "repository", "both")}
    told = {**sources, **({} if source is None else {f"is_from_{source}": 1.0}), **row.facts}
    return tuple(number_of(told.get(name)) for name in SHOWING)


def number_of(value: object) -> float:
    """Return a number as it is; NaN for whatever is none."""
    return float(value) if isinstance(value, int | float) else nan


def was_right(row: Row) -> bool:
    """Tell whether a suggestion was what the person wanted."""
    return row.outcome in RIGHT and (row.kept_share is None or row.kept_share >= LEAST_KEPT)


def sessions_of(times_ms: list[int]) -> tuple[str, ...]:
    """Return the session of each time, told by the absences between them."""
    names, last, number = [], None, 0
    for time_ms in times_ms:
        number += last is not None and time_ms - last > SESSION_GAP_MS
        names.append(f"session {number}")
        last = time_ms
    return tuple(names)
