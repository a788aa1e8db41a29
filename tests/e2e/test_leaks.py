"""Law 5: what is planted in files, names and paths is found nowhere but in the index and on the screen."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from builders.homes import AGREED, daemon_home
from builders.wire import START_MS, wire_event
from undersong.cli.talk import DaemonRefused, Talk
from undersong.domain.places import Places

pytestmark = pytest.mark.process

SECRET = "ghp_" + "9aK2" * 9
PLANTED = ("plantedFolder", "planted_module", "plantedName", "planted_line_of_code", SECRET)
SOURCE = f"""def plantedName(value):
    planted_line_of_code = value + 1
    token = "{SECRET}"
    return planted_line_of_code
"""


def test_what_is_planted_is_in_no_event_log_or_export(tmp_path: Path) -> None:
    root = tmp_path / "plantedFolder"
    root.mkdir()
    for number in range(30):
        text = f"def good_name_{number}(value):\n    planted_line_of_code = value\n    return planted_line_of_code\n"
        (root / f"planted_module_{number}.py").write_text(text)
    with daemon_home(clock=f"held:{START_MS}") as places:
        with Talk(places, root=str(root), settings=AGREED) as daemon:
            live_with(daemon, root)
        export = tmp_path / "export.jsonl"
        run(places, "export", "jsonl", str(export))
        run(places, "report", "--since", "2023-11-01", "--html", str(tmp_path / "report.html"))

        assert traces_in(places.home, apart_from="index") == []
        assert traces_in_file(export) == []
        assert traces_in_file(tmp_path / "report.html") == []
        assert SECRET not in "".join(path.read_text(errors="replace") for path in files_in(places.index))


def live_with(daemon: Talk, root: Path) -> None:
    """Open, complete, look for hints, rename, send what must be refused, and break things."""
    uri = (root / "planted_module_x.py").as_uri()
    (root / "planted_module_x.py").write_text(SOURCE)
    document = {"uri": uri, "languageId": "python", "version": 1, "text": SOURCE}
    daemon.notify("textDocument/didOpen", {"textDocument": document})
    wait_for_index(daemon)
    position = {"line": 1, "character": 8}
    place = {"textDocument": {"uri": uri}, "position": position}
    daemon.request("textDocument/inlineCompletion", {**place, "context": {"triggerKind": 2}})
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 3, "character": 0}}
    daemon.request(
        "textDocument/codeAction", {"textDocument": {"uri": uri}, "range": whole, "context": {"diagnostics": []}}
    )
    for broken in ("planted name", "class"):
        with pytest.raises(DaemonRefused):
            daemon.request("textDocument/rename", {**place, "newName": broken})
    refused = [{**wire_event(), "subject": str(root)}, wire_event(file__language=SOURCE), wire_event(edit__note=SECRET)]
    answer = daemon.request("undersong/record", {"events": [wire_event(), *refused]})
    assert answer["stored"] == 1
    with pytest.raises(DaemonRefused):
        daemon.request("undersong/outcome", {"suggestion": SOURCE, "kind": str(root), "outcome": SECRET})
    daemon.command("undersong.clock.advance", START_MS + 600_000)


def wait_for_index(daemon: Talk) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        index = daemon.request("undersong/status", {})["index"]
        if index and index[0]["files"] >= 30 and not index[0]["busy"]:
            return
        time.sleep(0.1)


def run(places: Places, *arguments: str) -> None:
    command = [sys.executable, "-m", "undersong", *arguments]
    subprocess.run(command, check=True, timeout=60, capture_output=True, cwd=places.home)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def traces_in(home: Path, apart_from: str) -> list[tuple[str, str]]:
    files = [path for path in files_in(home) if path.relative_to(home).parts[0] != apart_from]
    return [(path.name, planted) for path in files for planted in traces_in_file(path)]


def traces_in_file(path: Path) -> list[str]:
    content = path.read_bytes()
    return [planted for planted in PLANTED if planted.encode() in content]
