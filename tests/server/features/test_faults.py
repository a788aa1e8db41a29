from builders.events import START_MS, event
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.window import SPAN_MS
from undersong.features.faults import Faults
from undersong.features.meter import Values


def error(seconds: float, state: str, alive: int, severity: str = "error") -> Event:
    data = {"error.state": state, "error.alive": alive, "error.severity": severity}
    return event(Kind.ERROR_OCCURRED, seconds, data=data)


def closed(*events: Event, end_ms: int = START_MS + 60_000) -> Values:
    faults = Faults()
    for item in events:
        faults.take(item, end_ms)
    return faults.close(end_ms)


def test_errors_that_appear_and_clear_are_counted_apart() -> None:
    values = closed(error(0, "appeared", 2), error(5, "appeared", 3), error(9, "cleared", 1))

    assert values == {"errors_appeared": 2, "errors_cleared": 1, "errors_alive": 1}


def test_warnings_are_no_faults() -> None:
    assert closed(error(0, "appeared", 1, "warning"))["errors_appeared"] == 0


def test_how_many_stand_is_not_known_after_ten_silent_minutes() -> None:
    assert closed(error(0, "appeared", 2), end_ms=START_MS + SPAN_MS)["errors_alive"] is None
