"""Which numbers a processor multiplies fastest."""

import time

import torch

# The sizes of a product that a step of the base is made of.
ROWS, INPUTS, OUTPUTS = 256, 576, 1536
# bfloat16 must be worth what it rounds away.
LEAST_GAIN = 1.3
TRIES = 5


def quickest() -> torch.dtype:
    """Return bfloat16 where the processor has instructions for it, as measured in some 20 ms; float32 elsewhere."""
    return torch.bfloat16 if _seconds(torch.float32) > LEAST_GAIN * _seconds(torch.bfloat16) else torch.float32


def _seconds(numbers: torch.dtype) -> float:
    left, right = torch.ones(ROWS, INPUTS, dtype=numbers), torch.ones(OUTPUTS, INPUTS, dtype=numbers)
    return min(_once(left, right) for _ in range(TRIES))


def _once(left: torch.Tensor, right: torch.Tensor) -> float:
    begun = time.perf_counter()
    torch.nn.functional.linear(left, right)
    return time.perf_counter() - begun
