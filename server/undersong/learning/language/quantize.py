"""Matrices in eight bits: how each kind of product wants its weights."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from undersong.learning.language.shape import BLOCK

Array = NDArray[Any]
# Symmetric: -128 is left out, so that a weight and its negative lose the same.
TOP = 127
# MatMulNBits holds unsigned bytes around this zero.
MIDDLE = 128


class Kind(StrEnum):
    """How a matrix is held and multiplied."""

    FLOAT = "float"
    """As it is; for comparisons."""
    COLUMNS = "columns"
    """One scale an output; inputs are quantised as they come, one scale for all tokens of a call. The fastest."""
    BLOCKS = "blocks"
    """One scale for each 32 inputs of an output, and inputs likewise. Bears inputs with a few very large numbers."""


@dataclass(frozen=True, slots=True)
class Precision:
    """Which kind each part of a model is held in."""

    inner: Kind
    """Of what attention and the feed-forward begin with: qkv, output, gate_up."""
    down: Kind
    """Of what ends the feed-forward: its inputs are products, a few of them a hundred times the rest."""
    head: Kind


FLOAT = Precision(Kind.FLOAT, Kind.FLOAT, Kind.FLOAT)
# Of those tried on the smoothed base, the closest to float in bits a token among those that decode 512 tokens in
# 200 ms on two cores: everything by columns lost 0.65 nats, this 0.02.
EIGHT = Precision(Kind.COLUMNS, Kind.BLOCKS, Kind.BLOCKS)


def by_column(matrix: Array) -> tuple[Array, Array]:
    """Return int8 inputs x outputs and one scale an output, of a matrix that is outputs x inputs."""
    scales = _scales(np.abs(matrix).max(1))
    return np.ascontiguousarray(_rounded(matrix, scales[:, None]).astype(np.int8).T), scales


def by_block(matrix: Array) -> tuple[Array, Array]:
    """Return uint8 outputs x blocks x 32 and one scale a block, outputs x blocks."""
    blocks = matrix.reshape(len(matrix), -1, BLOCK)
    scales = _scales(np.abs(blocks).max(2))
    return (_rounded(blocks, scales[..., None]) + MIDDLE).astype(np.uint8), scales


def _scales(largest: Array) -> Array:
    scales = (largest / TOP).astype(np.float32)
    scales[scales == 0] = 1  # nothing but zeros: any scale gives them back
    return scales


def _rounded(values: Array, scales: Array) -> Array:
    rounded: Array = np.clip(np.round(values / scales), -TOP, TOP)
    return rounded
