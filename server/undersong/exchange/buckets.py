"""The events of ActivityWatch's export, one after the other, each with its bucket."""

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from undersong.domain.errors import BadInput
from undersong.exchange.base import Unmapped
from undersong.exchange.json_stream import BadJson, JsonStream, ended
from undersong.exchange.texts import STRAY, open_text

Bucket = Mapping[str, Any]
Found = tuple[int, tuple[Bucket, Mapping[str, Any]]]


def read_buckets(path: Path) -> Iterator[Found | Unmapped]:
    """Yield number, bucket and event, and what is none. Numbers count through the file.

    A bucket is described by what stands before its events; exports put it there.
    """
    with open_text(path) as file:
        stream = JsonStream(file)
        if not stream.kind():
            raise BadInput(str(path), "is empty", "name an export of ActivityWatch")
        number = 0
        try:
            for number, (bucket, event) in enumerate(walk(path, stream), 1):
                yield checked(path, number, bucket, event)
            yield from ended(path, number + 1, file)
        except BadJson as error:
            yield from ended(path, number + 1, file, error)


def walk(path: Path, stream: JsonStream) -> Iterator[tuple[Bucket, Any]]:
    """Yield bucket and event of an export, or of one bucket by itself."""
    has_buckets = False
    if stream.kind() == "{":
        for key in stream.members():
            if key != "buckets" or stream.kind() != "{":
                stream.value()
                continue
            has_buckets = True
            for bucket_id in stream.members():
                yield from walk_bucket(bucket_id, stream)
    if not has_buckets:
        raise BadInput(str(path), "holds no buckets", "name a file that ActivityWatch exported")


def walk_bucket(bucket_id: str, stream: JsonStream) -> Iterator[tuple[Bucket, Any]]:
    """Yield the events of one bucket."""
    bucket: dict[str, Any] = {"id": bucket_id}
    if stream.kind() != "{":
        yield bucket, stream.value()
        return
    for key in stream.members():
        if key == "events" and stream.kind() == "[":
            for _ in stream.items():
                yield bucket, stream.value()
        else:
            bucket[key] = stream.value()


def checked(path: Path, number: int, bucket: Bucket, event: Any) -> Found | Unmapped:
    """Return an event whose texts are texts and whose numbers are numbers."""
    if not isinstance(event, dict):
        return Unmapped(path.name, number, "", "", "it is no object")
    for field, value in [*event.items(), *(event["data"].items() if isinstance(event.get("data"), dict) else ())]:
        if isinstance(value, float) and not math.isfinite(value):
            return Unmapped(path.name, number, field, "", "it holds no number")
        if isinstance(value, str) and STRAY.search(value):
            return Unmapped(path.name, number, field, "", "it is not UTF-8")
    return number, (bucket, event)
