"""The naming hints that stand in open documents, and those that a person sent away."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

MEMORY = "dismissed_hints"
# Law 9: what was sent away three times is not offered again anywhere.
MUTED_AFTER = 3


class Memory(Protocol):
    """Where small facts outlive the daemon."""

    def remember(self, key: str, value: dict[str, Any]) -> None:
        """Keep a value under a key."""
        ...

    def recall(self, key: str) -> dict[str, Any] | None:
        """Return what was kept, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Hint:
    """A name that departs from the repository's convention, where it stands.

    `start` and `end` are (line, character) in UTF-16 units; `place` is a salted hash of file and name.
    """

    start: tuple[int, int]
    end: tuple[int, int]
    name: str
    wanted: str
    kind: str
    evidence: str
    place: str
    has_fix: bool


class Hints:
    """Hints by document, without those that were dismissed."""

    def __init__(self, memory: Memory, salt: str) -> None:
        self._memory, self._salt = memory, bytes.fromhex(salt)
        self._standing: dict[str, tuple[Hint, ...]] = {}
        kept = memory.recall(MEMORY) or {}
        self._places: set[str] = set(kept.get("places", ()))
        self._kinds: dict[str, int] = dict(kept.get("kinds", {}))

    def put(self, uri: str, path: str, found: list[Mapping[str, Any]]) -> tuple[Hint, ...]:
        """Take what the worker found in a document and return what may be shown of it."""
        hints = tuple(self._hint(path, plain) for plain in found)
        shown = tuple(hint for hint in hints if not self._is_dismissed(hint))
        self._standing[uri] = shown
        return shown

    def of(self, uri: str) -> tuple[Hint, ...]:
        """Return the hints that stand in a document."""
        return self._standing.get(uri, ())

    def drop(self, uri: str) -> None:
        """Forget a closed document."""
        self._standing.pop(uri, None)

    def dismiss(self, place: str, kind: str) -> None:
        """Do not offer this again at that place; after three times, this kind nowhere."""
        self._places.add(place)
        self._kinds[kind] = self._kinds.get(kind, 0) + 1
        self._memory.remember(MEMORY, {"places": sorted(self._places), "kinds": self._kinds})
        for uri, hints in self._standing.items():
            self._standing[uri] = tuple(hint for hint in hints if not self._is_dismissed(hint))

    def _is_dismissed(self, hint: Hint) -> bool:
        return hint.place in self._places or self._kinds.get(hint.kind, 0) >= MUTED_AFTER

    def _hint(self, path: str, plain: Mapping[str, Any]) -> Hint:
        digest = hmac.new(self._salt, f"{path}\n{plain['name']}".encode(), hashlib.sha256).hexdigest()[:16]
        start, end = plain["start"], plain["end"]
        return Hint(
            (start[0], start[1]),
            (end[0], end[1]),
            plain["name"],
            plain["wanted"],
            plain["kind"],
            plain["evidence"],
            digest,
            plain.get("has_fix", True),
        )
