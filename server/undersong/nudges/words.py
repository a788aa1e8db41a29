"""What a nudge says: a fact about the work, its evidence, and what one can do. Never what a person feels."""

from collections.abc import Mapping
from dataclasses import dataclass

from undersong.domain.nudge import Nudge
from undersong.domain.verdict import Verdict
from undersong.features.catalog import describe

# What the message's schema admits.
LONGEST = 300
OPENING: Mapping[str, str] = {
    "stuck": "The last runs brought no progress",
    "anomaly": "This stretch of work differs from the usual ones",
}


@dataclass(frozen=True, slots=True)
class Action:
    """A button: what it says, and the editor's command behind it."""

    id: str
    title: str
    command: str


ACTIONS: Mapping[str, Action] = {
    "failing_test": Action("failing_test", "Show Run", "workbench.action.terminal.focus"),
    "report": Action("report", "Report", "undersong.showReport"),
}
OFFERED: Mapping[str, tuple[str, ...]] = {"stuck": ("failing_test", "report"), "anomaly": ("report",)}


def text_of(verdict: Verdict, before: str | None) -> str:
    """Return the fact that weighed most, and what ended the same before.

    >>> from undersong.domain.state import State
    >>> text_of(Verdict("stuck", State.STUCK, 0.8, 0, (("fail_streak", 4.0),)), None)
    '4 runs without a new test passing.'
    """
    fact = describe(*verdict.weights[0]) if verdict.weights else OPENING[verdict.detector]
    if verdict.weights and verdict.detector == "anomaly":
        fact = f"{OPENING['anomaly']}: {fact}"
    sentence = f"{fact[0].upper()}{fact[1:]}."
    return f"{sentence} {before}"[:LONGEST] if before else sentence[:LONGEST]


def evidence_of(verdict: Verdict) -> tuple[str, ...]:
    """Return what else weighed, and who judged."""
    weighed = tuple(describe(name, value) for name, value in verdict.weights[1:])
    note = ", experimental" if verdict.is_experimental else ""
    return (*weighed, f"judged by {verdict.release}{note}: {verdict.probability:.0%}")


def actions_of(nudge: Nudge) -> tuple[Action, ...]:
    """Return the buttons of a nudge; the answers ("not now", snooze) are the editor's own."""
    return tuple(ACTIONS[name] for name in nudge.actions)


def off_by_itself(detector: str, shown: int, helped: int) -> str:
    """Return the sentence for a kind that turned itself off."""
    return (
        f"{helped} of the last {shown} {detector} nudges helped, so that kind is off;"
        " switch nudges off and on in the settings to hear it again."
    )


def after_silence(counted: int) -> str:
    """Return the sentence for the end of the silent days."""
    times = "once" if counted == 1 else f"{counted} times"
    return f"In its silent first days Undersong would have spoken {times}; from now on it does."
