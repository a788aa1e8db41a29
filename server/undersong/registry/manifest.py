"""A manifest as JSON, and the check that a release is what it says it is."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from undersong.domain.errors import ReleaseUnreadable
from undersong.domain.release import Manifest, Release
from undersong.registry.files import digest_of

FILE = "manifest.json"
# Sixteen hexadecimal digits tell a few hundred column lists apart with certainty enough, and fit on a card.
DIGITS = 16


def fingerprint(features: Sequence[str]) -> str:
    """Return the fingerprint of a list of columns: other names, or the same in another order, give another one.

    >>> fingerprint(["fail_streak", "runs"]) == fingerprint(["runs", "fail_streak"])
    False
    """
    return hashlib.sha256("\n".join(features).encode()).hexdigest()[:DIGITS]


def plain_from_manifest(manifest: Manifest) -> dict[str, Any]:
    """Return what `manifest.json` holds."""
    return {**asdict(manifest), "features": list(manifest.features)}


def manifest_from_plain(plain: Mapping[str, Any], name: str) -> Manifest:
    """Rebuild a manifest.

    Raises
    ------
    ReleaseUnreadable
        A field is missing, unknown or of the wrong kind.
    """
    try:
        manifest = Manifest(**{**plain, "features": tuple(plain["features"])})
        _ = manifest.files.items(), manifest.thresholds.items(), manifest.version + manifest.model
    except (KeyError, TypeError, AttributeError) as error:
        raise ReleaseUnreadable(name, "its manifest is not one of this version") from error
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest in a folder.

    Raises
    ------
    ReleaseUnreadable
        It is missing or is no manifest.
    """
    try:
        plain = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReleaseUnreadable(folder.name, "its manifest cannot be read") from error
    if not isinstance(plain, dict):
        raise ReleaseUnreadable(folder.name, "its manifest is not an object")
    return manifest_from_plain(plain, folder.name)


def read_release(folder: Path) -> Release:
    """Return the verified release in a folder.

    Raises
    ------
    ReleaseUnreadable
        It is not whole, or not what its manifest says.
    """
    return verify(Release(read_manifest(folder), folder))


def verify(release: Release) -> Release:
    """Return the release when its files and columns are those that its manifest names.

    Raises
    ------
    ReleaseUnreadable
        A file is missing or was changed, or the columns are not those of its fingerprint.
    """
    manifest = release.manifest
    if fingerprint(manifest.features) != manifest.schema:
        raise ReleaseUnreadable(release.name, "its columns are not those of its fingerprint")
    for name, wanted in manifest.files.items():
        if Path(name).name != name:
            raise ReleaseUnreadable(release.name, "a file of it lies outside its folder")
        try:
            found = digest_of(release.folder / name)
        except OSError as error:
            raise ReleaseUnreadable(release.name, f"{name} cannot be read") from error
        if found != wanted:
            raise ReleaseUnreadable(release.name, f"{name} is not the file that was released")
    return release
