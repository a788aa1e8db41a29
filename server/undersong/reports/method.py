"""How every figure of the report comes about, in words, and what it never shows."""

from undersong.domain.work import SESSION_GAP_MS
from undersong.reports.active import GAP_CAP_MS
from undersong.reports.endings import AFTER_MS, BEFORE_MS, BREAK_MS
from undersong.reports.episodes import GAP_MS, LEAST_RUNS
from undersong.reports.focus import AWAY_MS, LEAST_MS, PAUSE_MS
from undersong.reports.fragmentation import NEAR_FILES, PRIOR_MEDIAN
from undersong.reports.stretch import MINUTE_MS


def minutes(length_ms: int) -> str:
    """Return a rule's length: ``15 minutes``."""
    number = length_ms // MINUTE_MS
    return f"{number} minute{'s' if number != 1 else ''}"


# The numbers come from the rules themselves, so that the words cannot drift from them.
METHOD = (
    f"Active time is the sum of the gaps between things done in the editor; a gap counts for {minutes(GAP_CAP_MS)} at "
    "most. Edits by agents, git and formatters are nobody's time. When a machine slept or its clock jumped, the "
    "shorter of the two clocks counts, so that no duration overlaps another or exceeds the time that passed.",
    f"A session ends when nothing was done for more than {minutes(SESSION_GAP_MS)}.",
    f"A focus block holds at least {minutes(LEAST_MS)} of active time; it ends when the window is left for more than "
    f"{minutes(AWAY_MS)}, or nothing is done for more than {minutes(PAUSE_MS)}. It is a stretch without leaving, not "
    "the state called focused: it may hold time that was judged stuck.",
    "States are the detectors' verdicts on windows of ten minutes, one every 20 seconds: focused, stuck or unusual, "
    "and steady for the rest of what was judged. They describe the work as the editor saw it. Only active time is "
    "counted. Work that no detector saw as it happened, such as imported events, is not judged and has no state.",
    f"A switch is a return from another program within {minutes(SESSION_GAP_MS)}, or a step to a file that was not "
    f"among the last {NEAR_FILES}; the terminal is no other program. {PRIOR_MEDIAN} an active hour is the median of "
    "the recordings that Undersong began with.",
    "A no-progress episode is a minute or more judged stuck, or a row of "
    f"{LEAST_RUNS} failing test runs or more without one that got further; episodes less than {minutes(GAP_MS)} apart "
    "are one. A verdict looks ten minutes back, so it may begin later than the trouble did.",
    "What ended an episode is the strongest of what lay at its end (all tests passing, a test run that got further, a "
    "commit, the last error cleared, a command, an edit in another file), within the last "
    f"{minutes(BEFORE_MS)} and {minutes(AFTER_MS)} after it, or ten minutes for tests and commits; else a break of "
    f"{minutes(BREAK_MS)}. That it came last does not prove that it helped.",
    "Suggestions count as shown when they stood unchanged for 750 ms; taken means accepted whole or in part.",
    "Never shown, because never kept: source text, names, plain paths, error messages, command lines, and single keys. "
    "Files appear as salted hashes; names are put in only on a screen where the files themselves lie.",
    "This report is made on this machine, for the one who asks for it. Nothing of it is sent anywhere.",
)
