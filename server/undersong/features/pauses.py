"""How long the work lasted, and how often it paused."""

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.window import STEP_MS, closing_after
from undersong.features.meter import ALL_KINDS, Meter, Values
from undersong.features.tally import Tally

# A silence longer than this is absence: only its first two minutes count as work.
IDLE_MS = 120_000
# Pause classes of Shrestha et al. (ICSE-SEET 2022): 2-15 s, 15 s-3 min, 3-10 min, and longer. Beyond half an hour it
# is no pause but an absence, which a window that is rebuilt from its memory could not see.
PAUSES = (
    ("pauses_short", 2_000, 15_000),
    ("pauses_medium", 15_000, 180_000),
    ("pauses_long", 180_000, 600_000),
    ("pauses_away", 600_000, 1_800_000),
)


class Pauses(Meter):
    """Measures the gaps between events.

    All editor windows share one line of time, so durations never overlap. A gap is what the wall clock says, or what
    the sender's monotonic clock says where that is less: a suspended machine, or a clock set forward, is not work.

    active_seconds
        Unit: seconds. Formula: sum of min(gap, 120 s). Source: WakaTime's rule (decision 0010).
    pauses_short, pauses_medium, pauses_long, pauses_away
        Unit: pauses. Formula: gaps of 2-15 s, 15 s-3 min, 3-10 min, 10-30 min. Source: Shrestha et al. 2022.
    """

    # What the daemon writes by itself tells nothing of the person's hands.
    kinds = ALL_KINDS - {Kind.NUDGE_SHOWN, Kind.SESSION_ENDED}

    def __init__(self) -> None:
        self._tally = Tally()
        self._last: Event | None = None

    def take(self, event: Event, end_ms: int) -> None:
        """Measure the gap before an event."""
        last, self._last = self._last, event
        if last is None or event.kind == Kind.SESSION_STARTED:
            return
        gap_ms = gap_between(last, event)
        for name, shortest_ms, longest_ms in PAUSES:
            self._tally.add(name, shortest_ms <= gap_ms < longest_ms, end_ms)
        self._credit(last.time_ms, min(gap_ms, IDLE_MS))

    def close(self, end_ms: int) -> Values:
        """Return the seconds of work and the pauses of each class."""
        self._tally.advance(end_ms)
        pauses: Values = {name: float(self._tally[name]) for name, _, _ in PAUSES}
        return {"active_seconds": self._tally["active_ms"] / 1000, **pauses}

    def _credit(self, since_ms: int, active_ms: int) -> None:
        """Add a stretch of work to each of the steps that it crosses."""
        until_ms = since_ms + active_ms
        while since_ms < until_ms:
            end_ms = since_ms // STEP_MS * STEP_MS + STEP_MS
            self._tally.add("active_ms", min(end_ms, until_ms) - since_ms, closing_after(min(end_ms, until_ms)))
            since_ms = end_ms


def gap_between(earlier: Event, later: Event) -> int:
    """Return the milliseconds that passed between two events; never less than 0.

    Only a sender's own monotonic clock can be compared with itself; an import has none, so its stands at 0.
    """
    gap_ms = later.time_ms - earlier.time_ms
    is_known = earlier.monotonic_ms != 0 or later.monotonic_ms != 0
    if is_known and earlier.source == later.source and earlier.session == later.session:
        gap_ms = min(gap_ms, later.monotonic_ms - earlier.monotonic_ms)
    return max(0, gap_ms)
