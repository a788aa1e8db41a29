"""Whether a probability has been high for long enough."""

from undersong.domain.window import STEP_MS
from undersong.nudges.rise import STALE_MS, WAIT_MS, Rise

ENTER, HIGH, BETWEEN, LOW = 0.6, 0.9, 0.5, 0.1


def after(*probabilities: float, rise: Rise | None = None, start_ms: int = 0) -> Rise:
    rise = rise or Rise()
    for n, probability in enumerate(probabilities, 1):
        end_ms = start_ms + n * STEP_MS
        rise = rise.after(end_ms, probability, ENTER).at(end_ms + 5_000)
    return rise


def test_three_windows_in_a_row_are_a_minute() -> None:
    assert not after(HIGH, HIGH).has_entered
    assert after(HIGH, HIGH, HIGH).has_entered


def test_a_small_fall_before_that_begins_the_minute_anew() -> None:
    assert not after(HIGH, HIGH, BETWEEN, HIGH, HIGH).has_entered
    assert after(HIGH, HIGH, HIGH, BETWEEN).has_entered


def test_a_clear_fall_ends_it_whatever_was_told() -> None:
    assert after(HIGH, HIGH, HIGH, LOW) == Rise()
    assert after(LOW, rise=Rise(is_told=True, is_mentioned=True, begun_ms=7)) == Rise()


def test_an_absence_keeps_its_name_and_what_was_told() -> None:
    rise = after(HIGH, HIGH, HIGH)
    told = Rise(rise.since_ms, rise.last_ms, True, True, True, rise.begun_ms)

    away = told.at(told.last_ms + STALE_MS + 1)

    assert (away.since_ms, away.has_entered, away.is_told, away.is_mentioned) == (None, False, True, True)
    back = after(HIGH, HIGH, HIGH, rise=away, start_ms=10 * STALE_MS)
    assert (back.has_entered, back.is_told, back.begun_ms) == (True, True, rise.begun_ms)


def test_waiting_is_counted_from_when_speaking_was_allowed() -> None:
    rise = after(HIGH, HIGH, HIGH)

    assert rise.is_overdue(rise.entered_ms + WAIT_MS)
    assert not rise.is_overdue(rise.entered_ms + WAIT_MS - 1)
    assert not rise.is_overdue(rise.entered_ms + WAIT_MS, rise.entered_ms + 1)
