"""Predictions as a file that any yardstick reads: one line a row, key and probability."""

import csv
from collections.abc import Sequence
from pathlib import Path

from undersong.domain.errors import BadInput


def write_predictions(path: Path, keys: Sequence[str], probabilities: Sequence[float]) -> None:
    """Write the file whole or not at all; raises `BadInput` where it cannot be written."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("key", "probability"))
            writer.writerows((key, repr(float(p))) for key, p in zip(keys, probabilities, strict=True))
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise BadInput(str(path), f"cannot be written ({error.strerror})", "choose a folder that is yours") from error
