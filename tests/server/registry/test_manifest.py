"""What a release says of itself, and whether it is true."""

import json
from pathlib import Path

import numpy as np
import pytest

from builders.releases import manifest, ship
from undersong.domain.errors import ReleaseUnreadable
from undersong.registry import fingerprint, plain_from_manifest, read_release, shipped_folder
from undersong.registry.manifest import manifest_from_plain


def test_a_manifest_survives_json() -> None:
    whole = manifest("1.2.3")

    assert manifest_from_plain(json.loads(json.dumps(plain_from_manifest(whole))), "x") == whole


def test_the_order_of_columns_is_part_of_the_fingerprint() -> None:
    assert fingerprint(("a", "b")) != fingerprint(("b", "a"))


@pytest.mark.parametrize("text", ["[]", "{}", "nonsense", '{"model": 1}'])
def test_anything_else_is_unreadable(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)

    with pytest.raises(ReleaseUnreadable):
        read_release(tmp_path)


def test_a_file_outside_the_folder_is_refused(tmp_path: Path) -> None:
    ship(tmp_path, "0.1.0")
    path = tmp_path / "stuck/manifest.json"
    plain = json.loads(path.read_text())
    path.write_text(json.dumps({**plain, "files": {"../secret": "0" * 64}}))

    with pytest.raises(ReleaseUnreadable, match="outside its folder"):
        read_release(tmp_path / "stuck")


@pytest.mark.parametrize("path", sorted(shipped_folder().glob("*/manifest.json")), ids=lambda path: path.parent.name)
def test_every_shipped_release_verifies_and_holds_no_pickle(path: Path) -> None:
    release = read_release(path.parent)

    assert release.manifest.model == path.parent.name
    assert {Path(name).suffix for name in release.manifest.files} <= {".onnx", ".json", ".npz"}
    for name in release.manifest.files:
        if name.endswith(".npz"):  # arrays that set-up joins with a base
            with np.load(path.parent / name, allow_pickle=False) as arrays:
                assert all(arrays[array].dtype != object for array in arrays.files)
