"""How the detector of the unusual does: weeks of simulated work, some sessions of it made odd."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from undersong.detectors.habits import LEAST_ACTIONS, RANGES, WINDOWS, Habits
from undersong.domain.window import STEP_MS, Window
from undersong.features.rolling import Rolling
from undersong.learning.material.dataset import row_of
from undersong.learning.planting import plant_session
from undersong.learning.recipes.base import DAY_MS
from undersong.learning.recipes.simulation import ORIGIN_MS, Person, read_aggregates

PEOPLE, WEEKS, FIRST_WEEK = 12, 9, 3
STARTS_HOURS, DAYS_A_WEEK = (9, 14), 5
A_WEEK = DAYS_A_WEEK * len(STARTS_HOURS)
# Planted in every other week: of two within seven days the budget of one a week could tell only one.
PLANTED_EVERY_WEEKS = 2
# How much of what sets sessions apart is the person's own; nobody has measured it, so both figures are told.
OWN_SHARE = 0.7
# A planted session has a quarter of an hour of work at least: before, nobody could tell.
PLANTED_WINDOWS = 45
# Without a budget a tenth is told, as the reference configuration takes a tenth for odd.
SHARE_TOLD = 0.1
NAMES = tuple(RANGES)

Numbers = NDArray[np.float64]


@dataclass
class Work:
    """One person's weeks: the windows of each session as rows over `NAMES`, with their ends."""

    sessions: list[list[Numbers]]
    ends: list[list[int]]
    planted: set[int] = field(default_factory=set)

    @property
    def judged(self) -> range:
        """The sessions of the weeks that are judged."""
        return range(FIRST_WEEK * A_WEEK, len(self.sessions))


Judge = Callable[[Work], set[int]]


def evaluate_anomaly(folder_of_priors: Path, seed: int) -> dict[str, Any]:
    """Return alarms a week on usual work and the recall of planted sessions, with the budget and without it.

    Other detectors are told beside it. Whoever calls has the training environment. Raises `BadInput` when `folder`
    does not hold the aggregates.
    """
    aggregates = read_aggregates(folder_of_priors)
    usual = [weeks_of(Person(aggregates, 1000 * seed + n, OWN_SHARE)) for n in range(PEOPLE)]
    odd = [planted(work, random.Random(f"{seed} {n}")) for n, work in enumerate(usual)]
    weeks = PEOPLE * (WEEKS - FIRST_WEEK)
    figures: dict[str, Any] = {
        "task": "anomaly",
        "claims_accuracy": False,
        "n": sum(len(work.judged) for work in odd),
        "positives": sum(len(work.planted) for work in odd),
        "people": PEOPLE,
        "weeks": weeks,
    }
    for name, judge in JUDGES.items():
        alarms = sum(len(judge(work)) for work in usual)
        found = sum(len(judge(work) & work.planted) for work in odd)
        figures[f"{name}alarms_per_week"] = round(alarms / weeks, 3)
        figures[f"{name}recall"] = round(found / figures["positives"], 3)
    return figures


