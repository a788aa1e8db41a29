import json
from pathlib import Path

import pytest

from builders.days import DAY_MS, MONDAY_MS, a_week
from undersong.app.salt import read_salt
from undersong.cli.main import main
from undersong.domain.clock import HeldClock
from undersong.domain.places import Places
from undersong.reports.names import hashed
from undersong.store.events import EventStore, row_of

RANGE = ("--since", "2026-01-12", "--until", "2026-01-19")


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("UNDERSONG_HOME", str(tmp_path / "home"))
    places = Places(tmp_path / "home")
    places.home.mkdir()
    return places


@pytest.fixture
def filled(home):
    week = a_week(2)
    store = EventStore.open(home.events, HeldClock(MONDAY_MS + 7 * DAY_MS))
    store.append([row_of(event) for event in week.events])
    store.put_windows(week.windows)
    store.close()
    return home


def call(monkeypatch, *words):
    monkeypatch.setattr("sys.argv", ["undersong", "report", *words])
    return main()


def test_json_is_the_whole_report(filled, monkeypatch, capsys):
    assert call(monkeypatch, *RANGE, "--json") == 0

    report = json.loads(capsys.readouterr().out)
    assert len(report["sections"]) == 8
    assert "on two days" in report["summary"][0]


def test_html_is_one_file_for_its_owner_alone(filled, monkeypatch, tmp_path, capsys):
    out = tmp_path / "flow.html"

    assert call(monkeypatch, *RANGE, "--html", str(out)) == 0

    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert out.stat().st_mode & 0o777 == 0o600
    assert str(out) in capsys.readouterr().out


def test_without_html_the_terminal_tells_it(filled, monkeypatch, capsys):
    assert call(monkeypatch, *RANGE) == 0

    told = capsys.readouterr().out
    assert "How the days went: " in told
    assert "Mon 12 Jan" in told


def test_reading_changes_nothing_in_the_home(filled, monkeypatch, capsys):
    before = sorted((path.name, path.stat().st_size) for path in Path(filled.home).iterdir())

    call(monkeypatch, *RANGE, "--json")

    after = {(path.name, path.stat().st_size) for path in Path(filled.home).iterdir()}
    assert set(before) <= after
    assert not filled.salt.exists()


def test_a_home_without_a_store_has_an_empty_report(home, monkeypatch, capsys):
    assert call(monkeypatch, "--since", "7d") == 0

    assert "Nothing was recorded in this range" in capsys.readouterr().out
    assert not home.events.exists()


def test_names_come_from_the_folder_that_was_given(filled, monkeypatch, tmp_path, capsys):
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "tax.py").touch()
    key = bytes.fromhex(read_salt(filled.salt))
    planted = hashed((folder / "tax.py").resolve().as_posix(), key)
    monkeypatch.setattr("undersong.reports.endings.TurningPoints.file_of", lambda *_: planted, raising=True)

    call(monkeypatch, *RANGE, "--json", "--names", str(folder))

    assert "tax.py" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [("--since", "yesterday"), ("--names", "not-there"), ("--html", "not/there/flow.html")]
)
def test_a_mistake_is_told_and_leaves_with_two(filled, monkeypatch, capsys, words):
    assert call(monkeypatch, *words) == 2

    assert capsys.readouterr().err.startswith("undersong: ")
