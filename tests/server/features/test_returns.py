from builders.events import edit, event
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.window import closing_after
from undersong.features.meter import Values
from undersong.features.returns import Returns


def closed(*events: Event) -> Values:
    returns, end_ms = Returns(), 0
    for item in events:
        end_ms = closing_after(item.time_ms)
        returns.take(item, end_ms)
    return returns.close(end_ms)


def saved(seconds: float, content: str, subject: str = "f" * 16) -> Event:
    return event(Kind.FILE_SAVED, seconds, subject=subject, data={"file.digest": content * 16})


def test_an_edit_near_one_of_a_minute_ago_is_a_return() -> None:
    assert closed(edit(0, line=12), edit(70, line=15))["re_edit_share"] == 0.5


def test_an_edit_that_goes_on_where_the_last_stopped_is_no_return() -> None:
    assert closed(edit(0, line=12), edit(20, line=13), edit(40, line=14))["re_edit_share"] == 0


def test_edits_far_apart_or_in_other_files_are_no_returns() -> None:
    assert closed(edit(0, line=12), edit(70, line=90))["re_edit_share"] == 0
    assert closed(edit(0, line=12), edit(70, line=12, subject="e" * 16))["re_edit_share"] == 0


def test_an_edit_of_more_than_ten_minutes_ago_is_forgotten() -> None:
    assert closed(edit(0, line=12), edit(700, line=12))["re_edit_share"] == 0


def test_what_no_hand_edits_is_no_return() -> None:
    assert closed(edit(0, origin=Origin.FORMAT), edit(70, origin=Origin.FORMAT))["re_edit_share"] is None


def test_a_file_saved_as_it_was_before_has_come_back() -> None:
    assert closed(saved(0, "a"), saved(30, "b"), saved(60, "a"))["content_returns"] == 1


def test_saving_the_same_text_twice_is_no_return() -> None:
    assert closed(saved(0, "a"), saved(30, "a"))["content_returns"] == 0


def test_a_save_without_a_digest_tells_nothing() -> None:
    assert closed(event(Kind.FILE_SAVED, 0, data={"file.digest": None}))["content_returns"] == 0


def test_the_third_visit_to_the_same_lines_is_a_re_edit() -> None:
    visits = [edit(0, line=12), edit(70, line=16), edit(140, line=11)]

    assert closed(*visits[:2])["same_region_re_edit"] == 0
    assert closed(*visits)["same_region_re_edit"] == 1 / 3


def test_edits_in_quick_turn_are_one_visit() -> None:
    assert closed(*(edit(20 * n, line=12) for n in range(9)))["same_region_re_edit"] == 0


def test_visits_six_lines_apart_or_over_ten_minutes_old_are_others() -> None:
    assert closed(edit(0, line=12), edit(70, line=18), edit(140, line=24))["same_region_re_edit"] == 0
    assert closed(edit(0, line=12), edit(500, line=12), edit(650, line=12))["same_region_re_edit"] == 0
