"""What is missing to tune the completion is told in a few words."""

import sys
from pathlib import Path

import pytest

from undersong.domain.places import Places
from undersong.learning.adapting.readiness import NO_BASE, NO_REPOSITORY, NO_TORCH, unable
from undersong.learning.adapting.repositories import remember

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="another layout of environments")


def environment(folder: Path, *packages: str) -> Path:
    """Make an environment with these packages and return its interpreter, a link to another one's."""
    for package in packages:
        (folder / "lib" / "python3.11" / "site-packages" / package).mkdir(parents=True)
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(sys.executable)
    return folder / "bin" / "python"


def open_one(places: Places, root: Path) -> None:
    root.mkdir()
    remember(places.index_of(root), root, 1)


def test_with_torch_a_base_and_a_repository_it_can_be_tuned(tmp_path: Path) -> None:
    places = Places(tmp_path / "home")
    open_one(places, tmp_path / "shop")

    assert unable(places, environment(tmp_path / "venv", "torch"), lambda _: tmp_path) == {}


def test_without_an_environment_or_torch_it_cannot(tmp_path: Path) -> None:
    places = Places(tmp_path / "home")
    open_one(places, tmp_path / "shop")

    assert unable(places, None, lambda _: tmp_path) == {"completion": NO_TORCH}
    assert unable(places, environment(tmp_path / "venv", "numpy"), lambda _: tmp_path) == {"completion": NO_TORCH}


def test_without_a_base_or_a_repository_it_cannot(tmp_path: Path) -> None:
    places, python = Places(tmp_path / "home"), environment(tmp_path / "venv", "torch")

    assert unable(places, python, lambda _: None) == {"completion": NO_BASE}
    assert unable(places, python, lambda _: tmp_path) == {"completion": NO_REPOSITORY}
