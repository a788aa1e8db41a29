"""What a nudge says: a fact about the work, its evidence, and what one can do. Never what a person feels."""

from collections.abc import Mapping
from dataclasses import dataclass

from undersong.domain.nudge import Nudge
from undersong.domain.verdict import Verdict
from undersong.nudges.moment import Moment
from undersong.nudges.sentences import evidence_of, last_time, plain_sentence, sentence_of

# What the message's schema admits.
LONGEST = 300


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


@dataclass(frozen=True, slots=True)
class Words:
    """What a nudge says; `named` says it with ``file <hash>`` for a window that knows names, None without a file."""

    text: str
    evidence: tuple[str, ...]
    named: str | None = None
    file: str | None = None
    tests: tuple[str, ...] = ()


def words_for(verdict: Verdict, moment: Moment, usual: Mapping[str, float]) -> Words:
    """Return what is said of a verdict at a moment: what the runs show, and what ended the same before."""
    sentence = sentence_of(verdict, moment.facts, usual) or plain_sentence(verdict)
    evidence = evidence_of(verdict, moment.facts, usual)
    if verdict.detector != "stuck":
        return Words(sentence[:LONGEST], evidence)
    recalled, tests = moment.recalled, moment.facts.signatures
    if recalled is None:
        return Words(sentence[:LONGEST], evidence, tests=tests)
    text, named = (
        f"{sentence} {last_time(recalled, moment.now_ms, moment.utcoffset_minutes, is_named)}"[:LONGEST]
        for is_named in (False, True)
    )
    return Words(text, evidence, named if recalled.file else None, recalled.file, tests)


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
