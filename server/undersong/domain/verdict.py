"""What a detector says about a window."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from undersong.domain.state import State


@dataclass(frozen=True, slots=True)
class Verdict:
    """A detector's State for a Window, with probability and the Features that weighed most.

    Parameters
    ----------
    detector
        ``stuck``, ``flow`` or ``anomaly``.
    state
        What the detector sees; `State.STEADY` when it sees nothing.
    probability
        Calibrated probability (0 to 1) of the detector's own state (stuck, focused or unusual).
    window_end_ms
        End of the window that was judged.
    weights
        Up to three features with their values, the one that weighed most first.
    usual
        What these features usually are with the person, where that is what they were measured against; without it
        the release's own usual values count.
    release
        ``stuck 0.1.0``: who judged.
    is_experimental
        The release claims no accuracy; say so wherever the verdict is shown.
    """

    detector: str
    state: State
    probability: float
    window_end_ms: int
    weights: tuple[tuple[str, float], ...] = ()
    release: str = ""
    is_experimental: bool = True
    usual: tuple[tuple[str, float], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for the worker's wire and the store."""
        plain = {
            "detector": self.detector,
            "state": self.state.value,
            "probability": self.probability,
            "window_end_ms": self.window_end_ms,
            "weights": [list(pair) for pair in self.weights],
            "release": self.release,
            "is_experimental": self.is_experimental,
        }
        return {**plain, "usual": [list(pair) for pair in self.usual]} if self.usual else plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Rebuild a verdict from `as_dict`."""
        weights, usual = pairs_from(plain["weights"]), pairs_from(plain.get("usual", ()))
        return cls(**{**plain, "state": State(plain["state"]), "weights": weights, "usual": usual})


def pairs_from(plain: Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """Rebuild features with their values."""
    return tuple((str(name), float(value)) for name, value in plain)
