"""Objects of JSON as flat fields of an event, and back."""

from collections.abc import Callable, Mapping
from typing import Any

from undersong.exchange.names import Names

Keep = Callable[[Names, Any], Any]


def number(names: Names, value: Any) -> Any:
    """Keep numbers, truth values and nothing."""
    return names.number(value)


def name(names: Names, value: Any) -> Any:
    """Keep the hash, and nothing as nothing."""
    return None if value is None else names.hide(value)


def word_of(known: frozenset[str]) -> Keep:
    """Return what keeps a word of a list, and the hash of any other."""
    return lambda names, value: None if value is None else names.word(value, known)


class Fields:
    """The fields of a format's objects, under a prefix.

    Parameters
    ----------
    known
        Field → how its value is kept. Fields that are not listed may be called anything: their names are hidden like
        their values.
    """

    def __init__(self, prefix: str, known: Mapping[str, Keep]) -> None:
        self._prefix, self._known = prefix, known
        self._names = {stored(prefix, field): field for field in known}

    def flat(self, value: Mapping[str, Any], names: Names) -> dict[str, Any]:
        """Return an object's fields as those of an event."""
        return dict(self._kept(field, item, names) for field, item in value.items())

    def whole(self, data: Mapping[str, Any], names: Names) -> dict[str, Any]:
        """Return the object that an event's fields were made of; names that are not remembered stay hashes."""
        other = f"{self._prefix}other."
        found = {self._names[field]: names.show(item) for field, item in data.items() if field in self._names}
        hidden = {field: item for field, item in data.items() if field.startswith(other)}
        return found | {str(names.show(field.removeprefix(other))): names.show(item) for field, item in hidden.items()}

    def _kept(self, field: str, item: Any, names: Names) -> tuple[str, Any]:
        keep = self._known.get(field)
        if keep is None:
            return f"{self._prefix}other.{names.hide(field)}", None if item is None else names.hide(item)
        return stored(self._prefix, field), keep(names, item)


def stored(prefix: str, field: str) -> str:
    """Return the name under which a field is stored."""
    return prefix + field.lower().replace("-", "_").replace(" ", "_")
