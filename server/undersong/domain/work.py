"""What counts as someone's work, and when a stretch of it is over."""

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin

# As WakaTime and Code Time end a session.
SESSION_GAP_MS = 900_000
# What happens without anyone's hands: the engine's own words, and edits by programs.
NOBODYS_KINDS = frozenset({Kind.SESSION_ENDED, Kind.NUDGE_SHOWN})
NOBODYS_EDITS = frozenset({Origin.AGENT, Origin.GIT, Origin.FORMAT})
WORK_KINDS = frozenset(Kind) - NOBODYS_KINDS


def is_work(event: Event) -> bool:
    """Tell whether someone's hands were at work: not a program's edit, and not the focus going elsewhere."""
    if event.kind not in WORK_KINDS or event.origin in NOBODYS_EDITS:
        return False
    return event.kind != Kind.FOCUS_CHANGED or bool(event.data.get("focus.gained"))
