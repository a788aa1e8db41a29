from pathlib import Path

import numpy as np
import pytest

from undersong.suggestions.tokens.sealed import HEAD, MAGIC, read, write
from undersong.suggestions.tokens.segment import Segment, segment_of
from undersong.suggestions.tokens.stream import tokens_of

FILES = {"some/path": ([1, 2, 3, 4, 5], "one"), "größe.py": ([], "two"), "b": ([3, 4, 7], "")}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "1.tokens"
    write(path, segment())
    return path


def segment() -> Segment:
    return segment_of({path: (tokens_of(ids), stamp) for path, (ids, stamp) in FILES.items()})


def test_what_is_read_is_what_was_written(path: Path) -> None:
    found, before = read(path), segment()

    assert found is not None
    assert found.files == before.files
    assert found.stream.tolist() == before.stream.tolist()
    for name in ("near", "far", "places", "follows"):
        assert getattr(found.columns, name).tolist() == getattr(before.columns, name).tolist()
    assert found.name == "1.tokens"


def test_what_was_written_lies_on_disk_and_no_longer_in_memory(tmp_path: Path) -> None:
    found = segment()
    write(tmp_path / "1.tokens", found)

    assert found.name == "1.tokens"
    assert not found.stream.flags.owndata
    assert not found.columns.near.flags.writeable
    found.rest()
    assert found.tokens("some/path").tolist() == [1, 2, 3, 4, 5]


def test_only_the_owner_reads_it(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600
    assert [other.name for other in path.parent.iterdir()] == [path.name]


def test_a_byte_changed_anywhere_is_noticed(path: Path) -> None:
    whole = path.read_bytes()

    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        assert read(path) is None, place


def test_half_a_file_is_none(path: Path) -> None:
    whole = path.read_bytes()

    for size in (0, 3, HEAD.size, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        assert read(path) is None, size
    path.write_bytes(whole + b"\0" * 8)
    assert read(path) is None


def test_another_version_is_none(path: Path) -> None:
    path.write_bytes(MAGIC[:-1] + b"\xff" + path.read_bytes()[len(MAGIC) :])

    assert read(path) is None


def test_noise_is_none(path: Path) -> None:
    noise = np.random.default_rng(7).bytes(4_096)

    for content in (noise, MAGIC + noise):
        path.write_bytes(content)
        assert read(path) is None
    assert read(path.with_name("absent.tokens")) is None


def test_a_segment_without_files_is_one_too(tmp_path: Path) -> None:
    write(tmp_path / "1.tokens", segment_of({}))

    found = read(tmp_path / "1.tokens")
    assert found is not None
    assert (found.files, found.living) == ({}, 0)
