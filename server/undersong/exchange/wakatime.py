"""WakaTime's heartbeats, as its API, its account export, Wakapi and the offline queue of its client write them."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.exchange.base import Context, Mapped, TwoWay, Unmapped, Unusable, Written, kept, mapped
from undersong.exchange.fields import Fields, name, number, word_of
from undersong.exchange.heartbeats import read_heartbeats
from undersong.exchange.maker import Maker
from undersong.exchange.names import Names
from undersong.exchange.times import from_seconds
from undersong.exchange.vocabulary import CATEGORIES, LANGUAGE_NAMES, language
from undersong.exchange.wakatime_writing import write_heartbeats

PREFIX = "wakatime."
FIELDS = Fields(
    PREFIX,
    {
        "time": number,
        "type": word_of(frozenset({"file", "app", "domain", "url", "event"})),
        "category": word_of(CATEGORIES),
        "language": word_of(LANGUAGE_NAMES),
        **dict.fromkeys(("entity", "project", "branch", "dependencies", "user_agent", "user_agent_id"), name),
        **dict.fromkeys(("id", "user_id", "machine_name_id", "machine", "created_at", "project_folder"), name),
        **dict.fromkeys(("is_write", "is_unsaved_entity", "lines", "lineno", "cursorpos"), number),
        **dict.fromkeys(("line_additions", "line_deletions", "project_root_count"), number),
        **dict.fromkeys(("ai_line_changes", "human_line_changes"), number),
    },
)
# By these the services themselves tell one heartbeat from another.
IDENTITY = ("entity", "type", "project", "branch", "language")


class WakaTime(TwoWay):
    """Heartbeats as JSON or JSON Lines: a list, {"data": […]}, or days with their heartbeats.

    A heartbeat says that a file was looked at, not what was done: saved → `file_saved`, with a line → `cursor_moved`,
    else `focus_changed` to the editor; the first of an app or a web site after a file → `focus_changed` away, later
    ones are kept without being judged. Numbers, categories and languages stay; entity, project, branch and all other
    words become hashes. Durations are not stored: they are computed from events.
    """

    name = "wakatime"
    line = "WakaTime or Wakapi heartbeats (.json, .jsonl)"

    def read(self, path: Path, context: Context) -> Iterator[Mapped | Unmapped]:
        """Yield one event a heartbeat."""
        turn = Turn(context)
        yield from mapped(path.name, read_heartbeats(path), turn.events)

    def write(self, events: Iterable[Event], path: Path, names: Names) -> Written:
        """Write {"data": […]}, or a heartbeat a line where the path ends in .jsonl or .jsonl.gz."""
        return write_heartbeats(events, path, lambda event: FIELDS.whole(event.data, names))


class Turn:
    """Turns heartbeats into events, one after the other."""

    def __init__(self, context: Context) -> None:
        self._maker, self._names = Maker(WakaTime.name, context), context.names
        self._is_in_editor = True

    def events(self, _: int, beat: Mapping[str, Any]) -> Iterator[Event]:
        """Yield the event of a heartbeat."""
        if not isinstance(beat.get("entity"), str):
            raise Unusable("entity", "it names no entity")
        time_ms = from_seconds(beat.get("time"), "time")
        kind, data = self._meaning(beat)
        identity = [beat["time"], *(beat.get(field) for field in IDENTITY)]
        is_file = beat.get("type", "file") == "file"
        fields = FIELDS.flat(beat, self._names)
        yield self._maker.event(
            kind, time_ms, "", identity, {**data, **fields}, subject=beat["entity"] if is_file else None
        )

    def _meaning(self, beat: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """Return what a heartbeat means among our kinds."""
        was_in_editor, self._is_in_editor = self._is_in_editor, beat.get("type", "file") == "file"
        if not self._is_in_editor:
            if was_in_editor:
                return Kind.FOCUS_CHANGED, {"focus.target": "window", "focus.gained": False}
            return kept(WakaTime.name, "heartbeat"), {}
        lines, line = beat.get("lines"), beat.get("lineno")
        if beat.get("is_write") is True:
            data: dict[str, Any] = {"file.language": language(beat.get("language"))}
            return Kind.FILE_SAVED, data | ({"file.lines": lines} if is_count(lines) else {})
        if is_count(line) and line:
            return Kind.CURSOR_MOVED, {"cursor.line": line - 1, "cursor.moves": 1, "cursor.cause": "unknown"}
        return Kind.FOCUS_CHANGED, {"focus.target": "editor", "focus.gained": True}


def is_count(value: Any) -> bool:
    """Return whether a value of JSON counts something."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53
