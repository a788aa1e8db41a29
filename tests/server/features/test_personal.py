import pytest

from undersong.features.personal import LEAST_VALUES, Scale, scale_of, usual


def test_one_wild_value_moves_neither_middle_nor_spread() -> None:
    assert scale_of([1, 2, 3, 4, 5]) == scale_of([1, 2, 3, 4, 5_000]) == Scale(3, 1)


def test_a_feature_of_few_values_has_no_scale() -> None:
    rows = [{"edits": float(n), "runs": None if n else 3.0} for n in range(LEAST_VALUES)]

    assert usual(rows).keys() == {"edits"}
    assert usual(rows[1:]) == {}


def test_z_is_in_median_distances() -> None:
    assert (Scale(10, 2).z(4.0), Scale(0, 0).z(1.0)) == (-3, None)


@pytest.mark.parametrize("value", [None])
def test_no_value_has_no_z(value: None) -> None:
    assert Scale(1, 1).z(value) is None
