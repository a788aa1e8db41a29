import numpy as np

from undersong.learning.language.rotary import rotary
from undersong.learning.language.shape import Shape

SHAPE = Shape(layers=1, width=64, heads=1, kv_heads=1, feed_forward=64, vocabulary=8, positions=8192)


def test_the_first_position_is_not_turned() -> None:
    cosines, sines = rotary(SHAPE)

    assert cosines.shape == sines.shape == (8192, 32)
    assert (cosines[0] == 1).all()
    assert (sines[0] == 0).all()


def test_each_pair_turns_slower_than_the_one_before_it() -> None:
    _, sines = rotary(SHAPE)

    assert (np.diff(sines[1]) < 0).all()
    assert sines[1, -1] == np.float32(np.sin(100_000 ** -(62 / 64)))


def test_the_last_position_is_as_exact_as_the_first() -> None:
    cosines, _ = rotary(SHAPE)

    assert abs(cosines[8191, 0] - np.cos(8191.0)) < 1e-7
