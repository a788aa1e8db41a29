"""Small files of every exchange format, with things planted in them that must not come out."""

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from builders.wire import START_MS
from undersong.domain.event import Event
from undersong.exchange.base import Context, Format, Mapped, Unmapped
from undersong.exchange.names import Names

SALT = "5a" * 32
NOW_MS = START_MS + 86_400_000

# Ends as classes of errors do, so that no place that keeps those may take it for one.
PERSON = "PlantagenetError"
FILE = "/home/plantagenet/plantedFolder/plantedModule.py"
CODE = "plantedCall(argument)\n"
ERROR = f"com.acme.{PERSON}"
SECRET = "planted-9aK29aK29aK29aK29aK2"
PLANTED = ("plant", "9ak2")


def context(remembers: bool = False) -> Context:
    """Return what a reading needs, at a fixed time."""
    return Context(Names(SALT, remembers), NOW_MS)


def read(form: Format, path: Path, names: Names | None = None) -> tuple[list[Event], list[Unmapped]]:
    """Return the events of a file, and what could not be mapped."""
    found = list(form.read(path, Context(names or Names(SALT), NOW_MS)))
    events = [item.event for item in found if isinstance(item, Mapped)]
    return events, [item for item in found if isinstance(item, Unmapped)]


def table(path: Path, rows: Sequence[Mapping[str, Any]], columns: Iterable[str] | None = None) -> Path:
    """Write a table, packed when its name says so."""
    file = io.StringIO()
    writer = csv.DictWriter(file, list(columns or rows[0]), restval="")
    writer.writeheader()
    writer.writerows(rows)
    content = file.getvalue().encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def json_file(path: Path, value: Any) -> Path:
    """Write a file of JSON."""
    path.write_text(json.dumps(value))
    return path


def progsnap2(folder: Path) -> Path:
    """A main table with code, names and a column of nobody's."""
    common = {"AssignmentID": PERSON, "SubjectID": PERSON, f"X-{PERSON}": SECRET, "X-How": f"Ask {PERSON}"}
    rows = [
        {"EventID": 1, "EventType": "File.Edit", "EditType": "init", "X-CodeState": "", "X-ElapsedTime": 0, **common},
        {"EventID": 2, "EventType": "File.Edit", "EditType": "insert", "X-CodeState": CODE, "X-ElapsedTime": 4},
        {"EventID": 3, "EventType": "Compile.Error", "CompileMessageType": f"{PERSON} not found", "X-ElapsedTime": 6},
        {"EventID": 4, "EventType": "Run.Test", "TestID": FILE, "ExecutionResult": "TestFailed", "X-ElapsedTime": 9},
        {"EventID": 5, "EventType": f"X-{PERSON}", "X-ElapsedTime": 12},
        {"EventID": 6, "EventType": "Compile.Error", "CompileMessageType": ERROR, "X-ElapsedTime": 15},
    ]
    columns = [*rows[0], "CompileMessageType", "TestID", "ExecutionResult"]
    return table(folder / "MainTable.csv", [{**common, **row} for row in rows], columns)


def heartbeat(number: float = 0, **fields: Any) -> dict[str, Any]:
    """Return a heartbeat."""
    return {
        "id": f"{PERSON}-{number}",
        "entity": FILE,
        "type": "file",
        "category": "coding",
        "time": START_MS / 1000 + number,
        "project": PERSON,
        "branch": SECRET,
        "language": "Python",
        "dependencies": [PERSON],
        "lines": 100,
        "lineno": 4,
        "is_write": False,
        "user_agent": f"vscode on {PERSON}",
        PERSON: SECRET,
        **fields,
    }


def wakatime(folder: Path) -> Path:
    """Heartbeats of a file, a save, an app and a site."""
    beats = [
        heartbeat(0),
        heartbeat(1, is_write=True),
        heartbeat(2, lineno=None),
        heartbeat(3, type="app", entity=PERSON),
        heartbeat(4, type="domain", entity=f"{PERSON}.example", category=PERSON, language=PERSON),
    ]
    return json_file(folder / "heartbeats.json", {"data": beats, "user": PERSON})


