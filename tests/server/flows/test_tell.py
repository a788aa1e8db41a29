"""Every window shows the state, once a change."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from undersong.domain.clock import HeldClock
from undersong.domain.settings import Settings
from undersong.domain.span import rfc3339
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import Window
from undersong.flows.nudge import why
from undersong.flows.pause import Pause
from undersong.flows.tell import STALE_MS, Tell
from undersong.store.events import EventStore

NOW = 1_700_000_000_000


class Audience:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.states: list[Mapping[str, Any]] = []

    def tell_all(self, _method: str, params: Mapping[str, Any]) -> None:
        self.states.append(params)

    def tell_focused(self, _method: str, _params: Mapping[str, Any]) -> None:
        raise AssertionError("a state is for all")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[tuple[Tell, Audience, HeldClock]]:
    clock, audience = HeldClock(NOW), Audience()
    store = EventStore.open(tmp_path / "events.db", clock)
    pause = Pause(store, clock, lambda: Settings(recording=True))
    yield Tell(audience, clock, pause, explain), audience, clock
    store.close()


def explain(verdict: Verdict) -> dict[str, Any]:
    return {"sentence": "The tests failed 4 times in 12 minutes.", "why": why(verdict, {"fail_streak": 0.0})}


def stuck(end_ms: int) -> tuple[Window, tuple[Verdict, ...], State]:
    verdict = Verdict("stuck", State.STUCK, 0.81, end_ms, (("fail_streak", 4.0),), "stuck 0.1.0")
    return Window(end_ms, 3, {}), (verdict,), State.STUCK


def test_a_state_is_sent_with_its_reasons_in_words_and_only_when_it_changes(
    stage: tuple[Tell, Audience, HeldClock],
) -> None:
    tell, audience, _ = stage

    tell.note_verdicts([stuck(NOW)])
    tell.refresh()

    (message,) = audience.states
    assert (message["state"], message["probability"], message["isExperimental"]) == ("stuck", 0.81, True)
    assert message["sentence"] == "The tests failed 4 times in 12 minutes."
    assert message["why"] == [
        {"feature": "fail_streak", "value": 4.0, "usual": 0.0, "text": "4 runs without a new test passing (usually 0)"}
    ]


def test_a_state_of_which_nothing_was_heard_for_five_minutes_is_over(stage: tuple[Tell, Audience, HeldClock]) -> None:
    tell, audience, clock = stage
    tell.note_verdicts([stuck(NOW)])

    clock.advance_to(NOW + STALE_MS + 1)
    tell.refresh()

    assert [message["state"] for message in audience.states] == ["stuck", "steady"]
    assert (audience.states[-1]["why"], audience.states[-1]["sentence"]) == ([], None)


def test_what_is_sent_is_what_the_schema_describes(stage: tuple[Tell, Audience, HeldClock]) -> None:
    from undersong.lsp.schema import BASE, reasons

    tell, audience, _ = stage
    tell.note_verdicts([stuck(NOW)])

    assert reasons(f"{BASE}messages/state.json", dict(audience.states[0])) == ""


def test_times_are_written_in_utc_to_the_millisecond() -> None:
    assert rfc3339(NOW + 7) == "2023-11-14T22:13:20.007Z"
