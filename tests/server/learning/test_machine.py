"""How the machine is, where it tells and where it does not."""

from collections import namedtuple
from pathlib import Path

import psutil
import pytest

from undersong.learning import machine

Battery = namedtuple("Battery", "percent secsleft power_plugged")


def test_linux_tells_its_pressure(tmp_path: Path) -> None:
    path = tmp_path / "cpu"
    path.write_text(
        "some avg10=1.00 avg60=23.50 avg300=4.00 total=12\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"
    )

    assert machine.pressure_percent(path) == 23.5


@pytest.mark.parametrize("text", [None, "", "some", "some avg10=1"])
def test_without_a_figure_there_is_no_pressure(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "cpu"
    if text is not None:
        path.write_text(text)

    assert machine.pressure_percent(path) is None


@pytest.mark.parametrize(
    ("battery", "percent"),
    [(None, None), (Battery(30, 0, True), None), (Battery(30, 0, False), 30.0)],
    ids=["none", "on mains", "on battery"],
)
def test_a_battery_counts_while_the_machine_lives_on_it(
    monkeypatch: pytest.MonkeyPatch, battery: Battery | None, percent: float | None
) -> None:
    monkeypatch.setattr(psutil, "sensors_battery", lambda: battery, raising=False)

    assert machine.battery_percent() == percent


def test_the_machine_can_be_looked_at() -> None:
    assert machine.look_at_machine().load >= 0
