"""Causal attention for training on a processor.

torch's own takes 2.5 times as long there in bfloat16 with grouped heads, and it is a quarter of a step.
"""

import itertools
import math

import torch
from torch import Tensor

# A part of the queries meets only the keys up to its last: with 4 parts 3/8 of the products are left out.
PARTS = 4
LEAST_PART = 64


def mix_by_parts(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """Return what each position takes from the values up to it: B x heads x S x head width.

    `key` and `value` have fewer heads; the queries that share one are rows of one product.
    """
    length = query.shape[2]
    parts = PARTS if length >= PARTS * LEAST_PART else 1
    query = query / math.sqrt(query.shape[-1])
    mask = torch.full((length, length), -math.inf, dtype=query.dtype, device=query.device).triu(1)
    bounds = [length * part // parts for part in range(parts + 1)]
    mixed = [_part(query, key, value, mask, begin, end) for begin, end in itertools.pairwise(bounds)]
    return torch.cat(mixed, 2)


def _part(query: Tensor, key: Tensor, value: Tensor, mask: Tensor, begin: int, end: int) -> Tensor:
    batch, heads, _, width = query.shape
    groups, rows = key.shape[1], end - begin
    asked = query[:, :, begin:end].reshape(batch, groups, -1, width)
    scores = (asked @ key[:, :, :end].transpose(-1, -2)).view(batch, groups, -1, rows, end)
    weights = (scores + mask[begin:end, :end]).softmax(-1).view(batch, groups, -1, end)
    mixed: Tensor = (weights @ value[:, :, :end]).view(batch, heads, rows, width)
    return mixed
