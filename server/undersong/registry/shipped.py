"""The releases that Undersong comes with."""

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from undersong.domain.errors import ReleaseUnreadable
from undersong.domain.release import Release, unscoped
from undersong.registry.manifest import read_manifest


def shipped_folder() -> Path:
    """Return the folder of the shipped models: inside an installed package, else at the top of a clone."""
    package = Path(str(files("undersong")))
    inside = package / "models"
    return inside if inside.is_dir() else package.parents[1] / "models"


def shipped_release(folder: Path, model: str) -> Release | None:
    """Return the release that a model ships with, unverified; None when there is none or it has no manifest.

    What was tuned for one repository goes back to the release that it was tuned from.
    """
    place = folder / unscoped(model)
    try:
        return Release(replace(read_manifest(place), model=model), place)
    except ReleaseUnreadable:
        return None


def shipped_models(folder: Path) -> tuple[str, ...]:
    """Return the names of all models that ship with a release."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/manifest.json")))
