"""Models that set-up puts together are found whole, or it is told what is wrong."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from undersong.domain.errors import NotJoined, ReleaseUnreadable
from undersong.registry.joined import (
    ENDS,
    Joined,
    joined_bytes,
    joined_folder,
    joined_place,
    part_of,
    read_joined,
    verify_joined,
)
from undersong.registry.manifest import FILE, fingerprint

CONTENT = bytes(range(256)) * (3 * ENDS // 256)


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return ship(tmp_path / "models", "1.0.0")


@pytest.fixture
def prefix(tmp_path: Path) -> Path:
    return tmp_path / "venv"


def ship(models: Path, version: str) -> Path:
    """Write what the product says of its adapter."""
    (models / "toy").mkdir(parents=True, exist_ok=True)
    said = {"model": "toy", "version": version, "created_ms": 0, "files": {}, "features": [], "schema": fingerprint(())}
    (models / "toy" / FILE).write_text(json.dumps(said))
    return models


def put(prefix: Path, version: str = "1.0.0") -> tuple[Joined, Path]:
    """Write a joined model."""
    joined = Joined("toy", version, "made of", {"layers": 2}, {"model.onnx": part_of(CONTENT)})
    folder = joined_place("toy", prefix) / version
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(CONTENT)
    (folder / FILE).write_bytes(joined_bytes(joined))
    return joined, folder


def test_what_was_joined_is_found(models: Path, prefix: Path) -> None:
    joined, folder = put(prefix)

    assert read_joined("toy", prefix, models) == (joined, folder)
    assert joined_folder("toy", prefix, models) == folder
    verify_joined(joined, folder)


def test_nothing_joined_is_told_with_the_next_step(models: Path, prefix: Path) -> None:
    with pytest.raises(NotJoined, match=r"was not put together here; .*setup\.mjs"):
        read_joined("toy", prefix, models)

    assert joined_folder("toy", prefix, models) is None


def test_another_version_is_named_and_not_taken(models: Path, prefix: Path) -> None:
    put(prefix, "0.9.0")

    with pytest.raises(NotJoined, match=r"is there as 0\.9\.0 and not as 1\.0\.0"):
        read_joined("toy", prefix, models)


def test_a_half_written_folder_is_no_version(models: Path, prefix: Path) -> None:
    _, folder = put(prefix)
    folder.rename(folder.with_name(".1.0.0.part"))

    with pytest.raises(NotJoined, match="was not put together here"):
        read_joined("toy", prefix, models)


@pytest.mark.parametrize(
    "content",
    [CONTENT[:-1], CONTENT + b"x", b"", b"X" + CONTENT[1:], CONTENT[:-1] + b"X"],
    ids=["cut short", "longer", "empty", "another head", "another tail"],
)
def test_a_file_that_is_not_the_one_that_was_joined_does_not_serve(models: Path, prefix: Path, content: bytes) -> None:
    _, folder = put(prefix)
    (folder / "model.onnx").write_bytes(content)

    with pytest.raises(ReleaseUnreadable, match=r"Release toy 1\.0\.0 .* model\.onnx is not the file"):
        read_joined("toy", prefix, models)


def test_a_missing_file_does_not_serve(models: Path, prefix: Path) -> None:
    _, folder = put(prefix)
    (folder / "model.onnx").unlink()

    with pytest.raises(ReleaseUnreadable, match=r"model\.onnx of its joined model cannot be read"):
        read_joined("toy", prefix, models)


def test_damage_in_the_middle_is_found_by_reading_all(models: Path, prefix: Path) -> None:
    joined, folder = put(prefix)
    middle = bytearray(CONTENT)
    middle[len(middle) // 2] ^= 1
    (folder / "model.onnx").write_bytes(middle)

    assert joined_folder("toy", prefix, models) == folder
    with pytest.raises(ReleaseUnreadable, match="not the file that was joined"):
        verify_joined(joined, folder)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": {"model.onnx": 3}}', '{"files": 1, "model": "toy"}'])
def test_a_manifest_of_another_form_does_not_serve(models: Path, prefix: Path, text: str) -> None:
    _, folder = put(prefix)
    (folder / FILE).write_text(text)

    with pytest.raises(ReleaseUnreadable, match="the manifest of its joined model"):
        read_joined("toy", prefix, models)


def test_a_file_outside_the_folder_is_refused(models: Path, prefix: Path) -> None:
    joined, folder = put(prefix)
    outside = replace(joined, files={**joined.files, "../../secret": part_of(b"")})
    (folder / FILE).write_bytes(joined_bytes(outside))

    with pytest.raises(ReleaseUnreadable):
        read_joined("toy", prefix, models)
