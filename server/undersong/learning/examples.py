"""From windows and events of this machine to labelled Examples, parted into sessions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from undersong.detectors.catalog import DETECTORS
from undersong.domain.window import SPAN_MS, Window
from undersong.domain.work import SESSION_GAP_MS
from undersong.learning.labelling.windows import Label, Labelling
from undersong.learning.material.dataset import Dataset
from undersong.learning.recipes.base import Recipe

HELD_BACK_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Split:
    """What is learned from, and what is held back to judge. `sessions` is how many whole sessions were held back."""

    learned: Dataset
    held: Dataset
    sessions: int


def examples_of(recipe: Recipe, windows: Sequence[Window], labelling: Labelling | None) -> Dataset:
    """Return the labelled windows that the model's detector would judge; a model without labels gets all windows."""
    labels = labelling.labels if labelling else {}
    judged = [window for window in windows if window.events and can_be_judged(recipe.name, window)]
    known = {window.end_ms for window in judged}
    told = {end_ms: label for end_ms, label in labels.items() if end_ms in known}
    dataset = recipe.live(judged, {end_ms: pair(label) for end_ms, label in told.items()})
    weak = sum(label.is_weak for label in told.values())
    sources = tuple({**source, "weak_labels": weak} for source in dataset.sources)
    said = labelling.summary() if labelling else {}
    return replace(dataset, groups=sessions_of(dataset.times_ms), sources=sources, labelling=said)


def split_by_time(dataset: Dataset) -> Split:
    """Hold back the newest fifth, whole sessions on one side.

    A single session cannot be parted so: its newest fifth is held back after a pause as long as a window looks back,
    to show figures, and no whole session counts as held back.
    """
    order = sorted(range(len(dataset)), key=lambda i: dataset.times_ms[i])
    groups = [dataset.groups[i] for i in order]
    boundary = next((at for at in range(least_cut(len(order)), 0, -1) if groups[at] != groups[at - 1]), 0)
    if boundary:
        held = dataset.chosen(order[boundary:])
        return Split(dataset.chosen(order[:boundary]), held, len(set(held.groups)))
    cut_ms = dataset.times_ms[order[least_cut(len(order))]] if order else 0
    before = [i for i in order if dataset.times_ms[i] <= cut_ms - SPAN_MS]
    return Split(dataset.chosen(before), dataset.chosen(i for i in order if dataset.times_ms[i] >= cut_ms), 0)


def least_cut(rows: int) -> int:
    """Return the index of the first row of the newest fifth."""
    return max(0, min(rows - 1, int(rows * (1 - HELD_BACK_SHARE))))


def sessions_of(times_ms: Sequence[int]) -> tuple[str, ...]:
    """Return each row's session: rows a quarter of an hour apart belong to different ones."""
    names: dict[int, str] = {}
    latest, number = None, 0
    for time_ms in sorted(times_ms):
        number += latest is None or time_ms - latest >= SESSION_GAP_MS
        names[time_ms], latest = f"session {number}", time_ms
    return tuple(names[time_ms] for time_ms in times_ms)


def can_be_judged(model: str, window: Window) -> bool:
    """Tell whether the detector has what it needs; it would say nothing of other windows."""
    needs = next((kind.needs for kind in DETECTORS if kind.name == model), None)
    return needs is None or window.features.get(needs) is not None


def pair(label: Label) -> tuple[float, float]:
    """Return a label as recipes take it."""
    return (label.value, label.weight)
