"""Clocks never go back, and the environment names one."""

import pytest

from undersong.domain.clock import HeldClock, ScaledClock, SystemClock, clock_from_environment
from undersong.domain.errors import BadSetting


def test_the_machines_clock_stands_still_while_it_runs_backwards(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SystemClock()
    monkeypatch.setattr("time.time_ns", lambda: 2_000_000_000)
    assert clock.now_ms() == 2000

    monkeypatch.setattr("time.time_ns", lambda: 1_000_000_000)

    assert clock.now_ms() == 2000


def test_a_scaled_clock_makes_minutes_of_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time_ns", lambda: 11_000 * 1_000_000)

    assert ScaledClock(origin_ms=10_000, speed=60).now_ms() == 70_000


def test_a_held_clock_moves_only_forward() -> None:
    clock = HeldClock(100)

    clock.advance_to(50)
    assert clock.now_ms() == 100
    clock.advance_to(300)
    assert clock.now_ms() == 300


@pytest.mark.parametrize(("wish", "kind"), [("", SystemClock), ("scaled:5:12.5", ScaledClock), ("held:9", HeldClock)])
def test_the_environment_names_a_clock(wish: str, kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERSONG_CLOCK", wish)

    assert isinstance(clock_from_environment(), kind)


@pytest.mark.parametrize("wish", ["fast", "scaled:1", "scaled:1:0", "held:soon"])
def test_a_clock_that_is_not_understood_is_told_with_its_remedy(wish: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERSONG_CLOCK", wish)

    with pytest.raises(BadSetting, match=r"leave it unset"):
        clock_from_environment()
