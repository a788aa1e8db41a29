"""A name that stands out."""

from dataclasses import dataclass

from undersong.domain.position import Span


@dataclass(frozen=True, slots=True)
class NameHint:
    """A name that departs from how its kind is named in the repository.

    Parameters
    ----------
    span
        Where the name is defined.
    name, wanted
        What it is and what it would be.
    kind
        ``function``, ``method``, ``class``, ``constant``, ``variable`` or ``parameter``.
    evidence
        What the convention rests on, in words: "412 of 430 functions here are snake_case".
    has_fix
        Whether `rename` can carry it out.
    """

    span: Span
    name: str
    wanted: str
    kind: str
    evidence: str
    has_fix: bool
