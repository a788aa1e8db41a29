import pytest

from undersong.features.fields import LARGEST, whole, whole_or_none


@pytest.mark.parametrize("value", [None, "7", 7.5, True, [], {}])
def test_what_is_no_whole_number_is_not_known(value: object) -> None:
    assert whole_or_none({"n": value}, "n") is None
    assert whole({"n": value}, "n") == whole({}, "n") == 0


def test_numbers_beyond_reason_are_held() -> None:
    assert whole({"n": 2**80}, "n") == LARGEST
    assert whole({"n": -(2**80)}, "n") == -LARGEST
