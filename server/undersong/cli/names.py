"""`undersong names`: the repository's conventions, and the names that depart from them."""

from pathlib import Path
from typing import Any

import typer

from undersong.cli.output import JsonFlag, say, say_json, with_progress
from undersong.cli.reading import assist_for, read_text
from undersong.domain.errors import NotThere


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("names", help="Tell names that depart from the repository's conventions.")(names)


def names(path: Path = typer.Argument(help="A file or folder of a repository."), as_json: bool = JsonFlag) -> None:
    """List the names under a path that depart from how the rest of the repository names things."""
    if not path.exists():
        raise NotThere(str(path), "name a file or a folder")
    with assist_for(path.resolve()) as assist:
        found = [
            row for file in with_progress(files_of(path.resolve()), "Looking at names") for row in rows(assist, file)
        ]
    if as_json:
        say_json(found)
        return
    for row in found:
        say(f"{row['path']}:{row['line']}:{row['column']}: {row['name']} → {row['wanted']} ({row['evidence']})")
    if not found:
        say("Every name keeps to the conventions.")


def files_of(path: Path) -> list[Path]:
    """Return the source files under a path."""
    from undersong.source.files import list_files

    if path.is_file():
        return [path]
    listed = [found for found in list_files(path) if found is not None]
    return [path / name for name in listed[-1]]


def rows(assist: Any, file: Path) -> list[dict[str, Any]]:
    """Return the outliers of one file; lines and columns count from 1."""
    from undersong.domain.errors import BadInput
    from undersong.source.languages import language_of

    try:
        text = read_text(file)
    except (BadInput, NotThere):
        return []
    return [
        {
            "path": str(file),
            "line": hint.span.start.line + 1,
            "column": hint.span.start.character + 1,
            "name": hint.name,
            "wanted": hint.wanted,
            "kind": hint.kind,
            "evidence": hint.evidence,
            "has_fix": hint.has_fix,
        }
        for hint in assist.hints(str(file), language_of(file.name) or "", text)
    ]
