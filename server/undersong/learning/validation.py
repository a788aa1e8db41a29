"""Whether a candidate may take the place of the release in service: both are measured on the same held-back rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from undersong.learning.material.scoring import auc, ece

Numbers = NDArray[np.float64]
Metric = Callable[[Numbers, Numbers], float]

# What a release that claims accuracy must reach (the product's goals), and how well its probabilities must fit.
FLOORS: Mapping[str, float] = {"accuracy": 0.85, "precision": 0.80, "recall": 0.75, "f1": 0.80}
MOST_CALIBRATION_ERROR = 0.10
# A release that reaches them may be this much worse at the lower end of the interval, never on the rows themselves.
MARGIN = 0.01
# Fewer sessions give no interval worth the name, and fewer rows of the rarer class no F1.
LEAST_SESSIONS, LEAST_RARER = 3, 5
# From here on a row is a person's own word or an objective outcome, and no vote.
OWN_WORD = 1.0
# Seeded samples of whole sessions.
SAMPLES = 1000

PROMOTED, EXPERIMENTAL, REFUSED = "promoted", "promoted as experimental", "refused"


@dataclass(frozen=True, slots=True)
class Contest:
    """Two models on the same held-back rows.

    Parameters
    ----------
    labels, weights, sessions
        The rows' truth, how far it is trusted, and where they come from.
    candidate, in_service
        What each says of them.
    whole_sessions
        How many sessions were held back whole.
    """

    labels: Numbers
    weights: Numbers
    sessions: Sequence[str]
    candidate: Numbers
    in_service: Numbers
    candidate_enter: float
    in_service_enter: float
    whole_sessions: int


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is to become of a candidate, why, and both sides' figures."""

    decision: str
    reason: str
    scores: dict[str, float]
    scores_in_service: dict[str, float]

    @property
    def is_promoted(self) -> bool:
        """The candidate may serve."""
        return self.decision != REFUSED


def rule(contest: Contest, seed: int) -> Ruling:
    """Return the ruling. A candidate that did worse on these rows never serves, whatever the interval says."""
    scores = figures(contest.candidate, contest.labels, contest.weights, contest.candidate_enter)
    others = figures(contest.in_service, contest.labels, contest.weights, contest.in_service_enter)
    decision, reason = _ruling(contest, scores, others, seed)
    return Ruling(decision, reason, scores, others)


def figures(probabilities: Numbers, labels: Numbers, weights: Numbers, enter: float) -> dict[str, float]:
    """Return a model's scores at its own cut-off, which is what a person would live with."""
    told, true = probabilities >= enter, labels > 0.5
    hits = float(weights @ (told & true))
    precision, recall = ratio(hits, float(weights @ told)), ratio(hits, float(weights @ true))
    scores = {
        "accuracy": ratio(float(weights @ (told == true)), float(weights.sum())),
        "precision": precision,
        "recall": recall,
        "f1": ratio(2 * precision * recall, precision + recall),
        "auc": auc(probabilities, labels),
        "brier": ratio(float(weights @ (probabilities - labels) ** 2), float(weights.sum())),
        "ece": ece(probabilities, labels) if len(labels) else float("nan"),
    }
    return {name: round(value, 4) for name, value in scores.items() if value == value}


def interval(sessions: Sequence[str], difference: Callable[[Numbers], float], seed: int) -> tuple[float, float]:
    """Return the 2.5th and 97.5th percentile of a difference over samples of whole sessions.

    `difference` takes how often each row was drawn.
    """
    _, session = np.unique(np.asarray(sessions), return_inverse=True)
    number = int(session.max()) + 1
    chance = np.random.default_rng(seed)
    draws = (np.bincount(chance.integers(number, size=number), minlength=number) for _ in range(SAMPLES))
    samples = [difference(drawn[session].astype(np.float64)) for drawn in draws]
    low, high = np.nanpercentile(samples, [2.5, 97.5])
    return float(low), float(high)


