"""One measured figure, in the one form that all benches print."""

from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure beside its baseline and its goal.

    Parameters
    ----------
    bench, row, figure
        Which bench, which of its rows, which name: ``ingest``, ``whole path``, ``events_per_second``.
    value, unit
        What was measured.
    interval
        2.5th and 97.5th percentile of the repeats, or the least and the most when they are few; None for one run.
    n
        Repeats.
    baseline
        What the comparison reached in the same run.
    ratio
        `value` / `baseline`.
    goal
        What it must reach.
    better
        Whether more or less is better.
    """

    bench: str
    row: str
    figure: str
    value: float
    unit: str
    interval: tuple[float, float] | None = None
    n: int = 1
    baseline: float | None = None
    ratio: float | None = None
    goal: float | None = None
    better: Literal["more", "less"] = "more"

    @property
    def met(self) -> bool | None:
        """Whether the goal was reached; None without a goal."""
        if self.goal is None:
            return None
        return self.value >= self.goal if self.better == "more" else self.value <= self.goal

    def as_dict(self) -> dict[str, Any]:
        """Return the object that ``--json`` prints."""
        plain = {name: value for name, value in asdict(self).items() if name != "better"}
        return {**plain, "met": self.met}
