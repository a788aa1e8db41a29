from builders.events import START_MS, command, edit, event, run_tests
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.features.mending import Mending
from undersong.features.meter import Values


def closed(*events: Event, at_seconds: float = 600) -> Values:
    mending = Mending()
    for item in events:
        mending.take(item, 0)
    return mending.close(START_MS + int(at_seconds * 1000))


def error(seconds: float) -> Event:
    return event(Kind.ERROR_OCCURRED, seconds, data={"error.state": "appeared"})


def test_an_error_is_answered_by_the_next_edit_and_the_next_run() -> None:
    values = closed(error(0), edit(20), edit(25), run_tests(50, 5, 0))

    assert (values["post_error_edit_seconds"], values["post_error_run_seconds"]) == (20, 50)


def test_the_median_is_over_all_that_were_answered() -> None:
    values = closed(*(item for n, wait in enumerate((5, 10, 90)) for item in (error(100 * n), edit(100 * n + wait))))

    assert values["post_error_edit_seconds"] == 10


def test_a_failing_run_is_trouble_and_the_next_one_its_answer() -> None:
    assert closed(run_tests(0, 4, 1), run_tests(60, 4, 1), run_tests(90, 5, 0))["post_error_run_seconds"] == 45


def test_a_command_and_its_report_do_not_answer_each_other() -> None:
    assert closed(command(0, 1), run_tests(1, 4, 1))["post_error_run_seconds"] is None


def test_trouble_on_trouble_waits_from_the_first() -> None:
    assert closed(error(0), error(30), edit(40))["post_error_edit_seconds"] == 40


def test_what_an_agent_edits_is_no_answer() -> None:
    assert closed(error(0), edit(20, origin=Origin.AGENT))["post_error_edit_seconds"] is None


def test_an_answer_after_ten_minutes_is_to_something_else() -> None:
    assert closed(error(0), edit(601), at_seconds=700)["post_error_edit_seconds"] is None


def test_an_answer_of_ten_minutes_ago_has_left() -> None:
    assert closed(error(0), edit(20), at_seconds=621)["post_error_edit_seconds"] is None


def test_of_trouble_that_goes_on_for_an_hour_only_ten_minutes_count() -> None:
    lived = closed(*(error(240 * n) for n in range(16)), edit(3660), at_seconds=3700)
    rebuilt = closed(*(error(240 * n) for n in range(8, 16)), edit(3660), at_seconds=3700)

    assert lived == rebuilt
    assert lived["post_error_edit_seconds"] == 540


def test_whether_a_run_is_too_young_to_be_answered_hangs_on_no_run_before_it() -> None:
    runs = [run_tests(4 * n, 4, 1) for n in range(400)]

    assert closed(*runs, at_seconds=1600) == closed(*runs[101:], at_seconds=1600)