def _ruling(contest: Contest, scores: dict[str, float], others: dict[str, float], seed: int) -> tuple[str, str]:
    rarer = int(min((contest.labels > 0.5).sum(), (contest.labels <= 0.5).sum()))
    beside = f"F1 {scores['f1']:.2f} against {others['f1']:.2f} on {len(contest.labels)} held-back windows"
    if contest.whole_sessions < LEAST_SESSIONS:
        held = f"{contest.whole_sessions} whole sessions"
        return REFUSED, f"{beside} tells nothing yet: {held} could be held back and {LEAST_SESSIONS} are needed."
    if rarer < LEAST_RARER:
        return REFUSED, f"{beside} tells nothing yet: only {rarer} of them are of the rarer kind."
    low, high = interval(contest.sessions, lambda drawn: f1_lead(contest, drawn), seed)
    between = f"{beside} (difference between {low:+.2f} and {high:+.2f})"
    if scores["f1"] < others["f1"]:
        return REFUSED, f"It did worse: {between}."
    if scores["brier"] > others["brier"]:
        worse = f"Brier score {scores['brier']:.3f} against {others['brier']:.3f}"
        return REFUSED, f"Its probabilities fit worse ({worse}): {between}."
    if doubt := contradiction(contest, seed):
        return REFUSED, f"{doubt}: {between}."
    missed = missed_floors(scores, contest)
    if not missed and low > -MARGIN:
        return PROMOTED, f"It is no worse and reaches every goal: {between}."
    if low > 0:
        return EXPERIMENTAL, f"It is better, but claims no accuracy: {between}; {missed}."
    return REFUSED, f"It may be worse or luck: {between}" + (f"; {missed}." if missed else ".")


def contradiction(contest: Contest, seed: int) -> str:
    """Return why the labels themselves are in doubt, in words; an empty text where nothing speaks against them.

    Labels that were turned round on the way are turned round in the rows that were held back too, where a candidate
    that learned them looks excellent. Two judges do not depend on votes: the person's own words, and the release in
    service, which learned from other people. Votes that rank the other way round than that release does are believed
    only where own words do so too.
    """
    own = contest.weights >= OWN_WORD
    ours, theirs = (auc_of_words(said, contest) for said in (contest.candidate, contest.in_service))
    if ours < theirs and not own.all():
        beside = f"AUC {ours:.2f} against {theirs:.2f} on the {int(own.sum())} windows of which you spoke yourself"
        return f"It contradicts your own words ({beside})"
    votes = np.where(own, 0.0, contest.weights)
    if own.all() or theirs < 0.5:
        return ""
    _, high = interval(contest.sessions, lambda drawn: auc(contest.in_service, contest.labels, votes * drawn), seed)
    opposite = f"on them the release in service has an AUC of {high:.2f} at most"
    return f"The votes look turned round ({opposite}), and own words do not bear them out" if high < 0.5 else ""


def auc_of_words(said: Numbers, contest: Contest) -> float:
    """Return the AUC on the rows of which the person spoke; NaN where those are too few of a kind."""
    own = contest.weights >= OWN_WORD
    kinds = contest.labels[own] > 0.5
    is_enough = min(int(kinds.sum()), int((~kinds).sum())) >= LEAST_RARER
    return auc(said[own], contest.labels[own]) if is_enough else float("nan")


def f1_lead(contest: Contest, drawn: Numbers) -> float:
    """Return by how much the candidate's F1 exceeds the other's on a sample."""
    weights = contest.weights * drawn
    return f1(contest.candidate >= contest.candidate_enter, contest.labels > 0.5, weights) - f1(
        contest.in_service >= contest.in_service_enter, contest.labels > 0.5, weights
    )


def missed_floors(scores: Mapping[str, float], contest: Contest) -> str:
    """Return the first goal that was missed, in words; an empty text when all were reached."""
    for name, floor in FLOORS.items():
        if scores[name] < floor:
            return f"{name} {scores[name]:.2f} is below {floor:.2f}"
    share = ratio(float(contest.weights @ contest.labels), float(contest.weights.sum()))
    if scores["accuracy"] <= max(share, 1 - share):
        return f"accuracy {scores['accuracy']:.2f} is what always saying the same would reach"
    if scores["ece"] > MOST_CALIBRATION_ERROR:
        return f"calibration error {scores['ece']:.2f} is above {MOST_CALIBRATION_ERROR:.2f}"
    return ""


def f1(told: NDArray[np.bool_], true: NDArray[np.bool_], weights: Numbers) -> float:
    """Return the weighted F1 of what was told against what was true."""
    hits = float(weights @ (told & true))
    return ratio(2 * hits, float(weights @ told) + float(weights @ true))


def best_cut(told: Numbers, labels: Numbers, weights: Numbers, near: float) -> float:
    """Return the cut-off with the highest weighted F1, of equals the one nearest to `near`."""
    choices = np.unique(np.round(np.quantile(told, np.linspace(0.02, 0.98, 49)), 4))
    best = max(choices, key=lambda cut: (round(f1(told >= cut, labels > 0.5, weights), 3), -abs(cut - near)))
    return round(float(best), 4)


def ratio(part: float, whole: float) -> float:
    """Return part of whole; 0 of nothing."""
    return part / whole if whole else 0.0
