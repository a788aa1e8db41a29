"""`undersong complete`: what the editor would offer at a place, without an editor."""

import re
from pathlib import Path
from typing import Any

import typer

from undersong.cli.output import JsonFlag, say, say_json
from undersong.cli.reading import assist_for, read_text
from undersong.domain.errors import BadInput
from undersong.domain.suggestion import Context, Silence, Suggestion

PLACE = re.compile(r"(?P<file>.+):(?P<line>\d+):(?P<column>\d+)", re.DOTALL)


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("complete", help="Say how the line at a place would go on.")(complete)


def complete(
    place: str = typer.Argument(metavar="FILE:LINE:COL", help="Line and column, both counted from 1."),
    as_json: bool = JsonFlag,
) -> None:
    """Say how the line at a place would go on, by what its repository says elsewhere."""
    from undersong.source.languages import language_of

    path, line, column = place_of(place)
    prefix, suffix = split_at(read_text(path), line, column, place)
    with assist_for(path) as assist:
        found = assist.complete(Context(str(path), language_of(path.name) or "", prefix, suffix))
    if as_json:
        say_json(plain(found))
    else:
        say(f"(nothing: {found.reason})" if isinstance(found, Silence) else found.text)


def place_of(place: str) -> tuple[Path, int, int]:
    """Return file, line and column of ``FILE:LINE:COL``."""
    found = PLACE.fullmatch(place)
    if found is None:
        raise BadInput(place, "names no place", "give FILE:LINE:COL, such as app/main.py:12:9")
    return Path(found["file"]).resolve(), int(found["line"]), int(found["column"])


def split_at(text: str, line: int, column: int, place: str) -> tuple[str, str]:
    """Return the text before and behind a place; line and column count from 1, columns in characters."""
    lines = text.split("\n")
    if not 1 <= line <= len(lines) or not 1 <= column <= len(lines[line - 1]) + 1:
        raise BadInput(place, "lies outside the file", f"the file has {len(lines)} lines")
    at = sum(len(above) + 1 for above in lines[: line - 1]) + column - 1
    return text[:at], text[at:]


def plain(found: Suggestion | Silence) -> dict[str, Any]:
    """Return the one JSON object of an answer; `text` is null when nothing is offered."""
    if isinstance(found, Silence):
        return {"text": None, "reason": found.reason}
    return {"text": found.text, "confidence": found.confidence, "source": found.source, "release": found.release}
