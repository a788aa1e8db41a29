"""What a step of writing a small program says, from the code before and after it and from the steps so far."""

import re
from collections import deque
from math import log1p
from typing import NamedTuple

from undersong.learning.studies.dart import Slip, slips

FEATURES = (
    "pause_log",
    "recent_seconds_log",
    "removed_chars_log",
    "removed_tokens_log",
    "inserted_tokens_log",
    "is_large_removal",
    "is_reset",
    "shrunk_share",
    "is_run",
    "is_submission",
    "is_call_for_help",
    "line_is_finished",
    "finishes_statement",
    "slip_on_line",
    "slips_fresh",
    "has_unpaired_bracket",
    "has_assignment_in_condition",
    "has_endless_loop",
    "runs_without_slip",
)
# A longer pause is an absence.
LONGEST_PAUSE = 600.0
RECENT_STEPS = 10
# More tokens than a short statement has.
LARGE = 8
# A slip that has stood for so many steps since the cursor left its line was just made.
FRESH_STEPS = 3
FINISHED = (";", "}", "{")
CLOSING = (*FINISHED, ")")
TOKEN = re.compile(r"[^\W\d]\w*|\d+|[^\w\s]")


class Step(NamedTuple):
    """One recorded step: what was done, the whole code after it, and seconds since the task began."""

    kind: str
    code: str
    at_seconds: float


class Change(NamedTuple):
    """How one code becomes another: at a place something is taken out and something put in."""

    at: int
    removed: str
    inserted: str


class Progress:
    """One learner's way through a task; asked after a step, it knows nothing that comes later."""

    def __init__(self) -> None:
        self.code = ""
        self.at_seconds: float | None = None
        self.pauses: deque[float] = deque(maxlen=RECENT_STEPS)
        self.most_tokens = 0
        # How many steps each slip has stood, by its kind and the text of its line.
        self.ages: dict[tuple[Slip, str], int] = {}

    def add(self, step: Step) -> dict[str, float]:
        """Take in a step and return what is known after it."""
        # A call for help is recorded without code: nothing was changed.
        code = step.code or self.code
        change = difference(self.code, code)
        pause = 0.0 if self.at_seconds is None else min(max(step.at_seconds - self.at_seconds, 0.0), LONGEST_PAUSE)
        self.pauses.append(pause)
        self.code, self.at_seconds = code, step.at_seconds
        return {
            "pause_log": log1p(pause),
            "recent_seconds_log": log1p(sum(self.pauses)),
            **self._size(step, change),
            **self._slips(step, change),
        }

    def _size(self, step: Step, change: Change) -> dict[str, float]:
        removed, inserted, total = (tokens(text) for text in (change.removed, change.inserted, self.code))
        self.most_tokens = max(self.most_tokens, total)
        line = line_at(self.code, change.at + len(change.inserted))
        return {
            "removed_chars_log": log1p(len(change.removed)),
            "removed_tokens_log": log1p(removed),
            "inserted_tokens_log": log1p(inserted),
            "is_large_removal": float(removed - inserted > LARGE),
            # The environment put the first code back: all that was written is gone.
            "is_reset": float(step.kind == "File.Init" and removed > LARGE),
            "shrunk_share": 1 - total / max(1, self.most_tokens),
            "is_run": float(step.kind == "File.Run"),
            "is_submission": float(step.kind == "File.Submit"),
            "is_call_for_help": float(step.kind == "File.RequestHelp"),
            "line_is_finished": float(line.strip().endswith(FINISHED)),
            "finishes_statement": float(change.inserted.rstrip().endswith(CLOSING)),
        }

    def _slips(self, step: Step, change: Change) -> dict[str, float]:
        """Return what is wrong with the code; what is wrong in the line being written may still come right."""
        here = self.code.count("\n", 0, change.at + len(change.inserted))
        found = slips(self.code)
        lines = self.code.split("\n")
        left = {(slip, lines[line].strip()) for slip, line in found if line != here}
        self.ages = {slip: self.ages.get(slip, 0) + 1 for slip in left}
        kinds = {slip for slip, _ in left}
        return {
            "slip_on_line": float(any(line == here for _, line in found)),
            "slips_fresh": float(sum(age <= FRESH_STEPS for age in self.ages.values())),
            "has_unpaired_bracket": float(Slip.BRACKET in kinds),
            "has_assignment_in_condition": float(Slip.ASSIGNMENT in kinds),
            "has_endless_loop": float(Slip.ENDLESS in kinds),
            "runs_without_slip": float(step.kind in ("File.Run", "File.Submit") and not left),
        }


def difference(before: str, after: str) -> Change:
    """Return the one change that explains both, as far to the end as it can lie.

    >>> difference("a = 1;", "a = 12;")
    Change(at=5, removed='', inserted='2')
    """
    start, shorter = 0, min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        start += 1
    same = 0
    while same < shorter - start and before[-1 - same] == after[-1 - same]:
        same += 1
    return Change(start, before[start : len(before) - same], after[start : len(after) - same])


def tokens(text: str) -> int:
    """Return how many names, numbers and signs a text has."""
    return len(TOKEN.findall(text))


def line_at(code: str, place: int) -> str:
    """Return the line in which a place lies."""
    start = code.rfind("\n", 0, place) + 1
    end = code.find("\n", place)
    return code[start:] if end < 0 else code[start:end]
