"""Of many things the latest, so that trouble which nobody ends stays small."""

from typing import TypeVar

Name = TypeVar("Name")
Value = TypeVar("Value")

# Tests, files or errors of one trouble; past that, what an end or a likeness rests on lies among the latest.
MOST = 300


def renew(kept: dict[Name, Value], name: Name, value: Value) -> None:
    """Put a thing in as the newest; where there are more than are kept the oldest goes.

    >>> kept = {"a": 1, "b": 2}
    >>> renew(kept, "a", 3)
    >>> kept
    {'b': 2, 'a': 3}
    """
    kept.pop(name, None)
    kept[name] = value
    if len(kept) > MOST:
        del kept[next(iter(kept))]
