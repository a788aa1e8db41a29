"""Labels without annotators: simple functions vote on each window, and a person's own word outweighs them.

Every label that rests on votes alone is weak and is weighted so. LF7 looks ahead, so it may label but never judge.
Numbers and rules: LF1 to LF9 of the reference on telemetry.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from undersong.domain.event import Event
from undersong.domain.nudge import Answer
from undersong.domain.state import SelfReport
from undersong.domain.window import SPAN_MS, Window
from undersong.learning.timeline import MINUTE_MS, Timeline, count

Labels = Mapping[str, Mapping[int, "Label"]]
Vote = Callable[[Timeline, int], int]
# A person's own word counts five times as much as votes.
OWN_WORD, WEAK = 1.0, 0.2
AHEAD_MS = 5 * MINUTE_MS
# What a person says of now holds for the windows of the ten minutes before, and one step after.
SAID_MS = SPAN_MS


@dataclass(frozen=True, slots=True)
class Label:
    """What a window shows: 1.0 is the detector's own state; `is_weak` where nobody said so."""

    value: float
    weight: float
    is_weak: bool


def label_windows(windows: Sequence[Window], events: Iterable[Event]) -> Labels:
    """Return model → window's end → label; windows on which nobody votes, or votes cancel out, have none."""
    timeline = Timeline(events)
    found: dict[str, dict[int, Label]] = {"stuck": {}, "flow": {}}
    for window in windows:
        for model, own, votes in (("stuck", own_stuck, STUCK_VOTES), ("flow", own_flow, FLOW_VOTES)):
            label = combined(own(timeline, window.end_ms), [vote(timeline, window.end_ms) for vote in votes])
            if label is not None:
                found[model][window.end_ms] = label
    return found


def combined(own_word: int, votes: Sequence[int]) -> Label | None:
    """Return the label that a person's word gives, else the one that most votes give.

    >>> combined(0, [1, 1, -1]), combined(0, [1, -1]), combined(-1, [1])
    (Label(value=1.0, weight=0.2, is_weak=True), None, Label(value=0.0, weight=1.0, is_weak=False))
    """
    if own_word:
        return Label(float(own_word > 0), OWN_WORD, is_weak=False)
    balance = sum(votes)
    return Label(float(balance > 0), WEAK, is_weak=True) if balance else None


def lf1_streak(timeline: Timeline, end_ms: int) -> int:
    """Five runs without a new best, and none for ten minutes."""
    run = timeline.last_run(end_ms)
    is_recent = run is not None and run.time_ms > end_ms - SPAN_MS
    return int(is_recent and run is not None and run.streak >= 5 and end_ms - run.best_ms >= SPAN_MS)


def lf2_same_error(timeline: Timeline, end_ms: int) -> int:
    """The same failed three times, with edits in between."""
    run = timeline.last_run(end_ms)
    return int(run is not None and run.time_ms > end_ms - SPAN_MS and run.repeats >= 2)


def lf3_revisits(timeline: Timeline, end_ms: int) -> int:
    """A file went back to an earlier text twice."""
    return int(count(timeline.returns, end_ms - SPAN_MS, end_ms) >= 2)


def lf4_debugging(timeline: Timeline, end_ms: int) -> int:
    """A debugger ran half of the time, and next to nothing was edited."""
    actions = count(timeline.actions, end_ms - SPAN_MS, end_ms)
    edits = count(timeline.edit_times, end_ms - SPAN_MS, end_ms)
    return int(timeline.debug_share(end_ms - SPAN_MS, end_ms) >= 0.5 and edits <= 0.02 * actions)


def lf5_went_back(timeline: Timeline, end_ms: int) -> int:
    """Git took the files back after a quarter of an hour of edits without a green run."""
    backs = [back for back in timeline.backs if end_ms - SPAN_MS < back <= end_ms]
    return int(any(worked_in_vain(timeline, back) for back in backs))


def lf6_help(timeline: Timeline, end_ms: int) -> int:
    """The editor was left four times right after an error."""
    return int(count(timeline.help_leaves, end_ms - SPAN_MS, end_ms) >= 4)


