"""Whether a tuned model may take the place of the one that serves a repository."""

from dataclasses import dataclass

from undersong.learning.adapting.judging import Numbers, Score
from undersong.learning.validation import PROMOTED, REFUSED, Ruling, interval

# Fewer files or tokens tell nothing: one refactoring would decide.
LEAST_FILES, LEAST_TOKENS = 3, 400
# What tuning may cost on code of others: a point of exact next tokens, as the product promises.
MOST_FORGOTTEN = 0.01


@dataclass(frozen=True, slots=True)
class Duel:
    """Two models on the same passages."""

    candidate: Score
    other: Score

    @property
    def files(self) -> int:
        """How many files the passages are of."""
        return len(set(self.candidate.groups))

    def lead(self, drawn: Numbers) -> float:
        """Return by how many nats a token the candidate is better, on a sample of passages."""
        tokens = max(float(self.candidate.tokens @ drawn), 1.0)
        return float((self.other.losses - self.candidate.losses) @ drawn) / tokens


def rule(newest: Duel, others: Duel, seed: int) -> Ruling:
    """Return the ruling.

    Parameters
    ----------
    newest
        The repository's newest lines, which neither learned from; against the release in service.
    others
        Code of others, held back too; against the base, so that what is forgotten does not add up over nights.
    """
    decision, reason = _ruling(newest, others, seed)
    return Ruling(decision, reason, figures(newest.candidate, others.candidate), figures(newest.other, others.other))


def figures(newest: Score, others: Score) -> dict[str, float]:
    """Return a model's figures as a manifest keeps them."""
    return {
        "loss": round(newest.loss, 4),
        "exact": round(newest.exact, 4),
        "others_loss": round(others.loss, 4),
        "others_exact": round(others.exact, 4),
    }


def _ruling(newest: Duel, others: Duel, seed: int) -> tuple[str, str]:
    ours, theirs, tokens = newest.candidate, newest.other, int(newest.candidate.tokens.sum())
    losses = f"loss {ours.loss:.3f} against {theirs.loss:.3f}"
    exact = f"exact next token {ours.exact:.1%} against {theirs.exact:.1%}"
    beside = f"{losses} and {exact} on {tokens:,} tokens of the newest lines"
    if newest.files < LEAST_FILES or tokens < LEAST_TOKENS:
        return REFUSED, f"{beside} tells nothing yet: {newest.files} files and {tokens:,} tokens could be held back."
    if ours.loss >= theirs.loss or ours.exact <= theirs.exact:
        return REFUSED, f"It is not better at both: {beside}."
    low, high = interval(newest.candidate.groups, newest.lead, seed)
    between = f"{beside} (between {low:+.3f} and {high:+.3f} nats better)"
    if low <= 0:
        return REFUSED, f"It may be luck: {between}."
    forgotten = others.other.exact - others.candidate.exact
    kept = f"code of others {others.candidate.exact:.1%} against {others.other.exact:.1%}"
    if forgotten >= MOST_FORGOTTEN:
        return REFUSED, f"It forgot too much: {kept}; {between}."
    return PROMOTED, f"It meets the newest lines better: {between}; {kept}."
