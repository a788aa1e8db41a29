"""The models that a command judges with when nothing else is named: those that Undersong ships with."""

from pathlib import Path
from typing import TYPE_CHECKING

from undersong.domain.errors import NotThere

if TYPE_CHECKING:
    from undersong.domain.model import Model
    from undersong.domain.release import Release

DETECTED = ("stuck", "flow", "anomaly")


def release_at(model: str, folder: Path | None = None) -> "Release":
    """Return the verified release in a folder, or the one that the model ships with."""
    from undersong.registry.manifest import read_release
    from undersong.registry.shipped import shipped_folder

    place = folder or shipped_folder() / model
    if not place.is_dir():
        raise NotThere(f"The release {place.name}", "name a folder with a manifest.json")
    return read_release(place)


def shipped_models() -> "dict[str, Model]":
    """Return the three detectors' models by name."""
    from undersong.inference.onnx import OnnxModel

    return {model: OnnxModel(release_at(model)) for model in DETECTED}