def lf7_progress_ahead(timeline: Timeline, end_ms: int) -> int:
    """Within the next five minutes something is won: a new best, a commit, an error gone."""
    until_ms = end_ms + AHEAD_MS
    risen = any(run.rose for run in timeline.runs_in(end_ms, until_ms))
    won = count(timeline.commits, end_ms, until_ms) + count(timeline.cleared, end_ms, until_ms)
    return -int(risen or won > 0)


def lf8_smooth(timeline: Timeline, end_ms: int) -> int:
    """Text comes steadily, little of it goes again, and nothing fails."""
    return -int(types_smoothly(timeline, end_ms) and not count(timeline.troubles, end_ms - SPAN_MS, end_ms))


def types_smoothly(timeline: Timeline, end_ms: int) -> bool:
    """Tell whether thirty characters a minute were typed and less than three in ten deleted."""
    edits = timeline.edits_in(end_ms - SPAN_MS, end_ms)
    inserted, deleted = sum(edit.inserted for edit in edits), sum(edit.deleted for edit in edits)
    return inserted >= 30 * SPAN_MS / MINUTE_MS and deleted < 0.3 * (inserted + deleted)


def worked_in_vain(timeline: Timeline, back_ms: int) -> bool:
    """Tell whether the quarter of an hour before had edits from its beginning on and no green run."""
    begin_ms = back_ms - 15 * MINUTE_MS
    green = any(not run.is_failed for run in timeline.runs_in(begin_ms, back_ms))
    return not green and count(timeline.edit_times, begin_ms, begin_ms + 5 * MINUTE_MS) > 0


def own_stuck(timeline: Timeline, end_ms: int) -> int:
    """LF9: what the person said, in a self-report or to a nudge, within the next ten minutes; the last word counts."""
    said = [(time, 1 if word == SelfReport.STUCK else -1) for time, word in timeline.reports]
    said += [(time, vote) for time, word in timeline.answers if (vote := ANSWER_VOTES.get(word, 0))]
    return last_word(said, end_ms)


def own_flow(timeline: Timeline, end_ms: int) -> int:
    """What the person said of their focus; "fine" says neither."""
    votes = {SelfReport.FOCUSED: 1, SelfReport.STUCK: -1}
    said = [(time, votes[SelfReport(word)]) for time, word in timeline.reports if word in votes]
    return last_word(said, end_ms)


def last_word(said: Sequence[tuple[int, int]], end_ms: int) -> int:
    """Return the latest vote that speaks of a window, or 0."""
    about = [(time, vote) for time, vote in said if end_ms - MINUTE_MS <= time <= end_ms + SAID_MS]
    return max(about)[1] if about else 0


def smooth_and_alone(timeline: Timeline, end_ms: int) -> int:
    """Text comes steadily, nothing fails, and the editor is hardly left."""
    return int(lf8_smooth(timeline, end_ms) < 0 and count(timeline.leaves, end_ms - SPAN_MS, end_ms) <= 1)


def scattered(timeline: Timeline, end_ms: int) -> int:
    """The editor was left four times, or a debugger ran half of the time."""
    leaves = count(timeline.leaves, end_ms - SPAN_MS, end_ms)
    return -int(leaves >= 4 or timeline.debug_share(end_ms - SPAN_MS, end_ms) >= 0.5)


def failing(timeline: Timeline, end_ms: int) -> int:
    """The last runs failed in the same way."""
    return -max(lf1_streak(timeline, end_ms), lf2_same_error(timeline, end_ms))


ANSWER_VOTES: Mapping[str, int] = {Answer.HELPFUL: 1, Answer.WRONG: -1}
STUCK_VOTES: tuple[Vote, ...] = (
    lf1_streak,
    lf2_same_error,
    lf3_revisits,
    lf4_debugging,
    lf5_went_back,
    lf6_help,
    lf7_progress_ahead,
    lf8_smooth,
)
FLOW_VOTES: tuple[Vote, ...] = (smooth_and_alone, scattered, failing)
