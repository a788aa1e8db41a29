"""Models too large for a repository: joined at set-up from a base and an adapter, found beside the environment.

They lie under ``<prefix>/share/undersong/<model>/<version>/``, where the prefix is the environment's own.
"""

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from undersong.domain.errors import NotJoined, ReleaseUnreadable
from undersong.registry.manifest import FILE, read_manifest
from undersong.registry.shipped import shipped_folder

# Bytes at either end of a file that are read each time it is found: a file cut short, or written over by another of
# its size, differs there, and reading them takes a tenth of a millisecond where the whole takes half a second.
ENDS = 1 << 16


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a joined model: how long it is, and digests of its two ends and of the whole."""

    size: int
    ends: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Joined:
    """What was joined, out of what.

    Parameters
    ----------
    model, version
        Whose adapter it was joined with.
    inputs
        Fingerprint of base, adapter and the way of joining.
    network
        Sizes: ``layers``, ``kv_heads``, ``head_width``, ``vocabulary``, ``positions``, and ``end``, the id of the token
        that ends a text.
    files
        Name → file.
    """

    model: str
    version: str
    inputs: str
    network: Mapping[str, int]
    files: Mapping[str, Part]


def joined_folder(model: str, prefix: Path | None = None, shipped: Path | None = None) -> Path | None:
    """Return the folder of the joined model that belongs to this product; None when it is missing or damaged."""
    try:
        return read_joined(model, prefix, shipped)[1]
    except (NotJoined, ReleaseUnreadable):
        return None


def read_joined(model: str, prefix: Path | None = None, shipped: Path | None = None) -> tuple[Joined, Path]:
    """Return what was joined of the adapter that this product ships, and its folder.

    Raises
    ------
    NotJoined
        Nothing was, or only of another version.
    ReleaseUnreadable
        It is not whole; or the product ships no adapter that can be read.
    """
    version = read_manifest((shipped or shipped_folder()) / model).version
    place = joined_place(model, prefix)
    folder = place / version
    if not (folder / FILE).is_file():
        others = sorted(path.parent.name for path in place.glob(f"[0-9]*/{FILE}"))
        raise NotJoined(model, version, others)
    joined = _read(folder, f"{model} {version}")
    for name, part in joined.files.items():
        _check_ends(folder / name, part, f"{model} {version}")
    return joined, folder


def verify_joined(joined: Joined, folder: Path) -> None:
    """Read every byte of a joined model: half a second.

    Raises
    ------
    ReleaseUnreadable
        A file is not the one that was joined.
    """
    for name, part in joined.files.items():
        with (folder / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != part.sha256:
                raise ReleaseUnreadable(f"{joined.model} {joined.version}", f"{name} is not the file that was joined")


def joined_place(model: str, prefix: Path | None = None) -> Path:
    """Return where the versions of a joined model lie."""
    return (prefix or Path(sys.prefix)) / "share" / "undersong" / model


def part_of(content: bytes) -> Part:
    """Return what a manifest says of a file."""
    return Part(len(content), _ends(content[:ENDS], content[-ENDS:]), hashlib.sha256(content).hexdigest())


def joined_bytes(joined: Joined) -> bytes:
    """Return the manifest's file."""
    return json.dumps(asdict(joined), indent=2).encode()


def _read(folder: Path, release: str) -> Joined:
    try:
        plain: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
        files = {name: Part(**part) for name, part in plain["files"].items()}
        if any(Path(file).name != file for file in files):
            raise ValueError("a file of it lies outside its folder")
        return Joined(**{**plain, "files": files})
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ReleaseUnreadable(release, "the manifest of its joined model cannot be read") from error


def _check_ends(path: Path, part: Part, name: str) -> None:
    try:
        with path.open("rb") as file:
            first = file.read(ENDS)
            size = file.seek(0, 2)
            file.seek(max(0, size - ENDS))
            last = file.read()
    except OSError as error:
        raise ReleaseUnreadable(name, f"{path.name} of its joined model cannot be read") from error
    if size != part.size or _ends(first, last) != part.ends:
        raise ReleaseUnreadable(name, f"{path.name} is not the file that was joined; set up again to join it anew")


def _ends(first: bytes, last: bytes) -> str:
    return hashlib.sha256(first + last).hexdigest()
