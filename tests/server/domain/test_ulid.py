"""ULIDs sort by time and give it back."""

from hypothesis import given
from hypothesis import strategies as st

from undersong.domain.ulid import first_ulid, new_ulid, time_of

times = st.integers(min_value=0, max_value=2**48 - 1)


@given(times)
def test_a_ulid_gives_its_time_back(time_ms: int) -> None:
    assert time_of(new_ulid(time_ms)) == time_ms


@given(times, times)
def test_ulids_sort_as_their_times_do(one: int, other: int) -> None:
    chance = bytes(10)
    assert (new_ulid(one, chance) < new_ulid(other, chance)) == (one < other)


@given(times)
def test_the_first_ulid_of_a_millisecond_is_before_all_others_of_it(time_ms: int) -> None:
    assert first_ulid(time_ms) <= new_ulid(time_ms)


def test_a_time_before_the_epoch_begins_at_the_first_of_all() -> None:
    assert first_ulid(-5) == "0" * 26
