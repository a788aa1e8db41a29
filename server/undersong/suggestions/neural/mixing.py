"""One distribution out of three: what the model, the file and the repository expect next."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.neural.weights import DOUBTS, Weights
from undersong.suggestions.tokens.evidence import Evidence

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Expected:
    """What may come next at one place.

    `token` is the likeliest and `chance` its probability (0 to 1), `rival` the probability of the next best; `doubt` is
    the model's own entropy (nats); `is_known` whether file or repository would have chosen the same.
    """

    token: int
    chance: float
    rival: float
    doubt: float
    is_known: bool
    second: int


@dataclass(frozen=True, slots=True)
class Known:
    """What a corpus says of the next token: tokens with their chances (they need not add up to one), and how firmly."""

    tokens: Numbers
    chances: Floats
    firmness: tuple[float, float, float, float]


NOTHING = Known(np.zeros(0, np.int64), np.zeros(0), (0.0, 0.0, 0.0, 0.0))


def expect(model: Floats, file: Evidence, repository: Evidence, weights: Weights, allowed: Numbers | None) -> Expected:
    """Return the likeliest next token.

    `model` holds a probability for each token of the vocabulary; `allowed` are the only tokens that can come.
    """
    doubt = entropy(model)
    if allowed is not None:
        model = restricted(model, allowed)
        file, repository = only(file, allowed), only(repository, allowed)
    here, elsewhere = weigh(file), weigh(repository)
    shares = weights.shares(features(model, doubt, here, elsewhere))
    best = int(model.argmax())
    tokens = np.unique(np.concatenate([[best], _runner_up(model, best), here.tokens, elsewhere.tokens]))
    chances = shares[0] * model[tokens]
    chances[np.searchsorted(tokens, here.tokens)] += shares[1] * here.chances
    chances[np.searchsorted(tokens, elsewhere.tokens)] += shares[2] * elsewhere.chances
    order = np.argsort(-chances, kind="stable")[:2]
    token, second = int(tokens[order[0]]), int(tokens[order[-1]])
    rival = float(chances[order[1]]) if len(order) > 1 else 0.0
    known = {favourite(here), favourite(elsewhere)}
    return Expected(token, min(1.0, float(chances[order[0]])), rival, doubt, token in known, second)


def weigh(evidence: Evidence) -> Known:
    """Interpolate from the shortest match to the longest (Jelinek and Mercer).

    At each length the counts are trusted by n / (n + doubt · different continuations).
    """
    if not len(evidence.tokens):
        return NOTHING
    counts = evidence.counts.astype(np.float64)
    totals, kinds = counts.sum(axis=0), (counts > 0).sum(axis=0)
    trust = np.divide(totals, totals + DOUBTS * kinds, out=np.zeros_like(totals), where=totals > 0)
    chances = np.zeros(len(counts))
    for order in np.flatnonzero(totals):
        chances = trust[order] * counts[:, order] / totals[order] + (1 - trust[order]) * chances
    last = int(np.flatnonzero(totals)[-1])
    share = counts[:, last].max() / totals[last]
    firmness = (np.log1p(evidence.longest), np.log1p(totals[last]), share, 1 / kinds[last])
    return Known(evidence.tokens.astype(np.int64), chances, firmness)


def features(model: Floats, doubt: float, here: Known, elsewhere: Known) -> Floats:
    """Return what decides whom to believe; `weights.FEATURES` names the columns."""
    best = int(model.argmax())
    of_file, of_repository = favourite(here), favourite(elsewhere)
    return np.array(
        [
            model[best],
            doubt / 5,
            here.chances.max(initial=0.0),
            elsewhere.chances.max(initial=0.0),
            *here.firmness,
            *elsewhere.firmness,
            model[of_file] if of_file is not None else 0.0,
            model[of_repository] if of_repository is not None else 0.0,
            _chance_of(here, best),
            _chance_of(elsewhere, best),
            of_file == best,
            of_repository == best,
            here.chances.sum(),
            elsewhere.chances.sum(),
        ]
    )


def favourite(known: Known) -> int | None:
    """Return the token that a corpus expects most; None when it expects none."""
    return int(known.tokens[known.chances.argmax()]) if len(known.tokens) else None


def entropy(model: Floats) -> float:
    """Return how undecided a distribution is (nats)."""
    likely = model[model > 1e-5]
    return float(-(likely * np.log(likely)).sum())


def restricted(model: Floats, allowed: Numbers) -> Floats:
    """Return a distribution over the allowed tokens alone."""
    kept = np.zeros_like(model)
    kept[allowed] = model[allowed]
    total = kept.sum()
    return kept / total if total > 0 else kept


def only(evidence: Evidence, allowed: Numbers) -> Evidence:
    """Return what a corpus says of the allowed tokens alone."""
    keep = np.isin(evidence.tokens, allowed)
    return Evidence(evidence.tokens[keep], evidence.counts[keep], evidence.longest if keep.any() else 0)


def softmax(logits: NDArray[np.float32]) -> Floats:
    """Return probabilities for one row of logits."""
    raised = np.exp(logits - logits.max())
    chances: Floats = (raised / raised.sum()).astype(np.float64)
    return chances


def _runner_up(model: Floats, best: int) -> Numbers:
    kept, model[best] = model[best], -1.0
    second = int(model.argmax())
    model[best] = kept
    return np.array([second])


def _chance_of(known: Known, token: int) -> float:
    found = np.flatnonzero(known.tokens == token)
    return float(known.chances[found[0]]) if found.size else 0.0
