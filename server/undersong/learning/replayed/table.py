"""Replayed suggestions as lines of JSON: numbers alone, no text and no name but the repository's."""

import json
from collections.abc import Iterable, Iterator
from math import isnan
from pathlib import Path
from typing import Any

from undersong.domain.errors import BadInput
from undersong.learning.replayed.offers import Replayed

# Enough digits that trees part rows where they would have parted them.
DIGITS = 6


def write_offers(path: Path, repository: str, licence: str, rows: Iterable[Replayed]) -> int:
    """Write the suggestions of one repository and return how many there are; the first line names their source."""
    count = 0
    with path.open("w", encoding="utf-8") as out:
        out.write(json.dumps({"repository": repository, "licence": licence}) + "\n")
        for row in rows:
            out.write(json.dumps(_plain(row)) + "\n")
            count += 1
    return count


def read_offers(path: Path) -> tuple[str, str, list[Replayed]]:
    """Return a repository's name, its licence and the suggestions replayed on it.

    Raises
    ------
    BadInput
        The file is not one that `write_offers` wrote.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
        head = json.loads(lines[0])
        return str(head["repository"]), str(head["licence"]), list(_rows(lines[1:]))
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise BadInput(
            path.name, f"is no table of replayed suggestions ({type(error).__name__})", "replay it"
        ) from error


def _plain(row: Replayed) -> dict[str, Any]:
    known = {name: round(value, DIGITS) for name, value in row.features.items() if not isnan(value)}
    return {"taken": row.is_taken, "kept": row.kept_chars, "features": known}


def _rows(lines: list[str]) -> Iterator[Replayed]:
    for line in lines:
        plain = json.loads(line)
        yield Replayed({name: float(value) for name, value in plain["features"].items()}, plain["taken"], plain["kept"])
