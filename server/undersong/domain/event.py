"""One thing that happened in the editor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from undersong.domain.kind import Origin


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in the editor, immutable, dated, with its origin.

    Parameters
    ----------
    id
        ULID made by the sender; its first ten characters hold the same millisecond as `time_ms`.
    kind
        A word of `Kind`, or the whole CloudEvents type of a kind that this version does not know.
    time_ms
        Milliseconds since the Unix epoch, UTC.
    seq
        Counts up by one within `session`; orders events of one millisecond.
    source
        The window that sent it: ``editor/<window>``.
    session
        ULID of the Session.
    subject
        Salted hash of the file's path (16 hex digits), or nothing for an event without a file.
    origin
        Who made an edit; nothing for other kinds.
    utcoffset_minutes
        Local time less UTC when it happened.
    monotonic_ms
        The sender's monotonic clock, so that durations survive a changed wall clock.
    data
        The kind's own fields under dotted names (``edit.inserted_chars``).
    extra
        Envelope fields that this version does not know, kept for the export.
    """

    id: str
    kind: str
    time_ms: int
    seq: int
    source: str
    session: str
    subject: str | None = None
    origin: Origin | None = None
    utcoffset_minutes: int = 0
    monotonic_ms: int = 0
    data: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> tuple[int, str, int, str]:
        """The key under which events are replayed: time, then session and sequence, then id."""
        return (self.time_ms, self.session, self.seq, self.id)
