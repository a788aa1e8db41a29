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
class Signals:
    """What is known of how a text came about when it is about to be shown.

    `mean_logprob` and `least_logprob` are over its tokens (nats, at most 0); `first_margin` is the first token's
    probability less that of its rival (0 to 1); `entropy_slope` how fast doubt grows (nats a token); `agreement` the
    share of tokens that the repository would have chosen too (0 to 1); `tokens` its length; `longest_match` how many
    tokens before the cursor were met before in just this order.
    """

    mean_logprob: float
    least_logprob: float
    first_margin: float
    entropy_slope: float
    agreement: float
    tokens: float
    longest_match: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Code offered for a Context: the prediction, with all that a person may ask about it.

    `text` is what follows the cursor; `confidence` (0 to 1) is the chance that it is right to its end; `source` says
    where it comes from (``model``, ``repository``, ``file``, ``both``, ``cache``); `release` who made it;
    `first_chance` (0 to 1) is the chance that its first word is right, where that is known apart from the whole;
    `alternatives` are other texts for the same place, the likeliest first; `latency_ms` what it took to find; `origin`
    the source of one that comes from the cache.
    """

    text: str
    confidence: float
    source: str
    release: str
    alternatives: tuple[str, ...] = ()
    latency_ms: float = 0.0
    signals: Signals | None = None
    first_chance: float = 0.0
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """Why nothing is offered: one short reason that the status bar may show."""

    reason: str
