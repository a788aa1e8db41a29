"""`undersong import` and `undersong export`, as a person types them."""

import gzip
import json
import stat
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from builders.stores import judged, row
from builders.wire import START_MS, wire_event
from undersong.cli import exchange
from undersong.cli.taken import MOST_TOLD
from undersong.domain.clock import HeldClock
from undersong.domain.errors import BadInput, NotThere, UndersongError
from undersong.store.events import EventStore

app = typer.Typer()
exchange.register(app)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNDERSONG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("UNDERSONG_CLOCK", f"held:{START_MS + 86_400_000}")
    return tmp_path / "home"


def store_of(home: Path) -> EventStore:
    return EventStore.open(home / "events.db", HeldClock(START_MS))


def undersong(*words: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(app, list(words), input=stdin)


def error_of(result: Result) -> UndersongError:
    assert isinstance(result.exception, UndersongError), result.output
    return result.exception


def lines(*wires: object) -> bytes:
    return b"".join(json.dumps(wire).encode() + b"\n" for wire in wires)


def test_what_was_exported_is_imported_elsewhere(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = store_of(home)
    store.append([row(time_ms=START_MS + number, late=number == 3) for number in range(1500)])
    file = tmp_path / "events.jsonl"

    said = undersong("export", "jsonl", str(file))
    assert "1,500 events were written" in said.stdout
    monkeypatch.setenv("UNDERSONG_HOME", str(tmp_path / "elsewhere"))
    assert "1,500 events stored, 0 there already, 0 lines refused" in undersong("import", "jsonl", str(file)).stdout
    assert "0 events stored, 1,500 there already" in undersong("import", "jsonl", str(file)).stdout

    other = store_of(tmp_path / "elsewhere")
    assert list(other.events_with_lateness()) == list(store.events_with_lateness())


def test_a_packed_export_is_smaller_and_comes_back(home: Path, tmp_path: Path) -> None:
    store_of(home).append([row(time_ms=START_MS + number) for number in range(200)])
    plain, packed = tmp_path / "events.jsonl", tmp_path / "events.jsonl.gz"

    undersong("export", "jsonl", str(plain))
    undersong("export", "jsonl", str(packed))

    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()
    assert json.loads(undersong("import", "jsonl", str(packed), "--json").stdout)["duplicates"] == 200


def test_an_export_is_for_its_owner_and_replaces_nothing_unasked(home: Path, tmp_path: Path) -> None:
    store_of(home).append([row()])
    file = tmp_path / "events.jsonl"
    undersong("export", "jsonl", str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    assert "is there already" in str(error_of(undersong("export", "jsonl", str(file))))
    file.write_text("mine")
    assert undersong("export", "jsonl", str(file), "--overwrite").exit_code == 0
    assert len(file.read_text().splitlines()) == 1
    assert [found.name for found in tmp_path.iterdir() if found.is_file()] == ["events.jsonl"]


def test_a_range_is_exported_alone_and_to_a_pipe(home: Path) -> None:
    store_of(home).append([row(time_ms=START_MS + hour * 3_600_000) for hour in range(24)])

    said = undersong("export", "jsonl", "-", "--since", "3h", "--until", "1h")

    assert [json.loads(line)["time"][11:16] for line in said.stdout.splitlines()] == ["19:13", "20:13", "21:13"]


def test_bad_lines_are_told_on_the_error_stream_and_the_others_stored(tmp_path: Path) -> None:
    file = tmp_path / "mixed.jsonl"
    file.write_bytes(lines(wire_event()) + b"{broken\n" + lines({**wire_event(), "origin": "ghost"}))

    said = undersong("import", "jsonl", str(file))

    assert said.exit_code == 0
    assert "line 2: it is no JSON." in said.stderr
    assert "line 3: origin is none of the words" in said.stderr
    assert "1 events stored" in said.stdout
    assert "line" not in said.stdout.replace("2 lines refused", "")


def test_a_machine_reads_counts_and_reasons(tmp_path: Path) -> None:
    bad = {**wire_event(), "origin": "ghost"}

    said = undersong("import", "jsonl", "-", "--json", stdin=lines(wire_event(), bad))

    found = json.loads(said.stdout)
    assert (found["stored"], found["duplicates"], found["refused"]) == (1, 0, 1)
    assert [(entry["line"], entry["id"]) for entry in found["reasons"]] == [(2, bad["id"])]


def test_a_flood_of_bad_lines_is_counted_and_not_all_told() -> None:
    said = undersong("import", "jsonl", "-", stdin=lines(wire_event()) + b"{\n" * 2500)

    assert said.stderr.count("it is no JSON") == MOST_TOLD
    assert f"{2500 - MOST_TOLD:,} more lines were refused" in said.stderr
    assert "2,500 lines refused" in said.stdout


def test_a_file_of_bad_lines_alone_is_the_users_mistake(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Sir or Madam,\n")

    error = error_of(undersong("import", "jsonl", str(file)))

    assert isinstance(error, BadInput)
    assert "holds no event" in str(error)


@pytest.mark.parametrize("command", ["import", "export"])
def test_a_format_that_is_not_known_is_refused(command: str) -> None:
    assert "choose from jsonl" in str(error_of(undersong(command, "xml", "x")))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert isinstance(error_of(undersong("import", "jsonl", str(tmp_path / "none.jsonl"))), NotThere)
    assert isinstance(error_of(undersong("import", "jsonl", str(tmp_path))), BadInput)
    assert isinstance(error_of(undersong("export", "jsonl", str(tmp_path / "no" / "folder.jsonl"))), BadInput)


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    assert "ends before" in str(error_of(undersong("export", "jsonl", "-", "--since", "1h", "--until", "2h")))


def test_what_is_imported_into_judged_time_is_marked_late(home: Path) -> None:
    store = store_of(home)
    store.put_windows([judged(START_MS + 20_000), judged(START_MS + 40_000)])
    times = (START_MS - 1, START_MS + 1, START_MS + 40_000, START_MS + 40_001)

    undersong(
        "import", "jsonl", "-", stdin=lines(*(wire_event("file_saved", time) | {"monotonicms": 1} for time in times))
    )

    assert [is_late for _, is_late in store.events_with_lateness()] == [False, True, True, False]


def test_a_store_that_was_put_aside_is_told(home: Path) -> None:
    home.mkdir()
    (home / "events.db").write_bytes(b"no database at all " * 100)

    said = undersong("import", "jsonl", "-", stdin=lines(wire_event()))

    assert "does not open" in said.stderr
    assert "1 events stored" in said.stdout
