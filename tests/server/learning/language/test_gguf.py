from pathlib import Path

import numpy as np
import pytest

from builders.ggufs import F32, PACKERS, Q4_1, Q8_0, write_gguf
from undersong.domain.errors import BadInput
from undersong.learning.language.gguf import read_gguf

RANDOM = np.random.default_rng(5)
VALUES = {"name": "täst", "layers": 3, "theta": 0.5, "tokens": ["a", "Ġb"], "kinds": [1, -3]}


@pytest.fixture
def matrix() -> np.ndarray:
    return RANDOM.normal(size=(4, 64)).astype(np.float32)


def test_a_file_says_of_itself_what_was_written(tmp_path: Path) -> None:
    assert read_gguf(write_gguf(tmp_path / "a.gguf", VALUES, {})).values == VALUES


@pytest.mark.parametrize(("kind", "lost"), [(F32, 0.0), (Q8_0, 0.02), (Q4_1, 0.2)])
def test_a_matrix_comes_back_within_what_its_packing_loses(
    tmp_path: Path, matrix: np.ndarray, kind: int, lost: float
) -> None:
    path = write_gguf(tmp_path / "a.gguf", VALUES, {"other": (matrix * 9, F32), "it": (matrix, kind)})

    found = read_gguf(path).matrices["it"]()

    assert found.shape == (4, 64)
    assert found.dtype == np.float32
    assert np.abs(found - matrix).max() <= lost


def test_the_halves_of_a_byte_are_numbers_sixteen_apart(tmp_path: Path) -> None:
    rising = np.arange(32, dtype=np.float32)[None] % 16

    found = read_gguf(write_gguf(tmp_path / "a.gguf", VALUES, {"it": (rising, Q4_1)})).matrices["it"]()

    assert (found == rising).all()


@pytest.mark.parametrize("keep", [0, 3, 20, 120, -1])
def test_a_file_cut_short_is_told_with_the_next_step(tmp_path: Path, matrix: np.ndarray, keep: int) -> None:
    path = write_gguf(tmp_path / "a.gguf", VALUES, {"it": (matrix, F32)})
    path.write_bytes(path.read_bytes()[:keep])

    with pytest.raises(BadInput, match=r"a\.gguf is no GGUF file .*; fetch it again"):
        read_gguf(path)


def test_a_packing_that_is_not_known_is_told(
    tmp_path: Path, matrix: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PACKERS, 2, PACKERS[F32])
    path = write_gguf(tmp_path / "a.gguf", {}, {"it": (matrix, 2)})

    with pytest.raises(BadInput):
        read_gguf(path)
