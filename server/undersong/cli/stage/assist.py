"""The demo's third scene: completions and a naming fix in the recorded package."""

import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from undersong.cli.stage.voice import Voice
from undersong.cli.talk import Talk

PATIENCE_SECONDS = 15.0
SHOWN = 3
# Where hands pause: behind an operator, a bracket, a dot or a keyword.
CUT = re.compile(r"(?<=\w)(?: = |\(|\.|, | in )")
# A comment, a docstring or an import is not completed for show.
WORDS = re.compile(r"\s*(?:#|[\"']|[A-Z][a-z]+ |from |import |$)")
FIRST_ROW = 4


class Desk:
    """Documents opened in the daemon, and what it says of them."""

    def __init__(self) -> None:
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}

    def hear(self, method: str, params: Mapping[str, Any]) -> None:
        """Take in published diagnostics."""
        if method == "textDocument/publishDiagnostics":
            self.diagnostics[params["uri"]] = params["diagnostics"]


def wait_for_index(daemon: Talk) -> dict[str, Any]:
    """Wait until the repository has been read and return what was read."""
    until = time.monotonic() + PATIENCE_SECONDS
    found: dict[str, Any] = {"files": 0, "lines": 0}
    while time.monotonic() < until:
        for found in daemon.request("undersong/status", {})["index"]:
            if not found["busy"] and found["files"]:
                return found
        time.sleep(0.1)
    return found


def show_completions(daemon: Talk, voice: Voice, root: Path) -> int:
    """Take real lines of the package away from the cursor on, ask for them back, and return how many came back."""
    asked, offered, right = 0, 0, []
    for path in sorted(root.rglob("*.py")):
        for head, rest in cuts_of(path.read_text(encoding="utf-8")):
            asked += 1
            suggestion = complete(daemon, path.as_uri(), head)
            offered += bool(suggestion)
            if suggestion.strip() and rest.strip().startswith(suggestion.strip()):
                right.append((head.rsplit("\n", 1)[-1].strip(), suggestion))
    voice.line(
        f"asked at {asked} places, offered at {offered}, {len(right)} exactly what was written next (‸ is the cursor):"
    )
    for typed, suggestion in sorted(right, key=lambda pair: -len(pair[1]))[:SHOWN]:
        voice.line(f"{typed} ‸ {suggestion.strip()}", "accent")
    return len(right)


def cuts_of(text: str) -> list[tuple[str, str]]:
    """Return places within lines of functions: the text before, and the rest of the line."""
    cuts, lines = [], text.split("\n")
    for row, line in enumerate(lines[FIRST_ROW:], FIRST_ROW):
        if not WORDS.match(line):
            ends = [found.end() for found in CUT.finditer(line) if found.end() < len(line)]
            cuts += [("\n".join([*lines[:row], line[:at]]), line[at:]) for at in ends]
    return cuts


def complete(daemon: Talk, uri: str, head: str) -> str:
    """Return the first suggestion at the end of a text, or nothing."""
    open_document(daemon, uri, head)
    lines = head.split("\n")
    position = {"line": len(lines) - 1, "character": len(lines[-1])}
    params = {"textDocument": {"uri": uri}, "position": position, "context": {"triggerKind": 2}}
    answer = daemon.request("textDocument/inlineCompletion", params)
    daemon.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    items = answer["items"] if answer else []
    return str(items[0]["insertText"]) if items else ""


def show_naming(daemon: Talk, desk: Desk, voice: Voice, root: Path) -> bool:
    """Open files until one has a naming hint; tell its evidence and what the fix would change."""
    desk.diagnostics.clear()
    for path in sorted(root.rglob("*.py")):
        uri = path.as_uri()
        open_document(daemon, uri, path.read_text(encoding="utf-8"))
        hints = wait_for_hints(daemon, desk, uri)
        if hints:
            voice.line(hints[0]["message"], "accent")
            tell_fix(daemon, voice, uri, hints[0])
            return True
    return False


def wait_for_hints(daemon: Talk, desk: Desk, uri: str) -> list[dict[str, Any]]:
    """Return the hints of a document once they were looked for."""
    until = time.monotonic() + PATIENCE_SECONDS
    while uri not in desk.diagnostics and time.monotonic() < until:
        daemon.request("undersong/status", {})
        time.sleep(0.05)
    return desk.diagnostics.get(uri, [])


def tell_fix(daemon: Talk, voice: Voice, uri: str, hint: dict[str, Any]) -> None:
    """Choose the first action for a hint and tell the places that its edit changes."""
    params = {"textDocument": {"uri": uri}, "range": hint["range"], "context": {"diagnostics": [hint]}}
    actions = daemon.request("textDocument/codeAction", params)
    if not actions:
        return
    resolved = daemon.request("codeAction/resolve", actions[0])
    changes = (resolved.get("edit") or {}).get("changes", {})
    places = sum(len(edits) for edits in changes.values())
    voice.line(f"{resolved['title']}: {places} places in {len(changes)} file{'s' if len(changes) != 1 else ''}", "good")


def open_document(daemon: Talk, uri: str, text: str) -> None:
    """Open a document with a text."""
    document = {"uri": uri, "languageId": "python", "version": 1, "text": text}
    daemon.notify("textDocument/didOpen", {"textDocument": document})
