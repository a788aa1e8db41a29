"""What ended the same trouble before."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Self

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin

# A year of trouble for most; the oldest go first.
MOST_KEPT = 200
# One failing run before a green one is how tests are worked with, not trouble.
LEAST_RUNS = 2
# Two sets of failing tests are the same trouble when they share half of the smaller one.
LEAST_SHARED = 0.5
BACK = frozenset({"checkout", "reset"})


class Ending(StrEnum):
    """What lay between the last failing run and the first green one."""

    WENT_BACK = "went_back"
    INSTALL = "install"
    OTHER_FILE = "other_file"
    SAME_FILE = "same_file"
    SEVERAL_FILES = "several_files"
    RERUN = "rerun"


WORDS: Mapping[Ending, str] = {
    Ending.WENT_BACK: "going back to an earlier state with git",
    Ending.INSTALL: "installing packages",
    Ending.OTHER_FILE: "an edit in another file",
    Ending.SAME_FILE: "one more edit in the same file",
    Ending.SEVERAL_FILES: "edits in several files",
    Ending.RERUN: "running it again, unchanged,",
}


@dataclass(frozen=True, slots=True)
class Episode:
    """First failing run to first green one. `signatures` are salted hashes of what failed."""

    signatures: tuple[str, ...]
    ending: Ending
    minutes: float
    runs: int
    ended_ms: int


@dataclass(slots=True)
class Trouble:
    """What is known of the failing runs since the last green one."""

    begun_ms: int = 0
    runs: int = 0
    failing: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    edited: set[str] = field(default_factory=set)
    edited_before: set[str] = field(default_factory=set)
    has_installed: bool = False
    went_back: bool = False

    def fail(self, event: Event) -> None:
        """Take in another failing run: what is done from here on may be what ends it."""
        self.begun_ms = self.begun_ms or event.time_ms
        self.runs += 1
        self.failing = frozenset(str(event.data.get("test.signatures") or "").split())
        self.seen |= self.failing
        self.edited_before |= self.edited
        self.edited, self.has_installed, self.went_back = set(), False, False

    def ended(self, ended_ms: int) -> Episode:
        """Return the episode that a green run makes of it."""
        minutes = round((ended_ms - self.begun_ms) / 60_000, 1)
        return Episode(tuple(sorted(self.seen)), self._ending(), minutes, self.runs, ended_ms)

    def _ending(self) -> Ending:
        if self.went_back:
            return Ending.WENT_BACK
        if self.has_installed:
            return Ending.INSTALL
        if not self.edited:
            return Ending.RERUN
        if self.edited <= self.edited_before:
            return Ending.SAME_FILE
        return Ending.SEVERAL_FILES if len(self.edited) > 1 else Ending.OTHER_FILE


class Episodes:
    """Follows the runs, remembers how trouble ended, and says so when the same comes back.

    It holds hashes, counts and times; nothing in it names a file or a test.
    """

    def __init__(self, kept: tuple[Episode, ...] = ()) -> None:
        self._kept = list(kept)
        self._trouble = Trouble()

    def feed(self, event: Event) -> None:
        """Take in an event."""
        data = event.data
        match event.kind:
            case Kind.TEST_RUN if data.get("test.outcome") == "failed":
                self._trouble.fail(event)
            case Kind.TEST_RUN if data.get("test.outcome") == "passed":
                self._end(event.time_ms)
            case Kind.FILE_MODIFIED if event.origin is not Origin.GIT and event.subject is not None:
                self._trouble.edited.add(event.subject)
            case Kind.COMMAND_EXECUTED if data.get("command.class") == "install":
                self._trouble.has_installed = True
            case Kind.COMMIT_CREATED if data.get("commit.kind") in BACK:
                self._trouble.went_back = True

    def before(self) -> str | None:
        """Return what ended the trouble that stands now, the last time it did; None when it is new."""
        same = [old for old in self._kept if shares_enough(frozenset(old.signatures), self._trouble.failing)]
        if not same:
            return None
        last = max(same, key=lambda old: old.ended_ms)
        return f"Last time, {WORDS[last.ending]} ended it after {minutes_in_words(last.minutes)}."

    def as_dict(self) -> dict[str, Any]:
        """Return what is remembered, for the store."""
        return {"episodes": [asdict(episode) for episode in self._kept]}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Rebuild from `as_dict`."""
        return cls(
            tuple(
                Episode(**{**old, "signatures": tuple(old["signatures"]), "ending": Ending(old["ending"])})
                for old in plain.get("episodes", ())
            )
        )

    def _end(self, ended_ms: int) -> None:
        if self._trouble.runs >= LEAST_RUNS and self._trouble.seen:
            self._kept = [*self._kept, self._trouble.ended(ended_ms)][-MOST_KEPT:]
        self._trouble = Trouble()


def shares_enough(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two sets of failing tests are the same trouble."""
    return bool(one and other) and len(one & other) / min(len(one), len(other)) >= LEAST_SHARED


def minutes_in_words(minutes: float) -> str:
    """Return a span as a person says it."""
    return "less than a minute" if minutes < 1 else f"{minutes:.0f} min"
