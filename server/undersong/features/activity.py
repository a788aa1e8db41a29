"""What the work consists of: shares of edits, navigation, debugging, switching and commands."""

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.features.meter import Meter, Values
from undersong.features.tally import Tally, share

# Carter & Dewan (2010) part commands alike: when people get stuck the share of edits falls and that of navigation
# and debugging rises.
GROUPS: dict[str, str] = {
    Kind.FILE_MODIFIED: "edit",
    Kind.CURSOR_MOVED: "navigation",
    Kind.FILE_OPENED: "navigation",
    Kind.DEBUG_STARTED: "debug",
    Kind.DEBUG_ENDED: "debug",
    Kind.FOCUS_CHANGED: "focus",
    Kind.COMMAND_EXECUTED: "command",
    Kind.TEST_RUN: "command",
}


class Activity(Meter):
    """Counts events by what they are about; an edit that no hand made (agent, format, git) counts nowhere."""

    kinds = frozenset({*GROUPS, Kind.COMMIT_CREATED})

    def __init__(self) -> None:
        self._tally = Tally()

    def take(self, event: Event, end_ms: int) -> None:
        """Count the event under its group."""
        if event.kind == Kind.COMMIT_CREATED:
            self._tally.add("commits", event.data.get("commit.kind") in ("commit", "amend"), end_ms)
        elif event.kind != Kind.FILE_MODIFIED or event.origin in ("user", "paste", "undo", "completion"):
            self._tally.add(group_of(event), 1, end_ms)
            self._tally.add("all", 1, end_ms)

    def close(self, end_ms: int) -> Values:
        """Return each group's share, and the commits."""
        self._tally.advance(end_ms)
        every = self._tally["all"]
        shares = {f"{group}_share": share(self._tally[group], every) for group in SHARED}
        return {"actions": float(every), **shares, "commits": float(self._tally["commits"])}


SHARED = ("edit", "navigation", "debug", "focus", "command")


def group_of(event: Event) -> str:
    """Return the group of an event; going to another editor is navigation, not a change of focus."""
    if event.kind == Kind.FOCUS_CHANGED and event.data.get("focus.target") != "window":
        return "navigation"
    return GROUPS[event.kind]
