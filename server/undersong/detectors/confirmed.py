"""What a person confirmed or denied: self-reports and answers to nudges, as labels of windows."""

from collections.abc import Mapping

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.nudge import Answer
from undersong.domain.state import SelfReport

# Detector → label that a self-report gives to the window in which it was made; "fine" says nothing of focus.
REPORTS: Mapping[str, Mapping[str, float]] = {
    SelfReport.STUCK: {"stuck": 1.0, "flow": 0.0},
    SelfReport.FINE: {"stuck": 0.0},
    SelfReport.FOCUSED: {"stuck": 0.0, "flow": 1.0},
}
# The other answers speak of the moment or of nudges as such, not of whether the verdict was right.
ANSWERS: Mapping[str, float] = {Answer.HELPFUL: 1.0, Answer.WRONG: 0.0}
KINDS = frozenset({Kind.SELF_REPORT, Kind.NUDGE_SHOWN, Kind.NUDGE_ANSWERED})


def reported(event: Event) -> Mapping[str, float]:
    """Return detector → label of a self-report about now; one about an earlier stretch is for the trainer."""
    if event.kind != Kind.SELF_REPORT or event.data.get("report.until") is not None:
        return {}
    return REPORTS.get(str(event.data.get("report.state")), {})


def answered(event: Event) -> tuple[str, float] | None:
    """Return the nudge that an event answers, and its label; None where it says neither yes nor no."""
    label = ANSWERS.get(str(event.data.get("nudge.answer"))) if event.kind == Kind.NUDGE_ANSWERED else None
    return None if label is None else (str(event.data.get("nudge.id")), label)


def shown(event: Event) -> tuple[str, str] | None:
    """Return the nudge that an event tells of, and the detector whose verdict it was made on."""
    if event.kind != Kind.NUDGE_SHOWN:
        return None
    return str(event.data.get("nudge.id")), str(event.data.get("nudge.detector"))