def bucket(kind: str, *events: Mapping[str, Any], name: str = PERSON) -> dict[str, Any]:
    """Return a bucket of a type; its events are a second apart."""
    made = [
        {"id": number, "timestamp": f"2023-11-14T22:13:{20 + number}.123456+00:00", "duration": 1.5, "data": dict(data)}
        for number, data in enumerate(events)
    ]
    about = {"id": name, "created": "2023-11-14T22:00:00.000000+00:00", "hostname": PERSON, "client": "aw-watcher-afk"}
    return {**about, "type": kind, "events": made}


def activitywatch(folder: Path) -> Path:
    """Buckets of an editor, windows, absences and sites."""
    window = [{"app": "Code", "title": FILE}, {"app": PERSON, "title": SECRET}]
    editor = {"file": FILE, "project": PERSON, "language": "python", "branch": SECRET, PERSON: [SECRET]}
    buckets = {
        f"{PERSON}-editor": bucket("app.editor.activity", editor, name=f"{PERSON}-editor"),
        f"{PERSON}-window": bucket("currentwindow", *window, name=f"{PERSON}-window"),
        f"{PERSON}-afk": bucket("afkstatus", {"status": "afk"}, {"status": "not-afk"}, name=f"{PERSON}-afk"),
        f"{PERSON}-web": bucket(PERSON, {"url": FILE, "tabCount": 3}, name=f"{PERSON}-web"),
    }
    return json_file(folder / "export.json", {"buckets": buckets})


def document(name: str, after: int = 0, **fields: Any) -> dict[str, Any]:
    """Return an event of the Telemetry extension."""
    ranges = dict.fromkeys(("rangeOffset", "rangeLength", "rangestart_line", "rangeend_line"), "0")
    about = {"sessionId": PERSON, "machineId": SECRET, "documentUri": f"file://{FILE}", "documentLanguageId": "python"}
    named = {"eventName": f"Document{name}Event", "eventTime": START_MS + after, "documentId": 1}
    return {**named, **about, "value": CODE, **ranges, **fields}


def vscode_telemetry(folder: Path) -> Path:
    """A document that is opened, changed, saved and closed."""
    path = folder / "telemetry.json"
    names = ("Open", "Change", "Save", "Close")
    path.write_text("".join(json.dumps(document(name, at)) + "," for at, name in enumerate(names)))
    return path


def gharchive(folder: Path) -> Path:
    """A push with its commits, one without, and a star."""
    common = {"actor": {"login": PERSON}, "repo": {"name": f"{PERSON}/planted"}, "created_at": "2023-11-14T22:13:20Z"}
    commit = {"sha": "ab" * 20, "message": CODE, "author": {"name": PERSON, "email": SECRET}, "distinct": True}
    events = [
        {"id": "1", "type": "PushEvent", "payload": {"commits": [commit, {**commit, "distinct": False}]}, **common},
        {"id": "2", "type": "PushEvent", "payload": {"head": "cd" * 20}, **common},
        {"id": "3", "type": "WatchEvent", "payload": {}, **common},
    ]
    path = folder / "2023-11-14-22.json.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(event) + "\n" for event in events).encode()))
    return path


def stackexchange(folder: Path) -> Path:
    """A question, an answer and a wiki page."""
    row = '  <row Id="{0}" PostTypeId="{1}" CreationDate="2023-11-14T22:13:2{0}.123" Score="-3" Body="{2}" {3}/>\n'
    asker = f'OwnerUserId="7" Title="{PERSON}" Tags="&lt;{SECRET}&gt;"'
    rows = [row.format(number, number, "&lt;p&gt;" + CODE.strip(), asker) for number in (1, 2, 3)]
    path = folder / "Posts.xml"
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<posts>\n{"".join(rows)}</posts>\n')
    return path


