"""What every exchange format must obey."""

import gzip
import json
from pathlib import Path

import pytest

from builders.exchange import NOW_MS, PLANTED, SALT, SAMPLES, read
from undersong.domain.errors import UserError
from undersong.domain.ulid import time_of
from undersong.exchange.base import Context, Format, Mapped, TwoWay, Unmapped
from undersong.exchange.catalog import FORMATS
from undersong.exchange.names import Names
from undersong.lsp.convert import event_to_wire, row_from_wire

FOLDER = Path(__file__).parents[3] / "server" / "undersong" / "exchange"
NAMES = [form.name for form in FORMATS]

every_format = pytest.mark.parametrize("form", [form() for form in FORMATS], ids=NAMES)
both_ways = pytest.mark.parametrize(
    "form", [form() for form in FORMATS if issubclass(form, TwoWay)], ids=lambda f: f.name
)


def sample(form: Format, folder: Path) -> Path:
    return SAMPLES[form.name](folder)


def main_file(path: Path) -> Path:
    return path if path.is_file() else path / "snapshots.csv.gz"


def test_every_format_has_a_sample_and_a_line() -> None:
    assert sorted(SAMPLES) == sorted(NAMES)
    assert all(form.line for form in FORMATS)


def test_every_format_in_the_folder_is_in_the_catalog() -> None:
    written = {
        path.stem for path in FOLDER.glob("*.py") if "(Format):" in (text := path.read_text()) or "(TwoWay):" in text
    }

    assert written - {"base"} == {form.__module__.rsplit(".", 1)[-1] for form in FORMATS}


@every_format
def test_events_are_such_as_an_editor_might_send(form: Format, tmp_path: Path) -> None:
    events, _ = read(form, sample(form, tmp_path))

    assert events
    for event in events:
        row_from_wire(event_to_wire(event))
        assert event.source.startswith(f"import/{form.name}-")
        assert time_of(event.id) == event.time_ms


@every_format
def test_the_same_file_gives_the_same_events(form: Format, tmp_path: Path) -> None:
    path = sample(form, tmp_path)

    first, second = read(form, path)[0], read(form, path)[0]

    assert first == second
    assert len({event.id for event in first}) == len(first)


@every_format
def test_what_is_planted_is_in_no_event(form: Format, tmp_path: Path) -> None:
    events, _ = read(form, sample(form, tmp_path))

    text = json.dumps([event_to_wire(event) for event in events]).lower()
    assert [word for word in PLANTED if word in text] == []


@every_format
def test_another_home_has_other_hashes(form: Format, tmp_path: Path) -> None:
    path = sample(form, tmp_path)

    here, there = read(form, path)[0], read(form, path, Names("6b" * 32))[0]

    assert not {event.id for event in here} & {event.id for event in there}


@every_format
@pytest.mark.parametrize("content", [b"", gzip.compress(b"")], ids=["empty", "packed"])
def test_an_empty_file_is_told(form: Format, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(content)

    if form.name == "gharchive":  # an hour in which nothing happened
        assert read(form, path) == ([], [])
        return
    with pytest.raises(UserError, match=r"empty\.csv"):
        read(form, path)


@every_format
@pytest.mark.parametrize("content", [b"\xff\xfea\0b\0", b"\x80\x81\x82\n\x83", b"[[[[", b'{"a": {', b"\0" * 99, b'"a'])
def test_a_file_that_is_something_else_gives_no_event_and_says_so(form: Format, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(content)

    events, said = [], ""
    try:
        events, faults = read(form, path)
        said = str(faults[0])
    except UserError as error:
        said = str(error)

    assert events == []
    assert "other.bin" in said


@every_format
def test_a_file_that_is_not_there_is_told(form: Format, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="none"):
        read(form, tmp_path / "none")


@every_format
def test_a_cut_file_gives_what_can_be_read_and_says_so(form: Format, tmp_path: Path) -> None:
    path = sample(form, tmp_path)
    whole, _ = read(form, path)
    file = main_file(path)
    plain = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    file.write_bytes(gzip.compress(plain, 0)[: int(len(plain) * 0.9)])

    events, faults = read(form, path)

    assert {event.id for event in events} <= {event.id for event in whole}
    assert any("cannot be read any further" in fault.reason for fault in faults)


@every_format
def test_times_that_cannot_be_are_told_and_the_rest_is_used(form: Format, tmp_path: Path) -> None:
    path = sample(form, tmp_path)
    early = Context(Names(SALT), 946_684_800_000)  # for whom all of it lies in the future

    found = list(form.read(path, early))

    dated = [item for item in found if isinstance(item, Unmapped) and "later than tomorrow" in item.reason]
    assert dated or all(item.event.time_ms < NOW_MS for item in found if isinstance(item, Mapped))


@both_ways
def test_an_export_without_names_holds_nothing_planted(form: TwoWay, tmp_path: Path) -> None:
    events, _ = read(form, sample(form, tmp_path))
    out = tmp_path / "out"
    out.mkdir()

    form.write(events, out / "again.csv", Names(SALT))

    assert [word for word in PLANTED if word in (out / "again.csv").read_text().lower()] == []