def weeks_of(person: Person) -> Work:
    """Return the person's windows, two sessions on each working day."""
    work = Work([], [])
    for day in range(7 * WEEKS):
        if day % 7 >= DAYS_A_WEEK:
            continue
        for hour in STARTS_HOURS:
            rolling = Rolling()
            for event in person.session((ORIGIN_MS // DAY_MS + day) * DAY_MS + hour * 3_600_000):
                if event.time_ms % DAY_MS < (hour + 4.5) * 3_600_000:
                    rolling.feed(event)
            windows = [rolling.close(end_ms) for end_ms in rolling.due(2**62)]
            work.sessions.append([np.array(row_of(window.features, NAMES)) for window in windows])
            work.ends.append([window.end_ms for window in windows])
    return work


def planted(work: Work, chance: random.Random) -> Work:
    """Return the same weeks with one odd session in every other one that is judged, where one is long enough."""
    rows = np.array([window for session in work.sessions for window in session])
    low, high = np.nanmin(rows, axis=0), np.nanmax(rows, axis=0)
    made = Work(list(work.sessions), work.ends)
    for first in range(work.judged.start, len(work.sessions), PLANTED_EVERY_WEEKS * A_WEEK):
        long = [at for at in range(first, first + A_WEEK) if len(busy(work.sessions[at])) >= PLANTED_WINDOWS]
        if long:
            at = chance.choice(long)
            made.sessions[at] = with_actions(plant_session(work.sessions[at], low, high, chance))
            made.planted.add(at)
    return made


def with_actions(session: list[Numbers]) -> list[Numbers]:
    """Keep a planted session one that is judged at all."""
    column = NAMES.index("actions")
    for window in session:
        window[column] = max(window[column], LEAST_ACTIONS)
    return session


def by_habits(least_rank: float, is_budgeted: bool) -> Judge:
    """Return a judge that tells as the product does, or whatever ranks high enough."""

    def judge(work: Work) -> set[int]:
        habits, told = Habits(), set()
        for at, (session, ends) in enumerate(zip(work.sessions, work.ends, strict=True)):
            row = 0
            for values, end_ms in zip(session, ends, strict=True):
                window = window_of(values, end_ms)
                oddness = habits.look(window)
                is_odd = oddness is not None and oddness.rank >= least_rank and (oddness.may_tell or not is_budgeted)
                row = row + 1 if is_odd else 0
                if row == WINDOWS and at in work.judged:
                    told.add(at)
                habits.note(window)
        return told

    return judge


def by_forest(work: Work) -> set[int]:
    """Tell what an isolation forest in the reference configuration takes for odd, learned anew each week."""
    from sklearn.ensemble import IsolationForest

    means, told = [mean_of(session) for session in work.sessions], set()
    for first in range(work.judged.start, len(means), A_WEEK):
        past = [mean for mean in means[:first] if mean is not None]
        forest = IsolationForest(contamination=SHARE_TOLD, n_estimators=100, random_state=42).fit(past)
        week = [at for at in range(first, first + A_WEEK) if means[at] is not None]
        told |= {at for at, said in zip(week, forest.predict([means[at] for at in week]), strict=True) if said < 0}
    return told


def by_half_spaces(work: Work) -> set[int]:
    """Tell sessions whose mean score of half-space trees is in the highest tenth so far; odd ones are not learned."""
    from river.anomaly import HalfSpaceTrees

    trees, told = HalfSpaceTrees(n_trees=10, height=8, window_size=250, seed=42), set()
    scores: list[float] = []
    for at, session in enumerate(work.sessions):
        rows = [dict(enumerate(scaled(values))) for values in busy(session)]
        if not rows:
            continue
        score = float(np.mean([trees.score_one(row) for row in rows]))
        is_odd = at in work.judged and score >= np.quantile(scores, 1 - SHARE_TOLD)
        if is_odd:
            told.add(at)
        else:
            for row in rows:
                trees.learn_one(row)
        scores.append(score)
    return told


def window_of(values: Numbers, end_ms: int) -> Window:
    """Return a row as a window."""
    features = {name: None if np.isnan(value) else float(value) for name, value in zip(NAMES, values, strict=True)}
    return Window(end_ms // STEP_MS * STEP_MS, 1, features)


def busy(session: Sequence[Numbers]) -> list[Numbers]:
    """Return the windows with enough actions to be looked at."""
    return [values for values in session if values[NAMES.index("actions")] >= LEAST_ACTIONS]


def mean_of(session: Sequence[Numbers]) -> Numbers | None:
    """Return what the session is like; None where too little happened."""
    rows = busy(session)
    if not rows:
        return None
    mean: Numbers = np.mean(np.nan_to_num(np.array(rows)), axis=0)
    return mean


def scaled(values: Numbers) -> list[float]:
    """Return a row in fixed ranges from 0 to 1, as half-space trees need it."""
    fitted = np.nan_to_num(values) / np.array(list(RANGES.values()))
    return [float(value) for value in np.clip(fitted, 0.0, 1.0)]


JUDGES: dict[str, Judge] = {
    "": by_habits(1.0, is_budgeted=True),
    "unbudgeted_": by_habits(1.0 - SHARE_TOLD, is_budgeted=False),
    "isolation_forest_": by_forest,
    "half_space_trees_": by_half_spaces,
}
