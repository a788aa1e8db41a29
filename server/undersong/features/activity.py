"""What the work consists of: shares of edits, navigation, debugging, switching and commands."""

from collections import Counter, deque
from collections.abc import Mapping

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.window import SPAN_MS
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
HANDS = frozenset({"user", "paste", "undo", "completion"})
SHARED = ("edit", "navigation", "debug", "focus", "command")
# Their window is a number of commands, not of minutes; none of them may be older than what a rebuilt meter knows.
LAST_ACTIONS, LAST_MS = 50, 3 * SPAN_MS
CARTERS = SHARED[:4]


class Activity(Meter):
    """Counts events by what they are about; an edit that no hand made (agent, format, git) counts nowhere.

    actions, commits
        Unit: count. Formula: events of the groups; new and amended commits. Source: Carter & Dewan 2010; own.
    edit_share, navigation_share, debug_share, focus_share, command_share
        Unit: share. Formula: events of the group / actions of ten minutes. Source: Carter & Dewan 2010.
    edit_share_last50, navigation_share_last50, debug_share_last50, focus_share_last50
        Unit: share. Formula: events of the group / the last 50 actions of half an hour. Source: Carter & Dewan 2010.
    edit_share_change, navigation_share_change, debug_share_change, focus_share_change
        Unit: share. Formula: share of these ten minutes - share of the ten before. Source: Carter & Dewan 2010.
    """

    kinds = frozenset({*GROUPS, Kind.COMMIT_CREATED})

    def __init__(self) -> None:
        self._tally, self._longer = Tally(), Tally(2 * SPAN_MS)
        self._last: deque[tuple[int, str]] = deque(maxlen=LAST_ACTIONS)

    def take(self, event: Event, end_ms: int) -> None:
        """Count the event under its group."""
        if event.kind == Kind.COMMIT_CREATED:
            self._tally.add("commits", event.data.get("commit.kind") in ("commit", "amend"), end_ms)
        elif event.kind != Kind.FILE_MODIFIED or event.origin in HANDS:
            group = group_of(event)
            self._last.append((event.time_ms, group))
            for tally in (self._tally, self._longer):
                tally.add(group, 1, end_ms)
                tally.add("all", 1, end_ms)

    def close(self, end_ms: int) -> Values:
        """Return each group's share, now and beside the ten minutes before, and the commits."""
        self._tally.advance(end_ms)
        self._longer.advance(end_ms)
        now = {name: self._tally[name] for name in (*SHARED, "all")}
        before = {name: self._longer[name] - now[name] for name in now}
        shares = {f"{group}_share": share(now[group], now["all"]) for group in SHARED}
        changes = {f"{group}_share_change": change(group, before, now) for group in CARTERS}
        actions, commits = float(now["all"]), float(self._tally["commits"])
        return {"actions": actions, **shares, **changes, **self._of_last(end_ms), "commits": commits}

    def _of_last(self, end_ms: int) -> Values:
        while self._last and self._last[0][0] <= end_ms - LAST_MS:
            self._last.popleft()
        counts = Counter(group for _, group in self._last)
        return {f"{group}_share_last50": share(counts[group], len(self._last)) for group in CARTERS}


def change(group: str, before: Mapping[str, int], now: Mapping[str, int]) -> float | None:
    """Return how much more of the actions a group is than it was; nothing where either had none."""
    if not before["all"] or not now["all"]:
        return None
    return now[group] / now["all"] - before[group] / before["all"]


def group_of(event: Event) -> str:
    """Return the group of an event; going to another editor is navigation, not a change of focus."""
    if event.kind == Kind.FOCUS_CHANGED and event.data.get("focus.target") != "window":
        return "navigation"
    return GROUPS[event.kind]
