from pathlib import Path

import numpy as np
import pytest

from builders.joining import FILE, MARKS, MERGES, SHAPE, TOKENS, base_at
from undersong.domain.errors import BadInput, NotThere
from undersong.learning.language.base import digest, read_base


def test_a_base_comes_with_its_sizes_weights_and_tokens(tmp_path: Path) -> None:
    weights = base_at(tmp_path)

    base = read_base(tmp_path / FILE)

    assert base.shape == SHAPE
    assert (base.tokens, base.merges, base.specials, base.end) == (TOKENS, MERGES, MARKS, 0)
    assert base.weights.keys() == weights.keys()
    assert all((base.weights[name] == matrix).all() for name, matrix in weights.items())
    assert sum(matrix.size for matrix in base.weights.values()) == SHAPE.parameters


def test_queries_lie_over_keys_over_values(tmp_path: Path) -> None:
    base_at(tmp_path)

    qkv = read_base(tmp_path / FILE).weights["blocks.0.qkv.weight"]

    assert qkv.shape == (SHAPE.width + 2 * SHAPE.kv_width, SHAPE.width)
    assert np.ptp(qkv) > 0


def test_another_file_of_the_same_name_is_refused(tmp_path: Path) -> None:
    base_at(tmp_path, seed=1)
    wanted = digest(tmp_path / FILE)
    base_at(tmp_path, seed=2)

    with pytest.raises(BadInput, match="not the file that the adapter was made for"):
        read_base(tmp_path / FILE, wanted)


def test_a_base_that_is_not_there_is_told_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(NotThere, match=r"setup\.mjs"):
        read_base(tmp_path / FILE)
