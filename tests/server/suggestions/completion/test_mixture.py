import numpy as np

from undersong.suggestions.completion.mixture import LADDER, Distribution, mixed
from undersong.suggestions.index.evidence import LONGEST, Evidence

NOTHING = Evidence(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))


def evidence(*rows: tuple[int, int, float]) -> Evidence:
    """Rows of (number, matched tokens, weight); none has a blank."""
    numbers, lengths, weights = zip(*rows, strict=True)
    return Evidence(np.array(numbers) << 1, np.array(lengths), np.array(weights))


def chance(distribution: Distribution, number: int) -> float:
    return float(distribution.chances[distribution.numbers.tolist().index(number)])


def test_chances_are_no_more_than_one_together() -> None:
    found = mixed(evidence((5, 3, 10.0), (6, 1, 4.0)), evidence((7, 2, 3.0)))

    assert 0 < found.chances.sum() <= 1


def test_a_longer_match_outweighs_many_short_ones() -> None:
    found = mixed(evidence((5, 1, 30.0), (6, 8, 30.0)), NOTHING)

    assert chance(found, 6) > chance(found, 5)


def test_the_more_often_seen_is_likelier() -> None:
    found = mixed(evidence((5, 4, 9.0), (6, 4, 3.0)), NOTHING)

    assert chance(found, 5) > chance(found, 6)


def test_little_evidence_is_trusted_little() -> None:
    little, much = (mixed(evidence((5, 4, weight)), NOTHING) for weight in (0.5, 500.0))

    assert chance(little, 5) < 0.7 < chance(much, 5)


def test_shapes_alone_say_something() -> None:
    found = mixed(NOTHING, evidence((5, 6, 40.0)))

    assert chance(found, 5) > 0.3
    assert found.longest == 6


def test_a_blank_is_as_likely_as_it_was() -> None:
    codes = np.array([5 << 1 | 1, 5 << 1 | 1, 5 << 1])
    found = mixed(Evidence(codes, np.array([2, 2, 2]), np.ones(3)), NOTHING)

    assert round(float(found.blanks[0]), 3) == 0.667


def test_every_rung_stands_for_a_length_that_is_looked_at() -> None:
    assert {kind for kind, _, _ in LADDER} == {"w", "s"}
    assert all(1 <= length <= LONGEST and doubt > 0 for _, length, doubt in LADDER)
    assert len({(kind, length) for kind, length, _ in LADDER}) == len(LADDER)
