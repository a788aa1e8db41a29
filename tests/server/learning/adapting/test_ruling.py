"""A tuned model serves only where it meets the newest lines better and has forgotten next to nothing."""

import numpy as np
import pytest

from undersong.learning.adapting.judging import Score
from undersong.learning.adapting.ruling import Duel, rule
from undersong.learning.validation import PROMOTED, REFUSED

FILES = 12


def score(loss: float, exact: float, files: int = FILES, tokens: int = 1_200, spread: float = 0.0) -> Score:
    """Return a score over passages of so many files; losses differ from file to file by `spread`."""
    each = tokens / files
    shift = np.linspace(-spread, spread, files)
    groups = tuple(f"file {number}" for number in range(files))
    return Score(groups, np.full(files, each), each * (loss + shift), np.full(files, each * exact))


KEPT = Duel(score(1.0, 0.60), score(1.0, 0.60))


def test_what_is_better_at_both_and_forgot_nothing_serves() -> None:
    ruling = rule(Duel(score(1.2, 0.63), score(1.4, 0.60)), KEPT, 7)

    assert ruling.decision == PROMOTED
    assert "loss 1.200 against 1.400" in ruling.reason
    assert ruling.scores == {"loss": 1.2, "exact": 0.63, "others_loss": 1.0, "others_exact": 0.6}
    assert ruling.scores_in_service["exact"] == 0.6


@pytest.mark.parametrize(("loss", "exact"), [(1.4, 0.65), (1.5, 0.65), (1.2, 0.60), (1.2, 0.55)])
def test_what_is_better_at_one_alone_is_refused(loss: float, exact: float) -> None:
    ruling = rule(Duel(score(loss, exact), score(1.4, 0.60)), KEPT, 7)

    assert ruling.decision == REFUSED
    assert "not better at both" in ruling.reason


def test_what_hangs_on_a_few_files_may_be_luck() -> None:
    ruling = rule(Duel(score(1.35, 0.61, spread=1.0), score(1.4, 0.60)), KEPT, 7)

    assert ruling.decision == REFUSED
    assert "luck" in ruling.reason


@pytest.mark.parametrize(("exact", "decision"), [(0.5901, PROMOTED), (0.59, REFUSED), (0.5, REFUSED)])
def test_a_point_that_was_forgotten_is_too_much(exact: float, decision: str) -> None:
    ruling = rule(Duel(score(1.2, 0.63), score(1.4, 0.60)), Duel(score(1.0, exact), score(1.0, 0.60)), 7)

    assert ruling.decision == decision
    assert ("forgot" in ruling.reason) is (decision == REFUSED)


@pytest.mark.parametrize(("files", "tokens"), [(2, 5_000), (12, 390)])
def test_too_little_tells_nothing(files: int, tokens: int) -> None:
    better, worse = score(1.0, 0.7, files, tokens), score(1.4, 0.6, files, tokens)

    ruling = rule(Duel(better, worse), KEPT, 7)

    assert ruling.decision == REFUSED
    assert "tells nothing yet" in ruling.reason


def test_a_candidate_that_is_the_release_itself_is_refused() -> None:
    same = score(1.2, 0.6, spread=0.5)

    assert rule(Duel(same, same), KEPT, 7).decision == REFUSED
