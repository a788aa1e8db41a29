"""What lay between the last failing run and the green one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin

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
    """What was done since the last failing run."""

    inserted: dict[tuple[str, Origin], int] = field(default_factory=dict)
    deleted: dict[tuple[str, Origin], int] = field(default_factory=dict)
    config: set[str] = field(default_factory=set)
    commands: list[str] = field(default_factory=list)
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
        return {file for file, _ in self.inserted}

    def ending(self, touched_before: set[str]) -> Ending:
        """Return what a green run makes of it; `touched_before` are files edited earlier in the episode."""
        changes = self._changes(touched_before)
        commands = tuple(dict.fromkeys(self.commands))
        return Ending(self._kind(bool(commands)), changes[:MOST_CHANGES], commands)

    def _kind(self, has_commands: bool) -> EndKind:
        by_origin = self._sums()
        total = sum(by_origin.values())
        if self.went_back or (total and by_origin.get(Origin.UNDO, 0) == total):
            return EndKind.REVERT
        if self.has_installed:
            return EndKind.DEPENDENCY
        if not self.inserted:
            return EndKind.COMMAND if has_commands else EndKind.RERUN
        if by_origin.get(Origin.AGENT, 0) * 2 > total:
            return EndKind.ASKED
        return EndKind.CONFIG if self.files <= self.config else EndKind.EDIT

    def _ran(self, command: str) -> None:
        self.has_installed = self.has_installed or command == "install"
        if command in TELLING:
            self.commands.append(command)

    def _edit(self, event: Event, file: str) -> None:
        self.edits += 1
        place = (file, event.origin or Origin.USER)
        self.inserted[place] = self.inserted.get(place, 0) + int(event.data.get("edit.inserted_chars") or 0)
        self.deleted[place] = self.deleted.get(place, 0) + int(event.data.get("edit.deleted_chars") or 0)
        if event.data.get("file.language") in CONFIG:
            self.config.add(file)

    def _sums(self) -> Mapping[Origin, int]:
        sums: dict[Origin, int] = {}
        for place, inserted in self.inserted.items():
            sums[place[1]] = sums.get(place[1], 0) + inserted + self.deleted[place]
        return sums

    def _changes(self, touched_before: set[str]) -> tuple[Change, ...]:
        changes = [self._change(file, file not in touched_before) for file in sorted(self.files)]
        return tuple(sorted(changes, key=lambda change: -(change.inserted + change.deleted)))

    def _change(self, file: str, is_new: bool) -> Change:
        places = [place for place in self.inserted if place[0] == file]
        heaviest = max(places, key=lambda place: self.inserted[place] + self.deleted[place])
        inserted, deleted = sum(self.inserted[p] for p in places), sum(self.deleted[p] for p in places)
        return Change(file, inserted, deleted, heaviest[1].value, is_new)
