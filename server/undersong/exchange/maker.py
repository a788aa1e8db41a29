"""Events of one reading: ids from content, sessions from gaps."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from undersong.domain.event import Event
from undersong.domain.kind import Origin
from undersong.domain.ulid import new_ulid
from undersong.domain.work import SESSION_GAP_MS
from undersong.exchange.base import Context, Unusable
from undersong.exchange.names import Names

# A session ends with a gap of 15 minutes: the one rule for durations.
GAP_MS = SESSION_GAP_MS
DAY_MS = 86_400_000
# 2000-01-01: no format here is older, so an earlier time is a clock that was not set.
EARLIEST_MS = 946_684_800_000


@dataclass(slots=True)
class Stretch:
    """A session that events are being added to."""

    id: str
    latest_ms: int
    count: int


class Maker:
    """Makes the events of one reading.

    Parameters
    ----------
    form
        The format's name; `source` tells it, so that imported events can be told from one's own.
    gap_ms
        A longer gap between two events of a person begins a session; None leaves a person one session.
    """

    def __init__(self, form: str, context: Context, gap_ms: int | None = GAP_MS) -> None:
        self.form, self.names, self._latest_ms, self._gap_ms = form, context.names, context.now_ms + DAY_MS, gap_ms
        self._stretches: dict[tuple[str, str], Stretch] = {}

    def event(
        self,
        kind: str,
        time_ms: int,
        person: str,
        identity: object,
        data: Mapping[str, Any],
        subject: str | None = None,
        origin: Origin | None = None,
        offset: int = 0,
        part: str = "",
    ) -> Event:
        """Return an event; the same person, time and identity give the same id.

        `part` keeps sessions of one person apart, as by task. `subject` is a plain path, hashed here. There is no
        monotonic clock to know of: the wall clock stands for it.

        Raises
        ------
        Unusable
            The time is impossible.
        """
        self.check(time_ms)
        stretch = self._stretch_of(person, part, time_ms)
        stretch.count += 1
        return Event(
            id=self.ulid(time_ms, person, identity),
            kind=kind,
            time_ms=time_ms,
            seq=stretch.count,
            source=source_of(self.form, person, self.names),
            session=stretch.id,
            # With the slashes that the editor hashes on every system.
            subject=None if subject is None else self.names.hash(subject.replace("\\", "/")),
            origin=origin,
            utcoffset_minutes=offset,
            monotonic_ms=time_ms,
            data=data,
        )

    def ulid(self, time_ms: int, person: str, identity: object) -> str:
        """Return the id that this content has in this home."""
        return new_ulid(time_ms, bytes.fromhex(self.names.hash(f"{self.form}\n{person}\n{identity}", 20)))

    def check(self, time_ms: int) -> None:
        """Refuse a time that cannot be."""
        if time_ms < EARLIEST_MS:
            raise Unusable("time", "its time is before the year 2000")
        if time_ms > self._latest_ms:
            raise Unusable("time", "its time is later than tomorrow")

    def _stretch_of(self, person: str, part: str, time_ms: int) -> Stretch:
        """Return the person's session; a file may run backwards, so a gap counts in both directions."""
        stretch = self._stretches.get((person, part))
        if stretch and (self._gap_ms is None or abs(time_ms - stretch.latest_ms) <= self._gap_ms):
            stretch.latest_ms = time_ms
            return stretch
        begun = Stretch(self.ulid(time_ms, person, f"session {part}"), time_ms, 0)
        self._stretches[person, part] = begun
        return begun


def source_of(form: str, person: str, names: Names) -> str:
    """Return the `source` of a person's events that came in by a format."""
    return f"import/{form}-{names.hash(person, 8)}"
