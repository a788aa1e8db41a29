"""A quiet offer made on a verdict, and the answers to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from undersong.domain.verdict import Verdict


class Level(StrEnum):
    """How loudly a nudge is told, softest first."""

    SILENT = "silent"  # counted in the first days, never sent
    STATUS_BAR = "status_bar"
    HINT = "hint"
    TOAST = "toast"


class Answer(StrEnum):
    """What a person may say to a nudge."""

    HELPFUL = "helpful"
    NOT_NOW = "not_now"
    WRONG = "wrong"
    SNOOZE_HOUR = "snooze_hour"
    SNOOZE_TODAY = "snooze_today"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Nudge:
    """What is offered: one fact, its evidence, at most three actions.

    Parameters
    ----------
    named
        `text` with ``file <hash>`` in it, for a window that can turn the hash into a name; None when no file is meant.
    file, tests
        Salted hashes of the file and of the failing tests that it is about.
    usual
        The usual value of each feature of the verdict.
    """

    id: str
    verdict: Verdict
    level: Level
    text: str
    evidence: tuple[str, ...]
    actions: tuple[str, ...]
    time_ms: int
    named: str | None = None
    file: str | None = None
    tests: tuple[str, ...] = ()
    usual: Mapping[str, float] = field(default_factory=dict)
