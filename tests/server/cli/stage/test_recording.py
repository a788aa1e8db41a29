"""The demo's recording, and the same work a week later."""

import json
import re
from pathlib import Path

import pytest

from builders.wire import START_MS, wire_event
from undersong.cli.stage.names import Names, read_names
from undersong.cli.stage.recording import DAY_MS, SHIPPED, Recording, read_recording, shipped_folder
from undersong.domain.ulid import time_of
from undersong.lsp.convert import event_from_wire

ROOT = Path(__file__).parents[4]
FILE = "9f86d081884c7d65"


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    path = tmp_path / "day.jsonl"
    events = [wire_event("test_run", START_MS + minute * 60_000) for minute in range(5)]
    path.write_text("\n".join(json.dumps(event) for event in events))
    path.with_suffix(".names.json").write_text(json.dumps({FILE: "shop/money.py", "0a1b2c3d": "tests/a.py::test_b"}))
    return read_recording(path, tmp_path)


def test_the_same_work_a_week_later_has_other_ids_and_times_and_the_same_order(recording: Recording) -> None:
    since_ms = START_MS + 2 * 60_000

    later = recording.again(since_ms, 7)

    assert len(later.events) == 3
    for old, new in zip(recording.events[2:], later.events, strict=True):
        assert event_from_wire(new).time_ms == event_from_wire(old).time_ms + 7 * DAY_MS
        assert time_of(new["id"]) == event_from_wire(new).time_ms
        assert (new["data"], new["seq"]) == (old["data"], old["seq"])
        assert (new["id"], new["sessionid"]) != (old["id"], old["sessionid"])


def test_names_stand_beside_a_recording(recording: Recording, tmp_path: Path) -> None:
    assert recording.names.in_words(f"an edit in file {FILE} ended it") == "an edit in shop/money.py ended it"
    assert recording.names.of_test("0a1b2c3d") == "test_b"
    assert read_names(tmp_path / "none.json") == Names()


def test_what_has_no_name_stays_unnamed() -> None:
    assert Names().in_words(f"an edit in file {FILE}") == "an edit in another file"
    assert Names().of_test("0a1b2c3d") == "test 0a1b2c3d"


def test_only_the_shipped_recording_says_that_its_clock_ran_faster(recording: Recording) -> None:
    shipped = read_recording(shipped_folder() / SHIPPED, shipped_folder() / "package")
    speed = re.search(r"const SPEED = (\d+);", (ROOT / "tests/e2e/editor/record.mjs").read_text())

    assert recording.note == ""
    assert speed is not None
    assert speed[1] == "12"
    assert "twelve times" in shipped.note
    assert shipped.again(shipped.start_ms, 7).note == shipped.note
