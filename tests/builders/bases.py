"""A base small enough to be trained in a test: bytes for tokens, random weights."""

from typing import Any

import numpy as np

from undersong.inference.language.tokenizer import byte_characters
from undersong.learning.language.base import Base
from undersong.learning.language.network import Network, weights_of
from undersong.learning.language.shape import Shape

MARKS = ("<end>", "<begin>", "<over>", "<3>", "<4>", "<prefix>", "<suffix>", "<7>")
SMALL: dict[str, Any] = {"layers": 2, "width": 64, "heads": 4, "kv_heads": 2, "feed_forward": 128}


def small_base(seed: int = 1, **sizes: int) -> Base:
    """Return a base whose tokens are eight marks and the bytes."""
    import torch

    torch.manual_seed(seed)
    tokens = (*MARKS, *byte_characters().values())
    shape = Shape(**{**SMALL, "vocabulary": len(tokens), "positions": 2048, **sizes})
    weights = {name: values.astype(np.float32) for name, values in weights_of(Network(shape)).items()}
    return Base(shape, weights, tokens, (), MARKS, 0)
