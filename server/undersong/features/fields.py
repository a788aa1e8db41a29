"""Reading an event's own fields, which another program wrote."""

from collections.abc import Mapping
from typing import Any

# Sums stay whole numbers that any language reads; no file and no pause is larger.
LARGEST = 2**53


def whole(data: Mapping[str, Any], name: str) -> int:
    """Return a field that should be a whole number; one that is missing, null or something else is 0.

    >>> whole({"edit.changes": 3}, "edit.changes"), whole({"edit.changes": "many"}, "edit.changes")
    (3, 0)
    """
    return whole_or_none(data, name) or 0


def whole_or_none(data: Mapping[str, Any], name: str) -> int | None:
    """Return a field that should be a whole number, or None where it is not; held within what any language reads."""
    value = data.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return min(max(value, -LARGEST), LARGEST)
