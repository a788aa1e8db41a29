from undersong.cli.bench.detect import EVENTS, afternoon, milliseconds
from undersong.cli.shipped import shipped_models
from undersong.domain.kind import Kind


def test_an_afternoon_is_the_same_each_time_and_holds_every_kind_that_is_judged() -> None:
    events = afternoon(600)

    assert events == afternoon(600)
    assert {Kind.FILE_MODIFIED, Kind.TEST_RUN, Kind.SUGGESTION_SHOWN} <= {event.kind for event in events}
    assert EVENTS >= 1000


def test_judging_costs_something_and_is_measured_an_event() -> None:
    events = afternoon(300)

    assert 0 < milliseconds(events, {}) < milliseconds(events, shipped_models())
