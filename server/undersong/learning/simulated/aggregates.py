"""What is known of developers in numbers: aggregates over people, never a row of one of them."""

import json
import random
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from undersong.domain.errors import BadInput

SHIPPED = Path(__file__).with_name("aggregates.json")
ABB, DEBUGGING = "abb_visual_studio", "debugging_phases"
FOLDER = "priors"


@dataclass(frozen=True, slots=True)
class Spread:
    """A distribution known by some of its quantiles: `points` are (share, value), both rising.

    Examples
    --------
    >>> spread = Spread.of({"p10": 1.0, "p50": 3.0, "p90": 9.0})
    >>> spread.at(0.3), spread.at(0.99), spread.holds(2.0)
    (2.0, 9.0, True)
    """

    points: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, found: dict[str, float]) -> Self:
        """Return the spread of a table like ``{"p10": 1.0, "p50": 2.0}``."""
        return cls(tuple(sorted((int(name[1:]) / 100, value) for name, value in found.items() if name[0] == "p")))

    def at(self, rank: float) -> float:
        """Return the value at a rank; beyond the outermost points nothing is known, so theirs."""
        place = bisect_left(self.points, (rank,))
        if place == 0 or place == len(self.points):
            return self.points[min(place, len(self.points) - 1)][1]
        (low, x), (high, y) = self.points[place - 1], self.points[place]
        return x + (y - x) * (rank - low) / (high - low)

    def draw(self, chance: random.Random) -> float:
        """Return a draw from the part that is known."""
        return self.at(chance.uniform(self.points[0][0], self.points[-1][0]))

    @property
    def bounds(self) -> tuple[float, float]:
        """The 10th and the 90th percentile."""
        return self.at(0.1), self.at(0.9)

    def holds(self, value: float) -> bool:
        """Tell whether a value lies between them."""
        low, high = self.bounds
        return low <= value <= high


@dataclass(frozen=True, slots=True)
class Aggregates:
    """Everything that a simulated developer is drawn from.

    Parameters
    ----------
    mix
        Kind → share of a developer's events.
    follows
        Kind → what comes next, and how often.
    gaps, session_minutes, pace
        Seconds between events, minutes of a session, events an active minute.
    an_hour
        Kind → how often in an active hour.
    windows
        Ratio → its spread over windows of 50 events.
    naive
        Alarms an active hour of the naive rule on the real people.
    phases
        Phase of debugging → seconds.
    run_again, localized
        Shares of the outputs after which the same is run again, and the fault is searched for.
    """

    mix: dict[str, Spread]
    follows: dict[str, dict[str, float]]
    gaps: Spread
    session_minutes: Spread
    pace: Spread
    an_hour: dict[str, Spread]
    windows: dict[str, Spread]
    naive: Spread
    phases: dict[str, Spread]
    run_again: float
    localized: float


def read_aggregates(folder: Path | None = None) -> Aggregates:
    """Return the aggregates that ship; a folder with newer ones gives those of professionals' days.

    Raises `BadInput` when the folder's file cannot be read.
    """
    shipped = json.loads(SHIPPED.read_text("utf-8"))
    given = {} if folder is None else read_table(folder / f"{ABB}.json")
    abb, debugging = {**shipped[ABB], **given}, shipped[DEBUGGING]
    try:
        return Aggregates(
            mix=spreads(abb["event_share_per_developer"]),
            follows={kind: following for kind, following in abb["markov_gap15"].items() if following},
            gaps=Spread.of(abb["gap_seconds_within_30min"]),
            session_minutes=Spread.of(abb["session_minutes_gap15"]),
            pace=Spread.of(abb["events_per_active_minute"]),
            an_hour=spreads(abb["per_active_hour"]),
            windows=spreads({name: abb["window50"][name] for name in shipped[ABB]["window50"]}),
            naive=Spread.of(shipped[ABB]["carter_rule_alarms_per_active_hour"]),
            phases=spreads(debugging["duration_s"]),
            run_again=debugging["share_of_outputs_run_again"],
            localized=debugging["localizations_per_output"],
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BadInput(f"{ABB}.json", f"lacks what is needed ({error})", "leave it out to use what ships") from error


def spreads(tables: dict[str, dict[str, float]]) -> dict[str, Spread]:
    """Return a spread by name."""
    return {name: Spread.of(table) for name, table in tables.items()}


def read_table(path: Path) -> dict[str, Any]:
    """Return a JSON object; raises `BadInput` when there is none."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(path.name, f"cannot be read ({error})", "give the folder that holds it") from error
    if not isinstance(found, dict):
        raise BadInput(path.name, "holds no object", "give the folder that holds the aggregates")
    return found


def quantiles_of(values: list[float], ranks: tuple[float, ...]) -> list[float]:
    """Return quantiles of what was measured; of nothing, NaN."""
    if not values:
        return [float("nan")] * len(ranks)
    ordered = sorted(values)
    last = len(ordered) - 1
    found = []
    for rank in ranks:
        low = int(rank * last)
        high = min(low + 1, last)
        found.append(ordered[low] + (ordered[high] - ordered[low]) * (rank * last - low))
    return found