def penn(folder: Path) -> Path:
    """Two runs, an error of the compiler and an exception."""
    at = {"programmer": PERSON, "hw": PERSON, "t": "2023-11-14 22:13:20.123"}
    table(
        folder / "snapshots.csv.gz",
        [
            {**at, "tests_failed": 2, "tests_passed": 1},
            {**at, "t": "2023-11-14 23:13:20.123", "tests_failed": 0, "tests_passed": 3},
        ],
    )
    table(folder / "compile_errors.csv", [{**at, "file": FILE, "line": 7, "error_type": f"cannot access {PERSON}"}])
    thrown = {**at, "class": PERSON, "method": CODE, "line": 9}
    exceptions = ("java.lang.NullPointerException", ERROR)
    table(folder / "exceptions.csv", [{**thrown, "exception": exception} for exception in exceptions])
    return folder


def cups(folder: Path) -> Path:
    """A suggestion shown, shown again and taken, and one that was not."""
    words = ("Shown", "Replay", "Accepted", "Shown", "Rejected", "Browsing")
    text = {"suggestion": CODE, "prompt_tail": SECRET, "task": PERSON, "cups_label": PERSON}
    return table(
        folder / "events.csv.gz",
        [
            {
                "programmer": PERSON,
                "t_s": number,
                "hour_utc": 16,
                "state_name": word,
                "cups_code": "A",
                "hidden_state": PERSON,
                "compCharLen": 12.0,
                "numLines": 1.0,
                "confidence": 0.5,
                "timeSinceDisplayedMs": 812.0,
                **text,
            }
            for number, word in enumerate(words)
        ],
    )


def chat(folder: Path) -> Path:
    """A turn whose answer was copied, and one whose was not."""
    text = {"model": PERSON, "task_name": PERSON, "last_user_message": SECRET, "response": CODE, "response_chars": 22}
    rows = [
        {"programmer": PERSON, "t_s": 60 * taken, "copied_chars": 20 * taken, "accepted": taken, **text}
        for taken in (0, 1)
    ]
    return table(folder / "chat_turns.csv.gz", rows)


def interruptibility(folder: Path) -> Path:
    """Two interruptions."""
    ratings = {"disturbance": 4, "interruptibility": 2, "mental_workload": 3}
    rows = [
        {"session": PERSON, "t_s": 300.5 * number, "interruption_s": 43.1, "interruption_lag_ms": 3411, **ratings}
        for number in (0, 1)
    ]
    return table(folder / "self_reports.csv", rows)


def editing_traces(folder: Path) -> Path:
    """A text that is written, mended and pasted into."""
    pasted = "x" * 60
    times = [f"2023-11-14T22:13:2{number}.000Z" for number in range(3)]
    patches = [[[0, 0, CODE]], [[0, 5, "P"], [1, 0, "l"]], [[2, 0, pasted]]]
    end = ("Pl" + CODE[5:])[:2] + pasted + ("Pl" + CODE[5:])[2:]
    moves = [{"time": time, "patches": patch} for time, patch in zip(times, patches, strict=True)]
    return json_file(folder / f"{PERSON}.json", {"startContent": "", "endContent": end, "txns": moves})


def pharo(folder: Path) -> Path:
    """Two windows."""
    rows = [
        {"participant": PERSON, "Session": PERSON, "familiar_code": 1, "t_s": 11, "Tool": PERSON, "Name": FILE},
        {"participant": PERSON, "Session": PERSON, "familiar_code": "", "t_s": 16, "Tool": "debugger", "Name": ""},
    ]
    return table(folder / "windows.csv", rows)


def git_rhythm(folder: Path) -> Path:
    """Two commits."""
    row = {"repo": PERSON, "author": PERSON, "utc_offset_min": 120, "files": 2, "tests": 1, "ins": 5, "dele": 0}
    times = ("2023-11-14T12:06:59", "2023-11-14T16:41:37")
    return table(
        folder / "commits.csv.gz", [{**row, "author_local": time, "is_fix": 1, "is_revert": 0} for time in times]
    )


SAMPLES: dict[str, Callable[[Path], Path]] = {
    "progsnap2": progsnap2,
    "wakatime": wakatime,
    "activitywatch": activitywatch,
    "vscode-telemetry": vscode_telemetry,
    "gharchive": gharchive,
    "stackexchange": stackexchange,
    "penn": penn,
    "cups": cups,
    "chat": chat,
    "interruptibility": interruptibility,
    "editing-traces": editing_traces,
    "pharo": pharo,
    "git-rhythm": git_rhythm,
}
