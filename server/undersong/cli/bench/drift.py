"""Drift: how often nothing is taken for a change, and how soon a change is found."""

import random
import statistics
from math import exp, sqrt

from undersong.cli.bench.figure import Figure
from undersong.detectors.drift import Drift, surprise

# All 200 streams take a minute on a busy machine; without --full some of them stand for all, and the row says so.
SEEDS, STREAMS, LENGTH = 200, 60, 50_000
# How strongly a hard case follows a hard case; the middle one is the product's goal, the others come with --full.
TIES, MORE_TIES = (0.95,), (0.0, 0.8, 0.95, 0.99)
RAW_VALUES = 5_000
# A logit of -1 + 1.2 x over a standard normal x is positive in 31 of 100 cases and tells them apart with AUC 0.76,
# about as the public data on runs without progress.
SHIFT, SLOPE = -1.0, 1.2
RISE, CALM_LABELS, LABELS = 0.10, 3_000, 6_000
MOST_ALARMS, MOST_LABELS = 1, 600


def measure(full: bool) -> list[Figure]:
    """Count alarms on streams that do not change, and labels until a rise of ten points is found."""
    figures = [measure_alarms(tie, SEEDS if full else STREAMS) for tie in (MORE_TIES if full else TIES)]
    return [*figures, measure_finding()]


def measure_alarms(tie: float, streams: int) -> Figure:
    """Count alarms on stationary streams; the baseline is the same window fed with the input itself."""
    alarms = sum(alarms_in_errors(seed, tie) for seed in range(streams)) * SEEDS / streams
    raw = statistics.mean(alarms_in_raw(seed, tie) for seed in range(streams // 4)) * SEEDS * LENGTH / RAW_VALUES
    counted = f"AR(1) {tie:g}, {streams} streams of {LENGTH:,}" + (f" scaled to {SEEDS}" if streams != SEEDS else "")
    beside = f"baseline: the raw input, {streams // 4} streams of {RAW_VALUES:,} scaled"
    return Figure(
        "drift",
        f"{counted}; {beside}",
        "false_alarms_in_200_streams",
        alarms,
        "alarms",
        None,
        streams,
        raw,
        alarms / raw if raw else None,
        MOST_ALARMS,
        "less",
    )


def measure_finding() -> Figure:
    """Measure how many labels it takes to find that a model errs more often."""
    delays = sorted(labels_to_find(seed) for seed in range(SEEDS))
    return Figure(
        "drift",
        f"{RISE:.0%} more errors after {CALM_LABELS:,} labels, median of {SEEDS} seeds",
        "rows_to_find_ten_points",
        statistics.median(delays),
        "rows",
        (delays[SEEDS // 40], delays[-1 - SEEDS // 40]),
        SEEDS,
        goal=MOST_LABELS,
        better="less",
    )


def alarms_in_errors(seed: int, tie: float) -> int:
    """Return how many alarms a calibrated model raises on a stream without a change."""
    chance, drift, alarms = random.Random(seed), Drift(), 0
    for value in inputs(chance, LENGTH, tie):
        probability = probability_of(value)
        alarms += drift.note(surprise(probability, float(chance.random() < probability))) is not None
    return alarms


def alarms_in_raw(seed: int, tie: float) -> int:
    """Return how many alarms the input itself raises over `RAW_VALUES`."""
    drift = Drift()
    return sum(drift.note(value) is not None for value in inputs(random.Random(seed), RAW_VALUES, tie))


def labels_to_find(seed: int) -> float:
    """Return how many labels after the rise it is found; infinite when it is not."""
    chance, drift = random.Random(10_000 + seed), Drift()
    probabilities = [probability_of(value) for value in inputs(chance, LABELS, TIES[0])]
    # Turning a label round raises the rate of errors by 1 - 2 e, so a rise of ten points takes this share of labels.
    turned = RISE / (1 - 2 * statistics.mean(min(p, 1 - p) for p in probabilities))
    for at, probability in enumerate(probabilities):
        label = chance.random() < probability
        if at >= CALM_LABELS and chance.random() < turned:
            label = not label
        if drift.note(surprise(probability, float(label))) is not None and at >= CALM_LABELS:
            return at - CALM_LABELS
    return float("inf")


def inputs(chance: random.Random, number: int, tie: float) -> list[float]:
    """Return a standard normal series in which each value hangs on the one before."""
    value, own, values = chance.gauss(0, 1), sqrt(1 - tie * tie), []
    for _ in range(number):
        value = tie * value + own * chance.gauss(0, 1)
        values.append(value)
    return values


def probability_of(value: float) -> float:
    """Return what the model says of an input."""
    return 1 / (1 + exp(-SHIFT - SLOPE * value))
