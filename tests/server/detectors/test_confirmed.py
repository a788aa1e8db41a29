from typing import Any

import pytest

from builders.events import edit, event
from undersong.detectors.confirmed import KINDS, answered, reported, shown
from undersong.domain.event import Event
from undersong.domain.kind import Kind


def report(state: str, **data: Any) -> Event:
    return event(Kind.SELF_REPORT, 5, data={"report.state": state, **data})


def answer(word: str) -> Event:
    return event(Kind.NUDGE_ANSWERED, 5, data={"nudge.id": "N", "nudge.answer": word})


@pytest.mark.parametrize(
    ("state", "labels"),
    [("stuck", {"stuck": 1.0, "flow": 0.0}), ("fine", {"stuck": 0.0}), ("focused", {"stuck": 0.0, "flow": 1.0})],
)
def test_a_self_report_labels_what_it_speaks_of(state: str, labels: dict[str, float]) -> None:
    assert reported(report(state)) == labels


def test_a_report_about_an_earlier_stretch_is_none_about_now() -> None:
    assert (
        reported(report("stuck", **{"report.from": "2025-10-09T08:00:00Z", "report.until": "2025-10-09T09:00:00Z"}))
        == {}
    )


def test_an_unknown_word_labels_nothing() -> None:
    assert reported(report("splendid")) == {}
    assert reported(edit(1)) == {}


@pytest.mark.parametrize(("word", "said"), [("helpful", ("N", 1.0)), ("wrong", ("N", 0.0)), ("not_now", None)])
def test_an_answer_labels_its_nudge_when_it_says_yes_or_no(word: str, said: tuple[str, float] | None) -> None:
    assert answered(answer(word)) == said
    assert answered(report("stuck")) is None


def test_a_nudge_tells_its_detector() -> None:
    nudge = event(Kind.NUDGE_SHOWN, 5, data={"nudge.id": "N", "nudge.detector": "stuck"})

    assert shown(nudge) == ("N", "stuck")
    assert shown(answer("helpful")) is None
    assert {nudge.kind, Kind.NUDGE_ANSWERED, Kind.SELF_REPORT} == KINDS
