"""What the model's probabilities are worth beside a person's own words."""

from dataclasses import dataclass

import numpy as np

from undersong.learning.labelling.model import Numbers, sigmoid

# Under so many separate words, or so few of the rarer kind, the probabilities stay as the votes give them.
LEAST_WORDS, LEAST_RARER = 20, 5
# How strongly slope and shift are held at (1, 0), in words.
ANCHOR = 20.0
LEAST_SLOPE, MOST_SLOPE, MOST_SHIFT = 0.05, 5.0, 5.0
STEPS = 50


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
    slope, shift = 1.0, 0.0
    for _ in range(STEPS):
        told = sigmoid(slope * log_odds + shift)
        wrong, bend = even * (told - truths), even * told * (1 - told)
        gradient = np.array([wrong @ log_odds + ANCHOR * (slope - 1), wrong.sum() + ANCHOR * shift])
        mixed = float(bend @ log_odds)
        hessian = np.array([[bend @ log_odds**2 + ANCHOR, mixed], [mixed, bend.sum() + ANCHOR]])
        step = np.linalg.solve(hessian, gradient)
        slope = float(np.clip(slope - step[0], LEAST_SLOPE, MOST_SLOPE))
        shift = float(np.clip(shift - step[1], -MOST_SHIFT, MOST_SHIFT))
        if float(np.abs(step).max()) < 1e-9:
            break
    return Calibration(slope, shift)
