"""A person's own suggestions become Examples: in the gate's columns, right or wrong, session by session."""

from math import isnan

import pytest

from undersong.domain.suggestion import Outcome
from undersong.domain.work import SESSION_GAP_MS
from undersong.learning.adapting.accepting import dataset_of
from undersong.learning.adapting.outcomes import Row
from undersong.source.showing import SHOWING


def row(
    outcome: Outcome | None = Outcome.ACCEPTED, time_ms: int = 0, kept: float | None = None, **facts: object
) -> Row:
    told = {"confidence": 0.8, "chars": 9, "source": "both", **facts}
    return Row(str(time_ms), time_ms, told, outcome, kept={} if kept is None else {"30s": kept})


def test_what_was_known_stands_in_its_column_and_the_rest_is_not_known() -> None:
    dataset = dataset_of([row(mean_logprob=-0.2)])

    values = dict(zip(SHOWING, dataset.rows[0], strict=True))
    assert (values["confidence"], values["chars"], values["mean_logprob"]) == (0.8, 9.0, -0.2)
    assert (values["is_from_both"], values["is_from_model"]) == (1.0, 0.0)
    assert isnan(values["least_logprob"])


@pytest.mark.parametrize(
    ("outcome", "kept", "label"),
    [
        (Outcome.ACCEPTED, None, 1.0),
        (Outcome.ACCEPTED, 0.9, 1.0),
        (Outcome.ACCEPTED, 0.1, 0.0),
        (Outcome.PARTLY_ACCEPTED, None, 1.0),
        (Outcome.TYPED_THROUGH, None, 1.0),
        (Outcome.DISMISSED, None, 0.0),
        (Outcome.IGNORED, None, 0.0),
    ],
)
def test_what_was_wanted_and_stayed_is_right(outcome: Outcome, kept: float | None, label: float) -> None:
    assert dataset_of([row(outcome, kept=kept)]).labels == (label,)


def test_what_nobody_told_of_or_nobody_showed_is_left_out() -> None:
    assert len(dataset_of([row(None), Row("x", 1, {}, Outcome.DISMISSED)])) == 0


def test_an_absence_parts_sessions() -> None:
    dataset = dataset_of([row(time_ms=at) for at in (0, 1_000, SESSION_GAP_MS + 2_000, SESSION_GAP_MS + 3_000)])

    assert dataset.groups == ("session 0", "session 0", "session 1", "session 1")
