"""Code that is offered, where, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a suggestion that was shown."""

    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    TYPED_THROUGH = "typed_through"
    DISMISSED = "dismissed"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Context:
    """The code around the cursor.

    `path` is absolute, or empty for a file that has none. `prefix` is all text before the cursor, `suffix` all text
    behind it. `language` is VS Code's language id.
    """

    path: str
    language: str
    prefix: str
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Code offered for a Context.

    `text` is what follows the cursor; `confidence` (0 to 1) is the share of past cases it rests on; `source` says where
    it comes from (``repository``, ``file``); `release` who made it.
    """

    text: str
    confidence: float
    source: str
    release: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Why nothing is offered: one short reason that the status bar may show."""

    reason: str
