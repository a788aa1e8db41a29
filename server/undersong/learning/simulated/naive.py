"""The rule that every detector has to beat: few edits, much navigation and debugging."""

from collections.abc import Iterator, Sequence

from undersong.learning.simulated.developer import Act

# As the rule was measured on real people: over 50 events, at most 2 % edits and at least 80 % navigation and debugging
# (after Carter & Dewan; 1.33 alarms an active hour in the median of 83 professionals).
EVENTS, MOST_EDITS, LEAST_SEARCHING = 50, 0.02, 0.80
NAVIGATION = frozenset({"cursor_moved", "file_opened", "tool_window"})
DEBUGGING = frozenset({"debug_started", "debug_step"})


def naive_alarms(acts: Sequence[Act]) -> list[int]:
    """Return when the rule fires: at the end of each block of 50 events that looks like searching."""
    return [
        end_ms for end_ms, edits, navigation, debugging in blocks(acts) if is_searching(edits, navigation + debugging)
    ]


def is_searching(edits: float, searching: float) -> bool:
    """Tell whether a block looks like one."""
    return edits <= MOST_EDITS and searching >= LEAST_SEARCHING


def blocks(acts: Sequence[Act]) -> Iterator[tuple[int, float, float, float]]:
    """Yield the end of each whole block, and the shares of edits, navigation and debugging in it."""
    kinds = [act for act in acts if act.kind != "session"]
    for start in range(0, len(kinds) - EVENTS + 1, EVENTS):
        block = kinds[start : start + EVENTS]
        edits = sum(act.kind == "file_modified" for act in block)
        navigation = sum(act.kind in NAVIGATION for act in block)
        debugging = sum(act.kind in DEBUGGING for act in block)
        yield block[-1].time_ms, edits / EVENTS, navigation / EVENTS, debugging / EVENTS
