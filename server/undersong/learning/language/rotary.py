"""The rotary table: how far each pair of a head's numbers is turned at each position."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from undersong.learning.language.shape import Shape

Floats = NDArray[np.floating[Any]]


def rotary(shape: Shape) -> tuple[Floats, Floats]:
    """Return cosines and sines, float32, positions x half a head's width.

    Angles are taken in double precision: in single, the last of 8,192 positions would be off by 5e-4 of a turn.
    """
    pairs = np.arange(0, shape.head_width, 2, dtype=np.float64)
    angles = np.outer(np.arange(shape.positions), shape.rope_theta ** -(pairs / shape.head_width))
    return np.cos(angles).astype(np.float32), np.sin(angles).astype(np.float32)
