"""What is usual for one person: every feature beside their own median."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from undersong.domain.window import Features

# Fewer values have no spread worth the name.
LEAST_VALUES = 30


@dataclass(frozen=True, slots=True)
class Scale:
    """The median of a feature, and the median distance from it (MAD): neither cares for the odd hour."""

    middle: float
    spread: float

    def z(self, value: float | None) -> float | None:
        """Return (value - median) / MAD; nothing for no value, and where at least half of all values are the same.

        >>> Scale(10.0, 2.0).z(16.0), Scale(0.0, 0.0).z(1.0)
        (3.0, None)
        """
        return (value - self.middle) / self.spread if value is not None and self.spread else None


def usual(rows: Iterable[Features]) -> dict[str, Scale]:
    """Return the scale of every feature that has at least 30 values."""
    values: dict[str, list[float]] = {}
    for row in rows:
        for name, value in row.items():
            if value is not None:
                values.setdefault(name, []).append(value)
    return {name: scale_of(found) for name, found in values.items() if len(found) >= LEAST_VALUES}


def scale_of(values: list[float]) -> Scale:
    """Return the median and the median distance from it."""
    middle = median(values)
    return Scale(middle, median(abs(value - middle) for value in values))
