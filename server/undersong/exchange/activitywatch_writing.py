"""Events as ActivityWatch's buckets."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, TextIO

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.exchange.base import Written, kept
from undersong.exchange.drafts import draft_file
from undersong.exchange.own import event_to_object
from undersong.exchange.spill import Spill
from undersong.exchange.texts import json_text

PREFIX = "activitywatch."
BUCKET = kept("activitywatch", "bucket")
# The bucket in which events of ours lie whole, and the one that ActivityWatch's own views read.
OWN_TYPE = "dev.undersong.event"
OWN_CLIENT = "undersong"
OWN_BUCKET, FILES_BUCKET = "undersong-events", "undersong-editor"
ON_FILES = frozenset({Kind.FILE_MODIFIED, Kind.FILE_OPENED, Kind.FILE_SAVED, Kind.CURSOR_MOVED})
# Two beats of a file become one event when they are no further apart: our rule for what counts as active.
PULSE_MS = 120_000


class Restores(Protocol):
    """Gives back what came in as ActivityWatch's."""

    def bucket(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the description of a bucket."""
        ...

    def event(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return an event of a bucket."""
        ...


@dataclass(slots=True)
class Stay:
    """A file that is being worked on, from the first beat to the last."""

    file: str
    language: str
    start_ms: int
    end_ms: int


class Draft:
    """Events sorted into their buckets."""

    def __init__(self, spill: Spill, restores: Restores) -> None:
        self.spill, self.restores, self.written = spill, restores, Written()
        self.buckets: dict[str, dict[str, Any]] = {}
        self._stay: Stay | None = None
        self._count = 0

    def take(self, event: Event) -> None:
        """Take an event: as what it came in as, or as one of ours."""
        bucket = event.data.get(f"{PREFIX}bucket")
        if bucket is None:
            self._take_own(event)
        elif event.kind == BUCKET:
            self.buckets[bucket] = self.restores.bucket(event.data)
        else:
            self.spill.add(bucket, event.data[f"{PREFIX}row"], self.restores.event(event.data))
            self.written.mapped["its own"] += 1

    def end(self) -> None:
        """Put away the last file."""
        if self._stay:
            stay, self._stay = self._stay, None
            self._put(FILES_BUCKET, stay.start_ms, (stay.end_ms - stay.start_ms) / 1000, data_of(stay))

    def _take_own(self, event: Event) -> None:
        self._put(OWN_BUCKET, event.time_ms, 0, event_to_object(event))
        self.written.mapped[OWN_TYPE] += 1
        if event.subject is None or event.kind not in ON_FILES:
            return
        stay = self._stay
        language = str(event.data.get("file.language", "unknown"))
        if stay and stay.file == event.subject and 0 <= event.time_ms - stay.end_ms <= PULSE_MS:
            stay.end_ms, stay.language = event.time_ms, language if language != "unknown" else stay.language
            return
        self.end()
        self._stay = Stay(event.subject, language, event.time_ms, event.time_ms)
        self.written.mapped["app.editor.activity"] += 1

    def _put(self, bucket: str, time_ms: int, seconds: float, data: Mapping[str, Any]) -> None:
        if bucket not in self.buckets:
            kind = OWN_TYPE if bucket == OWN_BUCKET else "app.editor.activity"
            self.buckets[bucket] = {"id": bucket, "created": iso(time_ms), "type": kind, "client": OWN_CLIENT}
        self._count += 1
        self.spill.add(bucket, self._count, {"timestamp": iso(time_ms), "duration": seconds, "data": data})


def write_buckets(events: Iterable[Event], path: Path, restores: Restores) -> Written:
    """Write an export that ActivityWatch can import."""
    with Spill() as spill:
        draft = Draft(spill, restores)
        for event in events:
            draft.take(event)
        draft.end()
        with draft_file(path) as file:
            write_json(file, draft)
    return draft.written


def write_json(file: TextIO, draft: Draft) -> None:
    """Write each bucket with its events."""
    file.write('{"buckets": {')
    current, parting = None, ""
    for bucket, event in draft.spill.sorted():
        if bucket != current:
            file.write(("\n]}," if current else "") + "\n" + opening(bucket, draft.buckets))
            current, parting = bucket, "\n"
        file.write(parting + json_text(event))
        parting = ",\n"
    file.write(("\n]}" if current else "") + "\n}}\n")


def opening(bucket: str, described: Mapping[str, Mapping[str, Any]]) -> str:
    """Return a bucket's key and description, up to its first event; one that was not described has its hash."""
    fields = described.get(bucket) or {"id": bucket, "type": "unknown", "client": "unknown"}
    return f'{json.dumps(str(fields["id"]))}: {json_text(fields)[:-1]}, "events": ['


def data_of(stay: Stay) -> dict[str, str]:
    """Return the fields that ActivityWatch's views of editors read."""
    return {"file": stay.file, "project": "", "language": stay.language}


def iso(time_ms: int) -> str:
    """Return a time as ActivityWatch writes it: in UTC."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=time_ms)).isoformat()
