"""ActivityWatch's buckets, as its export writes them."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.exchange.activitywatch_writing import OWN_CLIENT, OWN_TYPE, PREFIX, write_buckets
from undersong.exchange.base import Context, Mapped, TwoWay, Unmapped, Unusable, Written, kept, mapped
from undersong.exchange.buckets import Bucket, read_buckets
from undersong.exchange.fields import Fields, name, number, word_of
from undersong.exchange.maker import Maker
from undersong.exchange.names import Names
from undersong.exchange.own import event_from_object
from undersong.exchange.times import TIME, moment
from undersong.exchange.vocabulary import LANGUAGE_NAMES, is_editor, language, words

TYPES = words("currentwindow afkstatus app.editor.activity web.tab.current general.stopwatch")
CLIENTS = words("aw-watcher-window aw-watcher-afk aw-watcher-vscode aw-watcher-vim aw-watcher-jetbrains aw-client-web")


def time_text(names: Names, value: Any) -> Any:
    """Keep a time as it is written."""
    return value if isinstance(value, str) and TIME.fullmatch(value) else name(names, value)


META = Fields(
    f"{PREFIX}bucket.",
    {
        **dict.fromkeys(("id", "name", "hostname", "data"), name),
        "created": time_text,
        "last_updated": time_text,
        "type": word_of(TYPES),
        "client": word_of(CLIENTS),
    },
)
EVENT = Fields(PREFIX, {"id": number, "timestamp": time_text, "duration": number})
DATA = Fields(
    f"{PREFIX}data.",
    {
        "status": word_of(frozenset({"afk", "not-afk"})),
        "language": word_of(LANGUAGE_NAMES),
        **dict.fromkeys(("app", "title", "file", "project", "branch", "url", "classname"), name),
        **dict.fromkeys(("audible", "incognito", "tabCount", "lines", "lineno"), number),
    },
)


class ActivityWatch(TwoWay):
    """{"buckets": {id: {…, "events": […]}}}.

    A file that an editor showed → `focus_changed` to the editor; an editor in front of another program and the end of
    an absence → `focus_changed` of the window, gained; another program and an absence → lost. The rest is kept without
    being judged. Its own durations stay with its events; ours are computed and never stored. ActivityWatch writes UTC
    and no offset, so imported events lie at UTC's hours of the day. A bucket
    without events leaves nothing.
    """

    name = "activitywatch"
    line = "an export of ActivityWatch's buckets (.json)"

    def read(self, path: Path, context: Context) -> Iterator[Mapped | Unmapped]:
        """Yield one event an event, and one that describes its bucket before the first of each."""
        turn = Turn(context)
        yield from mapped(path.name, read_buckets(path), turn.events)

    def write(self, events: Iterable[Event], path: Path, names: Names) -> Written:
        """Write the buckets that came in, one of the files that were worked on, and one that holds our events whole."""
        return write_buckets(events, path, Restoring(names))


class Turn:
    """Turns the events of buckets into ours."""

    def __init__(self, context: Context) -> None:
        self._maker, self._names = Maker(ActivityWatch.name, context), context.names
        self._told: set[str] = set()

    def events(self, row: int, found: tuple[Bucket, Mapping[str, Any]]) -> Iterator[Event]:
        """Yield the event, after its bucket's description when it is the first."""
        bucket, event = found
        if bucket.get("type") == OWN_TYPE:
            yield from event_from_object(event.get("data"))
            return
        if bucket.get("client") == OWN_CLIENT:
            raise Unusable("", "it tells again what the bucket of whole events holds", "app.editor.activity", False)
        fields = {f"{PREFIX}bucket": self._names.hide(str(bucket["id"])), f"{PREFIX}row": row, **self._fields(event)}
        if not isinstance(event.get("timestamp"), str):
            raise Unusable("timestamp", "it holds no time")
        if is_negative(event.get("duration")):
            raise Unusable("duration", f"it is {event['duration']}, and nothing lasts less than no time")
        time_ms, offset = moment(event["timestamp"], "timestamp")
        data = event.get("data") if isinstance(event.get("data"), dict) else {}
        identity = [bucket["id"], event.get("id"), event["timestamp"], event.get("duration"), data]
        kind, meaning, file = meaning_of(str(bucket.get("type")), data or {})
        made = self._maker.event(kind, time_ms, "", identity, {**meaning, **fields}, subject=file, offset=offset)
        if str(bucket["id"]) not in self._told:
            self._told.add(str(bucket["id"]))
            yield self._description(bucket, time_ms)
        yield made

    def _fields(self, event: Mapping[str, Any]) -> dict[str, Any]:
        data = event.get("data")
        outer = {field: value for field, value in event.items() if field != "data" or not isinstance(data, dict)}
        return EVENT.flat(outer, self._names) | (DATA.flat(data, self._names) if isinstance(data, dict) else {})

    def _description(self, bucket: Bucket, time_ms: int) -> Event:
        data = {f"{PREFIX}bucket": self._names.hide(str(bucket["id"])), **META.flat(bucket, self._names)}
        return self._maker.event(kept(ActivityWatch.name, "bucket"), time_ms, "", ["bucket", bucket["id"]], data)


class Restoring:
    """The way back: what came in as ActivityWatch's goes out with its own fields."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def bucket(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the description of a bucket, without its events."""
        return META.whole(data, self._names)

    def event(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return an event of a bucket."""
        return EVENT.whole(data, self._names) | {"data": DATA.whole(data, self._names)}


def is_negative(duration: object) -> bool:
    """Tell whether a cell holds a number below 0."""
    return isinstance(duration, int | float) and duration < 0


def meaning_of(bucket_type: str, data: Mapping[str, Any]) -> tuple[str, dict[str, Any], str | None]:
    """Return kind, fields and file of an event among our kinds."""
    if bucket_type == "app.editor.activity" and isinstance(data.get("file"), str):
        spoken = {"file.language": language(data.get("language"))}
        return Kind.FOCUS_CHANGED, {"focus.target": "editor", "focus.gained": True, **spoken}, data["file"]
    if bucket_type == "afkstatus" and data.get("status") in ("afk", "not-afk"):
        is_there = data["status"] == "not-afk"
        return Kind.FOCUS_CHANGED, {"focus.target": "window", "focus.gained": is_there, "focus.active": is_there}, None
    if bucket_type == "currentwindow" and "app" in data:
        return Kind.FOCUS_CHANGED, {"focus.target": "window", "focus.gained": is_editor(data["app"])}, None
    return kept(ActivityWatch.name, bucket_type if bucket_type in TYPES else "other"), {}, None
