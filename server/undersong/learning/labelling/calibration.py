"""What the model's probabilities are worth beside a person's own words."""

from dataclasses import dataclass

import numpy as np

from undersong.learning.labelling.model import Numbers, sigmoid

# Under so many separate words, or so few of the rarer kind, the probabilities stay as the votes give them.
LEAST_WORDS, LEAST_RARER = 20, 5
# How strongly slope and shift are held at (1, 0), in words.
ANCHOR = 20.0
LEAST_SLOPE, MOST_SLOPE = 0.05, 5.0
# Newton's method with steps halved until they help; the loss is convex, so a dozen suffice.
STEPS, LEAST_STEP, TOLERANCE = 100, 1e-6, 1e-9


@dataclass(frozen=True, slots=True)
class Calibration:
    """`slope` times the log odds and `shift`: at (1, 0) nothing is corrected."""

    slope: float = 1.0
    shift: float = 0.0

    def probabilities(self, log_odds: Numbers) -> Numbers:
        """Return corrected probabilities."""
        return sigmoid(self.slope * log_odds + self.shift)


def may_calibrate(words: Numbers) -> bool:
    """Tell whether there are enough separate words (1 or 0 each) of both kinds."""
    positives = int(words.sum())
    return len(words) >= LEAST_WORDS and min(positives, len(words) - positives) >= LEAST_RARER


def calibrate(log_odds: Numbers, truths: Numbers, weights: Numbers, base_rate: float) -> Calibration:
    """Return the correction that fits own words best.

    People press a key when they are stuck, so their words hold more of it than their work does: both kinds are
    weighted to the base rate. The slope stays positive: what the votes mean is for the model to say.
    """
    share = float(weights @ truths / weights.sum())
    even = weights * np.where(truths > 0.5, base_rate / share, (1 - base_rate) / (1 - share))
    best = np.array([1.0, 0.0])
    for _ in range(STEPS):
        gradient, hessian = slopes(best, log_odds, truths, even)
        step, size = np.linalg.solve(hessian, gradient), 1.0
        while size > LEAST_STEP and loss(best - size * step, log_odds, truths, even) > loss(
            best, log_odds, truths, even
        ):
            size /= 2
        best = best - size * step
        if float(np.abs(size * step).max()) < TOLERANCE:
            break
    return Calibration(float(np.clip(best[0], LEAST_SLOPE, MOST_SLOPE)), float(best[1]))


def loss(pair: Numbers, log_odds: Numbers, truths: Numbers, weights: Numbers) -> float:
    """Return the weighted log loss of slope and shift, with a ridge back to (1, 0)."""
    told = pair[0] * log_odds + pair[1]
    misfit = weights @ (np.logaddexp(0, told) - truths * told)
    return float(misfit + ANCHOR / 2 * ((pair[0] - 1) ** 2 + pair[1] ** 2))


def slopes(pair: Numbers, log_odds: Numbers, truths: Numbers, weights: Numbers) -> tuple[Numbers, Numbers]:
    """Return the gradient of the loss and how it bends."""
    told = sigmoid(pair[0] * log_odds + pair[1])
    wrong, bend = weights * (told - truths), weights * told * (1 - told)
    gradient = np.array([wrong @ log_odds + ANCHOR * (pair[0] - 1), wrong.sum() + ANCHOR * pair[1]])
    mixed = float(bend @ log_odds)
    return gradient, np.array([[bend @ log_odds**2 + ANCHOR, mixed], [mixed, bend.sum() + ANCHOR]])
