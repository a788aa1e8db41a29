"""The part of a session that features look at."""

from collections.abc import Mapping
from dataclasses import dataclass

# The last ten minutes are what the literature looks at (Carter & Dewan 2010: 50 events; Dong et al. 2021:
# under 2 min of work); a new window closes every 20 s, so that three in a row make the minute that a nudge needs.
SPAN_MS = 600_000
STEP_MS = 20_000
# Senders hand over once a second; five seconds let every editor window's batch arrive before a window closes.
GRACE_MS = 5_000

Features = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Window:
    """`SPAN_MS` of work up to `end_ms`, as named numbers.

    `end_ms` is a multiple of `STEP_MS`. A feature that has no value yet (no test run so far) is None.
    `events` counts what happened since the window before this one; a window without events is not judged.
    """

    end_ms: int
    events: int
    features: Features


def closing_after(time_ms: int) -> int:
    """Return the end of the window that an event of this time belongs to: the next multiple of the step."""
    return -(-time_ms // STEP_MS) * STEP_MS
