"""What boosted trees make of labels that are probabilities; needs the training environment."""

import numpy as np
import pytest

pytest.importorskip("sklearn")
pytestmark = pytest.mark.train

from undersong.learning.material.boosted import parted  # noqa: E402

ROWS = np.array([[1.0], [2.0], [3.0]])


def test_a_row_that_is_likely_is_learned_as_both_kinds_by_their_shares() -> None:
    rows, labels, weights = parted(ROWS, np.array([1.0, 0.75, 0.0]), np.array([1.0, 0.2, 0.4]))

    assert rows.ravel().tolist() == [1.0, 2.0, 3.0, 2.0]
    assert labels.tolist() == [1.0, 1.0, 0.0, 0.0]
    assert weights == pytest.approx([1.0, 0.15, 0.4, 0.05])


def test_rows_that_are_certain_stay_as_they_are() -> None:
    labels, weights = np.array([1.0, 0.0, 1.0]), np.ones(3)

    assert parted(ROWS, labels, weights) == (ROWS, labels, weights)
