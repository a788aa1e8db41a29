"""A recorded session: wire events in the order of their time."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from undersong.cli.stage.names import NOBODY, Names, read_names
from undersong.domain.errors import BadInput, NotThere
from undersong.domain.span import rfc3339
from undersong.domain.ulid import TIME_CHARS, new_ulid, time_of
from undersong.domain.window import STEP_MS

DAY_MS = 86_400_000
# How the shipped recording was made (recordings/README.md): the clock of tests/e2e/editor/record.mjs.
SHIPPED = "bug-hunt.jsonl"
SHIPPED_NOTE = (
    "In this recording a program typed while the clock ran twelve times as fast, "
    "so that test runs and pauses appear twelve times as long as they were."
)
Batch = tuple[int, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Recording:
    """Events of one session, oldest first, the package that was worked on, and what its hashes stand for.

    `note` says what must be known of its times before they are read.
    """

    events: list[dict[str, Any]]
    package: Path
    names: Names = NOBODY
    note: str = ""

    @property
    def start_ms(self) -> int:
        """Time of the first event."""
        return time_of(self.events[0]["id"])

    @property
    def end_ms(self) -> int:
        """Time of the last event."""
        return time_of(self.events[-1]["id"])

    def again(self, since_ms: int, days: int) -> "Recording":
        """Return the part from a time on, as if it happened so many days later: other ids and times, the same work."""
        part = [event for event in self.events if time_of(event["id"]) >= since_ms]
        return replace(self, events=[delayed(event, days * DAY_MS) for event in part])

    def batches(self) -> Iterator[Batch]:
        """Yield (end of the window, its events), without the empty ones."""
        batch: list[dict[str, Any]] = []
        end = 0
        for event in self.events:
            time_ms = time_of(event["id"])
            if batch and time_ms > end:
                yield end, batch
                batch = []
            if not batch:
                end = -(-time_ms // STEP_MS) * STEP_MS
            batch.append(event)
        if batch:
            yield end, batch


def delayed(event: dict[str, Any], span_ms: int) -> dict[str, Any]:
    """Return an event with a later time, in a session of its own."""
    time_ms = time_of(event["id"]) + span_ms
    return {
        **event,
        "id": later_ulid(event["id"], span_ms),
        "time": rfc3339(time_ms),
        "sessionid": later_ulid(event["sessionid"], span_ms),
        "monotonicms": event["monotonicms"] + span_ms,
    }


def later_ulid(ulid: str, span_ms: int) -> str:
    """Return a ULID of a later time with the same chance in it."""
    return new_ulid(time_of(ulid) + span_ms)[:TIME_CHARS] + ulid[TIME_CHARS:]


def shipped_folder() -> Path:
    """Return the folder of the recordings: beside the code in a checkout, inside the package in a wheel."""
    beside = Path(__file__).parents[4] / "recordings"
    return beside if beside.is_dir() else Path(str(files("undersong") / "recordings"))


def read_recording(path: Path, package: Path) -> Recording:
    """Return the recording at `path` (JSON Lines of wire events).

    Raises
    ------
    NotThere
        No such file.
    BadInput
        A line that is not an event.
    """
    if not path.is_file():
        raise NotThere(f"The recording {path.name}", "make one with `npm run record`, or name another")
    events = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            event = json.loads(line)
            time_of(event["id"])
        except (ValueError, KeyError, TypeError):
            raise BadInput(f"Line {number} of {path.name}", "is no event", "export it again as jsonl") from None
        events.append(event)
    if not events:
        raise BadInput(path.name, "holds no event", "export it again as jsonl")
    names = read_names(path.with_suffix(".names.json"))
    note = SHIPPED_NOTE if path == shipped_folder() / SHIPPED else ""
    return Recording(sorted(events, key=lambda event: (time_of(event["id"]), event["seq"])), package, names, note)
