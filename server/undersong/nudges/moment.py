"""What the policy knows of now."""

from dataclasses import dataclass

from undersong.episodes import NOTHING, Facts, Recalled

# The suppressors' and boundaries' figures are those of the reference on nudges: nobody is spoken to within five
# minutes of coming back (Parnin & Rugaber), nor within the pauses of a typing burst.
RESUMPTION_MS = 300_000
BURST_MS = 5_000


@dataclass(frozen=True, slots=True)
class Moment:
    """What the person is doing at `now_ms`, as far as it decides whether to speak.

    Parameters
    ----------
    utcoffset_minutes
        Local time less UTC: a day ends at the person's own midnight.
    first_event_ms
        When recording began; the silent days count from there.
    edited_ms
        The last edit, by hand or by an agent.
    resumed_ms
        The last return from an absence.
    boundary_ms
        Since when the person is between two things (a run finished, a commit, a save after a pause, a return to the
        window); None in the middle of one.
    is_debugging
        A debugger runs.
    is_acting
        The hands are already at what ended the same trouble before.
    facts
        What the events show of the runs that fail.
    recalled
        What ended the same trouble before; None when it is new, or not clear.
    """

    now_ms: int
    utcoffset_minutes: int = 0
    first_event_ms: int | None = None
    edited_ms: int | None = None
    resumed_ms: int | None = None
    boundary_ms: int | None = None
    is_debugging: bool = False
    is_acting: bool = False
    facts: Facts = NOTHING
    recalled: Recalled | None = None

    @property
    def is_busy(self) -> bool:
        """Speaking now would cut something off."""
        return (
            self.is_debugging
            or self.is_acting
            or self._is_within(self.edited_ms, BURST_MS)
            or self._is_within(self.resumed_ms, RESUMPTION_MS)
        )

    @property
    def free_ms(self) -> int:
        """When somebody who came back may be spoken to again."""
        return 0 if self.resumed_ms is None else self.resumed_ms + RESUMPTION_MS

    def _is_within(self, since_ms: int | None, span_ms: int) -> bool:
        return since_ms is not None and self.now_ms - since_ms < span_ms
