"""Whether focus comes and goes at a regular pace within the day."""

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from undersong.domain.state import State

SLOT_MS = 1_800_000
LAGS = 16
# Half a slot's windows, one every 20 seconds: less is no share.
LEAST_WINDOWS = 45
# How many standard errors a peak must reach: 2 is the rule for one lag, but over 14 of them chance alone would give
# every fourth person a period (measured on white noise: 26 % at 2, 1 % at 3).
STANDS_OUT = 3
# Two weeks of working days, and enough pairs at a lag for its correlation to mean anything.
LEAST_SLOTS, LEAST_PAIRS = 100, 30


@dataclass(frozen=True, slots=True)
class ProductivityCycle:
    """The autocorrelation of focus at lags of 30 to 480 minutes, and the period where one stands out."""

    autocorrelation: tuple[float | None, ...]
    period_minutes: int | None

    @property
    def headline(self) -> float | None:
        """The period."""
        return self.period_minutes

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


def productivity_cycles(judged: Iterable[tuple[int, State]]) -> ProductivityCycle | None:
    """Return how alike half hours are that lie 1 to 16 apart, from the ends of windows with their states.

    Unit: correlation. Formula: r_k = mean of (x_t - m)(x_t+k - m) / variance over the pairs of half hours that were
    worked in, x being the share of windows in the state focused. The period is that of the clearest r_k that
    exceeds its neighbours and 3 / sqrt(n), n its pairs. Source: own. None for under
    100 half hours, or where all are alike.
    """
    shares = focus_shares(judged)
    if len(shares) < LEAST_SLOTS:
        return None
    mean = sum(shares.values()) / len(shares)
    variance = sum((share - mean) ** 2 for share in shares.values()) / len(shares)
    if variance < 1e-12:
        return None
    found: list[float | None] = []
    pairs_of: list[int] = []
    for lag in range(1, LAGS + 1):
        products = [(x - mean) * (shares[slot + lag] - mean) for slot, x in shares.items() if slot + lag in shares]
        pairs_of.append(len(products))
        found.append(sum(products) / len(products) / variance if len(products) >= LEAST_PAIRS else None)
    return ProductivityCycle(tuple(found), period_of(found, pairs_of))


def focus_shares(judged: Iterable[tuple[int, State]]) -> dict[int, float]:
    """Return half hour → share of its windows that were focused."""
    counts: dict[int, tuple[int, int]] = {}
    for end_ms, state in judged:
        slot = (end_ms - 1) // SLOT_MS
        windows, focused = counts.get(slot, (0, 0))
        counts[slot] = (windows + 1, focused + (state is State.FOCUSED))
    return {slot: focused / windows for slot, (windows, focused) in counts.items() if windows >= LEAST_WINDOWS}


def period_of(found: list[float | None], pairs_of: list[int]) -> int | None:
    """Return the period of the clearest peak, in minutes; the first lag is inertia and the last has no neighbour."""
    peaks = [
        (height * math.sqrt(pairs_of[lag]), lag + 1)
        for lag, (before, height, after) in enumerate(zip(found, found[1:], found[2:], strict=False), 1)
        if height is not None and before is not None and after is not None and before < height >= after
    ]
    clearest, lag = max(peaks, default=(0.0, 0))
    return lag * SLOT_MS // 60_000 if clearest > STANDS_OUT else None
