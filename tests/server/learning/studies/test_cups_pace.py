from math import log1p

import pytest

from builders.cups import moment
from undersong.learning.studies.cups import Moment
from undersong.learning.studies.cups_pace import LONG, PACE, Pace


def pace_of(*moments: Moment) -> dict[str, float]:
    pace, features = Pace(), {}
    for each in moments:
        features = pace.add(each)
    return features


def test_every_named_feature_is_given_from_the_first_moment() -> None:
    assert set(pace_of(moment(0, "Shown"))) == set(PACE)


def test_waits_are_those_between_the_last_moments() -> None:
    features = pace_of(*(moment(at, "Shown") for at in (0, 50, 51, 53, 53.1)))

    assert features["wait_log"] == pytest.approx(log1p(0.1))
    assert features["wait_before_log"] == pytest.approx(log1p(2))
    assert features["longest_wait_log"] == pytest.approx(log1p(2))
    assert features["five_waits_log"] == pytest.approx(log1p(53.1))


def test_what_happened_lately_is_counted_and_what_is_long_ago_forgotten() -> None:
    features = pace_of(moment(0, "Accepted"), moment(LONG - 1, "Replay"), moment(LONG + 1, "Rejected"))

    assert (features["accepts_300s"], features["replays_30s"], features["rejects_30s"]) == (0, 1, 1)
    assert features["moments_30s_log"] == log1p(2)


def test_a_pause_is_quiet_and_a_key_is_short() -> None:
    features = pace_of(moment(0, "Shown"), moment(60, "Shown"), moment(60.1, "Shown"))

    assert features["quiet_share_120s"] == 0.5
    assert features["short_share_30s"] == 0.5


def test_typing_and_deleting_are_told_by_the_document() -> None:
    lengths = (100.0, 140.0, 130.0, float("nan"), 130.0)

    features = pace_of(*(moment(i, "Shown", documentLength=length) for i, length in enumerate(lengths)))

    assert features["typed_120s_log"] == log1p(40)
    assert features["deleted_120s_log"] == log1p(10)


def test_an_accepted_suggestion_is_remembered_for_one_moment() -> None:
    features = pace_of(moment(0, "Accepted"), moment(1, "Shown"))

    assert (features["is_accepted"], features["was_accepted"], features["is_typing"]) == (0.0, 1.0, 1.0)
