"""Which repositories were open on this machine, so that the trainer finds them when nobody works.

The path lies with the index, the only place that may hold one.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = "root.json"


@dataclass(frozen=True, slots=True)
class Known:
    """A repository that was open: the digest of its place, the place, when it was opened last, and its index."""

    digest: str
    root: Path
    opened_ms: int
    folder: Path


def remember(folder: Path, root: Path, now_ms: int) -> None:
    """Write down that a repository is open; `folder` is that of its index."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_small(folder / FILE, {"root": str(root), "opened_ms": now_ms})


def known(index_folder: Path) -> list[Known]:
    """Return the repositories that are still there, the one opened last first."""
    found = [_known(path) for path in index_folder.glob(f"*/{FILE}")]
    there = [repository for repository in found if repository is not None and repository.root.is_dir()]
    return sorted(there, key=lambda repository: (-repository.opened_ms, repository.digest))


def read_small(path: Path) -> dict[str, Any]:
    """Return a small JSON object; an empty one where there is none."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return plain if isinstance(plain, dict) else {}


def write_small(path: Path, plain: dict[str, Any]) -> None:
    """Replace a small JSON object, readable by its owner alone."""
    part = path.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(plain, file)
    part.replace(path)


def _known(path: Path) -> Known | None:
    plain = read_small(path)
    if not {"root", "opened_ms"} <= plain.keys():
        return None
    return Known(path.parent.name, Path(str(plain["root"])), int(plain["opened_ms"]), path.parent)
