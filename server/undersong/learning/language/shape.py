"""The sizes of a language model, and the names of its weights."""

import math
from dataclasses import dataclass

# The matrices of one block in the order that a token meets them.
LINEARS = ("qkv", "output", "gate_up", "down")
# MatMulNBits quantises blocks of this many inputs; a matrix with a rest would need padding that nobody has tested.
BLOCK = 32


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a decoder with grouped attention, gated feed-forward and a head tied to the embedding.

    Parameters
    ----------
    layers
        Number of blocks.
    width
        Numbers a token; a multiple of 32.
    heads
        Query heads; they divide the width into even parts.
    kv_heads
        Heads of keys and values; they divide `heads`.
    feed_forward
        Inner width of the gated feed-forward; a multiple of 32.
    vocabulary
        Number of tokens.
    rope_theta
        Base of the rotary frequencies.
    positions
        Length of the rotary table: no context can be longer.
    epsilon
        Added to the mean square of each norm.

    Examples
    --------
    >>> Shape(layers=2, width=64, heads=4, kv_heads=2, feed_forward=128, vocabulary=512).head_width
    16
    """

    layers: int
    width: int
    heads: int
    kv_heads: int
    feed_forward: int
    vocabulary: int
    rope_theta: float = 100_000.0
    positions: int = 8192
    epsilon: float = 1e-5

    def __post_init__(self) -> None:
        if self.width % self.heads or self.head_width % 2 or self.heads % self.kv_heads:
            raise ValueError(f"{self.heads} heads over {self.kv_heads} do not divide a width of {self.width}")
        if self.width % BLOCK or self.feed_forward % BLOCK:
            raise ValueError(f"widths {self.width} and {self.feed_forward} are not multiples of {BLOCK}")

    @property
    def head_width(self) -> int:
        """Numbers a head."""
        return self.width // self.heads

    @property
    def kv_width(self) -> int:
        """Numbers of all keys of a token, and of all values."""
        return self.kv_heads * self.head_width

    @property
    def scale(self) -> float:
        """What a query's product with a key is multiplied by."""
        return 1 / math.sqrt(self.head_width)

    def sizes(self, linear: str) -> tuple[int, int]:
        """Return outputs and inputs of a block's matrix."""
        return {
            "qkv": (self.width + 2 * self.kv_width, self.width),
            "output": (self.width, self.width),
            "gate_up": (2 * self.feed_forward, self.width),
            "down": (self.width, self.feed_forward),
        }[linear]

    @property
    def parameters(self) -> int:
        """Number of weights; the head is the embedding and counts once."""
        block = sum(outputs * inputs for outputs, inputs in map(self.sizes, LINEARS)) + 2 * self.width
        return self.vocabulary * self.width + self.layers * block + self.width


def weight(layer: int, part: str) -> str:
    """Return the name of a block's weight, as torch names it and every file keeps it.

    >>> weight(3, "qkv")
    'blocks.3.qkv.weight'
    """
    return f"blocks.{layer}.{part}.weight"
