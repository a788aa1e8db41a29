"""A stretch in which runs failed, as it is remembered."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from undersong.episodes.ending import Change, Ending, EndKind

# The endings that the first version kept, in today's words.
FORMER: Mapping[str, EndKind] = {
    "went_back": EndKind.REVERT,
    "install": EndKind.DEPENDENCY,
    "other_file": EndKind.EDIT,
    "same_file": EndKind.EDIT,
    "several_files": EndKind.EDIT,
    "rerun": EndKind.RERUN,
}
LISTS = ("signatures", "reasons", "errors", "standing", "files", "tried")


@dataclass(frozen=True, slots=True)
class Episode:
    """First failing run to first green one, or to the day on which it was left. Hashes, counts, classes and times.

    Parameters
    ----------
    signatures
        Salted hashes of the tests that kept failing.
    reasons
        Salted hashes of what they ended with.
    errors
        Classes of these errors.
    standing
        ``class@file`` of errors that stood in the code meanwhile.
    files
        Salted hashes of the files that were edited.
    tried
        Classes of the commands that ran, ``debug`` among them.
    ending
        What ended it.
    minutes, runs, ended_ms
        How long it took, how many runs failed, and when it was over.
    """

    signatures: tuple[str, ...]
    ending: Ending
    minutes: float
    runs: int
    ended_ms: int
    reasons: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for the store."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Rebuild from `as_dict`, of this version or the first, whose ending was one word."""
        ending = plain["ending"]
        lists = {name: tuple(plain.get(name, ())) for name in LISTS}
        return cls(
            ending=former_ending(ending) if isinstance(ending, str) else ending_from(ending),
            minutes=plain["minutes"],
            runs=plain["runs"],
            ended_ms=plain["ended_ms"],
            **lists,
        )


def former_ending(word: str) -> Ending:
    """Return what the first version kept; it knew no files."""
    return Ending(FORMER[word])


def ending_from(plain: Mapping[str, Any]) -> Ending:
    """Rebuild an ending from plain values."""
    changes = tuple(Change(**change) for change in plain["changes"])
    return Ending(EndKind(plain["kind"]), changes, tuple(plain["commands"]))
