import json
from pathlib import Path

import pytest

from builders.days import DAY_MS, MONDAY_MS, a_week
from undersong.cli.main import main
from undersong.domain.clock import HeldClock
from undersong.domain.places import Places
from undersong.store.events import EventStore, row_of

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    monkeypatch.setenv("UNDERSONG_HOME", str(tmp_path / "home"))
    places = Places(tmp_path / "home")
    places.home.mkdir()
    return places


@pytest.fixture
def filled(home: Places) -> Places:
    week = a_week(2)
    store = EventStore.open(home.events, HeldClock(MONDAY_MS + 7 * DAY_MS))
    store.append([row_of(event) for event in week.events])
    store.put_windows(week.windows)
    store.close()
    return home


def call(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["undersong", "features", *words])
    return main()


def test_json_has_every_feature_once_with_who_reads_it(
    filled: Places, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    assert call(monkeypatch, "--json") == 0

    told = json.loads(capsys.readouterr().out)
    names = [one["name"] for one in told["features"]]
    streak = next(one for one in told["features"] if one["name"] == "fail_streak")
    assert len(names) == len(set(names))
    assert {"code_complexity", "productivity_cycles", "edit_share"} <= set(names)
    assert streak["detectors"] == ["stuck"]
    assert told["session_start"].startswith("2026-01-13")


def test_a_store_that_was_never_made_is_not_made(
    home: Places, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    assert call(monkeypatch) == 0

    assert "takes eight whole weeks" in capsys.readouterr().out
    assert list(home.home.iterdir()) == []


def test_reading_writes_nothing(filled: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    before = filled.events.read_bytes()

    assert call(monkeypatch) == 0

    assert filled.events.read_bytes() == before


def test_a_longer_gap_makes_a_longer_session(filled: Places, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    starts = []
    for gap in ("5", "120"):
        assert call(monkeypatch, "--json", "--session-gap", gap) == 0
        starts.append(json.loads(capsys.readouterr().out)["session_start"])

    assert starts[0] > starts[1]


def test_no_path_and_no_name_is_told(filled: Places, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    assert call(monkeypatch, "--json") == 0

    assert str(filled.home) not in capsys.readouterr().out


def test_ways_that_came_back_are_told(filled: Places, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    # What was recorded lies further back than four weeks of the machine's clock.
    monkeypatch.setattr("undersong.flows.computed.PEAK_DAYS", 20_000)

    assert call(monkeypatch, "--json") == 0
    loops = json.loads(capsys.readouterr().out)["loops"]
    assert loops[0]["times"] >= 3
    assert loops[0]["steps"][-1] in ("commit", "passing run")

    assert call(monkeypatch) == 0
    assert "Ways to a passing run or a commit" in capsys.readouterr().out


def test_imported_work_has_its_ten_minutes(home: Places, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    week = a_week(1)
    store = EventStore.open(home.events, HeldClock(MONDAY_MS + 7 * DAY_MS))
    store.append([row_of(event) for event in week.events])
    store.close()

    assert call(monkeypatch, "--json") == 0

    told = json.loads(capsys.readouterr().out)
    edits = next(one for one in told["features"] if one["name"] == "edits")
    assert told["window_end"].startswith("2026-01-12")
    assert edits["value"] > 0
