"""What lay between the last failing run and the green one."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.episodes.recent import renew

# The heaviest changes say what a diff was about.
MOST_CHANGES = 5
BACK = frozenset({"checkout", "reset"})
# Commands after which a run may come out differently though no file was touched by hand.
TELLING = frozenset({"build", "run", "lint", "format", "container", "git"})
# Languages, as editors name them, in which programs are set up and not written.
CONFIG = frozenset(
    {
        "json",
        "jsonc",
        "yaml",
        "toml",
        "ini",
        "properties",
        "dotenv",
        "dockerfile",
        "dockercompose",
        "makefile",
        "pip-requirements",
    }
)


class EndKind(StrEnum):
    """How an episode ended."""

    EDIT = "edit"
    COMMAND = "command"
    CONFIG = "config"
    DEPENDENCY = "dependency"
    REVERT = "revert"
    ASKED = "asked"  # most of the last diff was an assistant's
    GAVE_UP = "gave_up"
    RERUN = "rerun"


@dataclass(frozen=True, slots=True)
class Change:
    """One file's part in the last diff: its salted hash, characters in and out, and where most of them came from.

    `is_new` tells that the file was not touched while it failed before.
    """

    file: str
    inserted: int
    deleted: int
    origin: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Ending:
    """How it ended: the changes, heaviest first, and the classes of the commands that ran in between."""

    kind: EndKind
    changes: tuple[Change, ...] = ()
    commands: tuple[str, ...] = ()

    @property
    def file(self) -> str | None:
        """The file that it was about; None when no file was."""
        return self.changes[0].file if self.changes and self.kind in ABOUT_FILES else None


ABOUT_FILES = frozenset({EndKind.EDIT, EndKind.CONFIG, EndKind.ASKED})


@dataclass(slots=True)
class Doings:
    """What was done since the last failing run; of very many files the latest."""

    # Characters in and out of each file, by where they came from.
    sizes: dict[tuple[str, Origin], tuple[int, int]] = field(default_factory=dict)
    config: dict[str, None] = field(default_factory=dict)
    commands: dict[str, None] = field(default_factory=dict)
    edits: int = 0
    has_installed: bool = False
    went_back: bool = False

    def take(self, event: Event) -> None:
        """Take in what somebody did."""
        data = event.data
        match event.kind:
            case Kind.FILE_MODIFIED if event.origin is not Origin.GIT and event.subject is not None:
                self._edit(event, event.subject)
            case Kind.COMMAND_EXECUTED if not data.get("command.exit_code"):
                self._ran(str(data.get("command.class")))
            case Kind.COMMIT_CREATED if data.get("commit.kind") in BACK:
                self.went_back = True

    @property
    def files(self) -> set[str]:
        """The files that were edited."""
        return {file for file, _ in self.sizes}

    def ending(self, touched_before: AbstractSet[str]) -> Ending:
        """Return what a green run makes of it; `touched_before` are files edited earlier in the episode."""
        changes = self._changes(touched_before)
        return Ending(self._kind(bool(self.commands)), changes[:MOST_CHANGES], tuple(self.commands))

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for the store."""
        return {
            "sizes": [[file, origin.value, *sizes] for (file, origin), sizes in self.sizes.items()],
            "config": list(self.config),
            "commands": list(self.commands),
            "edits": self.edits,
            "has_installed": self.has_installed,
            "went_back": self.went_back,
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Rebuild from `as_dict`."""
        sizes = {(file, Origin(origin)): (inserted, deleted) for file, origin, inserted, deleted in plain["sizes"]}
        config, commands = dict.fromkeys(plain["config"]), dict.fromkeys(plain["commands"])
        return cls(sizes, config, commands, plain["edits"], plain["has_installed"], plain["went_back"])

    def _kind(self, has_commands: bool) -> EndKind:
        by_origin = self._sums()
        total = sum(by_origin.values())
        if self.went_back or (total and by_origin.get(Origin.UNDO, 0) == total):
            return EndKind.REVERT
        if self.has_installed:
            return EndKind.DEPENDENCY
        if not self.sizes:
            return EndKind.COMMAND if has_commands else EndKind.RERUN
        if by_origin.get(Origin.AGENT, 0) * 2 > total:
            return EndKind.ASKED
        return EndKind.CONFIG if self.files <= self.config.keys() else EndKind.EDIT

    def _ran(self, command: str) -> None:
        self.has_installed = self.has_installed or command == "install"
        if command in TELLING:
            self.commands[command] = None

    def _edit(self, event: Event, file: str) -> None:
        self.edits += 1
        place, data = (file, event.origin or Origin.USER), event.data
        inserted, deleted = self.sizes.get(place, (0, 0))
        inserted += int(data.get("edit.inserted_chars") or 0)
        renew(self.sizes, place, (inserted, deleted + int(data.get("edit.deleted_chars") or 0)))
        if data.get("file.language") in CONFIG:
            renew(self.config, file, None)

    def _sums(self) -> Mapping[Origin, int]:
        sums: dict[Origin, int] = {}
        for (_, origin), sizes in self.sizes.items():
            sums[origin] = sums.get(origin, 0) + sum(sizes)
        return sums

    def _changes(self, touched_before: AbstractSet[str]) -> tuple[Change, ...]:
        changes = [self._change(file, file not in touched_before) for file in sorted(self.files)]
        return tuple(sorted(changes, key=lambda change: -(change.inserted + change.deleted)))

    def _change(self, file: str, is_new: bool) -> Change:
        parts = {origin: sizes for (name, origin), sizes in self.sizes.items() if name == file}
        heaviest = max(parts, key=lambda origin: sum(parts[origin]))
        inserted, deleted = (sum(sizes[side] for sizes in parts.values()) for side in (0, 1))
        return Change(file, inserted, deleted, heaviest.value, is_new)
