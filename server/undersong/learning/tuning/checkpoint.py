"""What a run has reached, on disk: written whole or not at all."""

from dataclasses import asdict, dataclass
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Steps taken, tokens seen, and seconds spent."""

    steps: int = 0
    tokens: int = 0
    seconds: float = 0.0

    def after(self, tokens: int, seconds: float) -> "Checkpoint":
        """Return what is reached a step later; `seconds` counts from the beginning."""
        return Checkpoint(self.steps + 1, self.tokens + tokens, seconds)


def write_checkpoint(place: Path, reached: Checkpoint, weights: dict[str, Tensor], optimizer: dict[str, Any]) -> None:
    """Write what was reached in place of what was before."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f"{place.name}.part")
    torch.save({"reached": asdict(reached), "weights": weights, "optimizer": optimizer}, part)
    part.replace(place)


def read_checkpoint(place: Path) -> tuple[Checkpoint, dict[str, Tensor], dict[str, Any]] | None:
    """Return what was reached; None where there is nothing, or nothing that can be read."""
    try:
        found = torch.load(place, map_location="cpu", weights_only=True)
        return Checkpoint(**found["reached"]), found["weights"], found["optimizer"]
    except (OSError, RuntimeError, UnpicklingError, EOFError, KeyError, TypeError):
        return None
