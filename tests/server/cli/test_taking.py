"""Importing and exporting in the forms of others, as a person types it."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from builders.exchange import FILE, PERSON, PLANTED, SAMPLES, heartbeat, json_file, progsnap2, table
from builders.stores import judged, row
from builders.wire import START_MS
from undersong.cli import exchange
from undersong.domain.clock import HeldClock
from undersong.domain.errors import BadInput, UndersongError
from undersong.exchange.catalog import FORMATS
from undersong.store.events import EventStore

app = typer.Typer()
exchange.register(app)
DAY_MS = 86_400_000


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNDERSONG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("UNDERSONG_CLOCK", f"held:{START_MS + DAY_MS}")
    return tmp_path / "home"


def undersong(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def error_of(result: Result) -> UndersongError:
    assert isinstance(result.exception, UndersongError), result.output
    return result.exception


def work_of_mine(home: Path) -> EventStore:
    store = EventStore.open(home / "events.db", HeldClock(START_MS))
    store.append([row()])
    return store


def test_every_format_is_named_with_a_line() -> None:
    said = undersong("import", "--list").stdout

    assert [line.split()[0] for line in said.splitlines()] == ["jsonl", *(form.name for form in FORMATS)]


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_second_import_stores_nothing_twice(name: str, tmp_path: Path) -> None:
    path = SAMPLES[name](tmp_path)

    first, second = (json.loads(undersong("import", name, path, "--json").stdout) for _ in range(2))

    assert first["stored"] == second["duplicates"] == sum(first["mapped"].values()) + sum(first["kept"].values())
    assert (first["duplicates"], second["stored"], first["refused"]) == (0, 0, 0)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_what_is_planted_is_in_no_database_and_no_export(name: str, tmp_path: Path, home: Path) -> None:
    path, out = SAMPLES[name](tmp_path), tmp_path / "out"
    out.mkdir()
    undersong("import", name, path)

    for form in ("jsonl", "progsnap2", "wakatime", "activitywatch"):
        assert undersong("export", form, out / form).exit_code == 0

    content = b"".join(file.read_bytes() for folder in (home, out) for file in folder.rglob("*") if file.is_file())
    assert [word for word in PLANTED if word.encode() in content.lower()] == []


@pytest.mark.parametrize("name", ["progsnap2", "wakatime", "activitywatch"])
def test_with_the_original_at_hand_names_come_back(name: str, tmp_path: Path) -> None:
    path = SAMPLES[name](tmp_path)
    undersong("import", name, path)

    undersong("export", name, tmp_path / "out.csv", "--names-from", path)
    undersong("export", name, tmp_path / "hashed.csv")

    assert PERSON in (tmp_path / "out.csv").read_text()
    assert PERSON not in (tmp_path / "hashed.csv").read_text()


def test_a_person_reads_what_became_of_the_rows(tmp_path: Path) -> None:
    said = undersong("import", "cups", SAMPLES["cups"](tmp_path)).stdout.splitlines()

    assert said[0] == "4 events stored, 0 there already, 0 lines refused."
    assert said[1] == "As events: suggestion_shown 2, suggestion_outcome 2."
    assert said[2].startswith("Left out: Replay 1 (")
    assert said[-1].startswith("4 are older than events are kept")


def test_a_machine_reads_the_same(tmp_path: Path) -> None:
    found = json.loads(undersong("import", "gharchive", SAMPLES["gharchive"](tmp_path), "--json").stdout)

    assert found["mapped"] == {"commit_created": 2}
    assert found["unmapped"] == {"WatchEvent": 1}
    assert found["reasons"] == [{"kind": "WatchEvent", "reason": "only pushes mean one of our kinds", "count": 1}]
    assert found["old"] == 0


def test_faults_are_told_with_file_row_and_column(tmp_path: Path) -> None:
    path = json_file(tmp_path / "beats.json", [heartbeat(), heartbeat(time="soon")])

    said = undersong("import", "wakatime", path)

    assert said.exit_code == 0
    assert "beats.json, row 2, column time: it holds no time." in said.stderr
    assert "1 events stored, 0 there already, 1 lines refused." in said.stdout
    assert undersong("import", "wakatime", path, "--json").stdout.count('"column": "time"') == 1


def test_an_event_that_is_refused_is_told_with_its_row(tmp_path: Path) -> None:
    row = {"SubjectID": "S1", "EventType": "Submit", "ClientTimestamp": "2023-11-14T12:06:59"}
    path = table(tmp_path / "MainTable.csv", [{**row, "ClientTimezone": zone} for zone in ("+0100", "+9900")])

    said = undersong("import", "progsnap2", path).stderr

    assert "MainTable.csv, row 2: an event of it is refused: " in said


def test_a_field_that_cannot_be_printed_is_told_all_the_same(tmp_path: Path) -> None:
    path = json_file(tmp_path / "beats.json", [heartbeat(), heartbeat(**{"caf\ud83d": float("nan")})])

    assert "beats.json, row 2, column " in undersong("import", "wakatime", path).stderr
    assert "beats.json" in undersong("import", "wakatime", path, "--json").stdout


def test_a_file_of_faults_alone_is_the_users_mistake(tmp_path: Path) -> None:
    path = json_file(tmp_path / "beats.json", [heartbeat(time="soon")])

    assert "holds no event that could be taken; name WakaTime" in str(error_of(undersong("import", "wakatime", path)))


def test_the_work_of_others_is_not_mixed_with_ones_own(tmp_path: Path, home: Path) -> None:
    store, path = work_of_mine(home), SAMPLES["gharchive"](tmp_path)

    assert "holds the work of other people" in str(error_of(undersong("import", "gharchive", path)))
    assert store.count() == 1
    assert "2 events stored" in undersong("import", "gharchive", path, "--who", PERSON).stdout
    assert "0 events stored, 0 there already" in undersong("import", "gharchive", path, "--who", "someone").stdout


def test_ones_own_history_is_welcome(tmp_path: Path, home: Path) -> None:
    work_of_mine(home)

    assert "5 events stored" in undersong("import", "wakatime", SAMPLES["wakatime"](tmp_path)).stdout


def test_what_happened_while_the_daemon_judged_came_late(tmp_path: Path, home: Path) -> None:
    store = work_of_mine(home)
    store.put_windows([judged(START_MS + 20_000)])
    beats = [heartbeat(0.001), heartbeat(20.0), heartbeat(20.001)]

    undersong("import", "wakatime", json_file(tmp_path / "beats.json", beats))

    assert [late for event, late in store.events_with_lateness() if event.source != "editor/w1"] == [True, True, False]


def test_a_recording_can_be_made_instead(tmp_path: Path, home: Path) -> None:
    store, recording = work_of_mine(home), tmp_path / "cups.jsonl"
    path = SAMPLES["cups"](tmp_path)

    said = undersong("import", "cups", path, "--to", recording).stdout

    assert "4 events written to" in said
    assert len(recording.read_text().splitlines()) == 4
    assert store.count() == 1
    assert "is there already" in str(error_of(undersong("import", "cups", path, "--to", recording)))
    assert "is a recording already" in str(error_of(undersong("import", "jsonl", recording, "--to", tmp_path / "x")))


def test_an_export_tells_what_has_no_counterpart(home: Path, tmp_path: Path) -> None:
    store = work_of_mine(home)
    store.append([row("session_started", START_MS + 1)])

    said = undersong("export", "wakatime", tmp_path / "out.json")
    assert "1 events were written to" in said.stdout
    assert "1 have no counterpart and were left out: session_started 1." in said.stdout
    found = json.loads(undersong("export", "wakatime", tmp_path / "out.json", "--overwrite", "--json").stdout)
    assert (found["written"], found["left_out"]) == (1, {"session_started": 1})


def test_an_export_replaces_nothing_unasked_and_leaves_nothing_half_written(home: Path, tmp_path: Path) -> None:
    work_of_mine(home)
    target = tmp_path / "out.json"
    target.write_text("mine")

    assert "is there already" in str(error_of(undersong("export", "activitywatch", target)))
    assert "cannot be written" in str(error_of(undersong("export", "activitywatch", tmp_path / "no" / "out.json")))
    assert target.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.json"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "wakatime", "-"), "is not read from standard input"),
        (("export", "wakatime", "-"), "needs a file"),
        (("export", "cups", "x"), "can only be imported"),
        (("import", "xml", "x"), "choose from jsonl, progsnap2"),
        (("import", "jsonl", "x", "--who", "me"), "means nothing"),
    ],
)
def test_what_cannot_be_done_is_told(words: tuple[str, ...], said: str) -> None:
    error = error_of(undersong(*words))

    assert isinstance(error, BadInput)
    assert said in str(error)


def test_hashes_are_those_of_this_homes_editors(tmp_path: Path, home: Path) -> None:
    import hashlib
    import hmac

    undersong("import", "wakatime", SAMPLES["wakatime"](tmp_path))

    salt = bytes.fromhex((home / "salt").read_text().strip())
    wanted = hmac.new(salt, FILE.encode(), hashlib.sha256).hexdigest()[:16]
    events = EventStore.open(home / "events.db", HeldClock(START_MS)).events()
    assert {event.subject for event in events if event.subject} == {wanted}


def test_a_study_comes_through_the_store_row_by_row(tmp_path: Path) -> None:
    path = progsnap2(tmp_path)
    undersong("import", "progsnap2", path)

    undersong("export", "progsnap2", tmp_path / "again.csv", "--names-from", path)

    assert (tmp_path / "again.csv").read_text() == path.read_bytes().decode().replace("\r\n", "\n")
