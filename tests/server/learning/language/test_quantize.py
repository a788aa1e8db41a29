import numpy as np

from undersong.learning.language.quantize import MIDDLE, by_block, by_column

RANDOM = np.random.default_rng(3)


def matrix(outputs: int = 6, inputs: int = 64) -> np.ndarray:
    return RANDOM.normal(size=(outputs, inputs)).astype(np.float32)


def test_columns_give_back_what_they_were_made_of_within_half_a_step() -> None:
    whole = matrix()

    held, scales = by_column(whole)

    assert held.dtype == np.int8
    assert (np.abs(held.T * scales[:, None] - whole) <= scales[:, None] * 0.501).all()


def test_a_large_input_costs_its_own_block_alone() -> None:
    whole = matrix()
    whole[:, 5] = 1000

    held, scales = by_block(whole)

    back = (held.astype(np.float32) - MIDDLE) * scales[..., None]
    assert scales.shape == (6, 2)
    assert np.abs(back[:, 1] - whole[:, 32:]).max() < 0.02
    assert np.abs(back[:, 0] - whole[:, :32]).max() > 0.5


def test_an_output_of_zeros_stays_zero() -> None:
    whole = matrix()
    whole[2] = 0

    columns, column_scales = by_column(whole)
    blocks, block_scales = by_block(whole)

    assert (columns[:, 2] == 0).all()
    assert (blocks[2] == MIDDLE).all()
    assert np.isfinite([*column_scales, *block_scales.ravel()]).all()


def test_no_weight_is_held_at_the_end_that_has_no_negative() -> None:
    assert by_column(matrix())[0].min() >= -127
    assert by_block(matrix())[0].min() >= 1
