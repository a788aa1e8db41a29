"""Times of the wire are looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersong.domain.ulid import new_ulid, time_of
from undersong.lsp.moments import MILLISECONDS, MOST_CACHED, SECONDS, ULID_SECONDS, ULID_TAILS, Lookup, time_text

LAST_MS = 253_402_300_799_999  # the last millisecond of the year 9999


@given(st.integers(0, LAST_MS))
def test_a_time_is_read_as_it_was_written(time_ms: int) -> None:
    text = time_text(time_ms)

    assert SECONDS[text[:19]] + MILLISECONDS[text[20:23]] == time_ms


@given(st.integers(0, 2**48 - 1))
def test_the_parts_of_a_ulid_add_up_to_its_time(time_ms: int) -> None:
    ulid = new_ulid(time_ms)

    assert ULID_SECONDS[ulid[:8]] + ULID_TAILS[ulid[8:10]] == time_of(ulid) == time_ms


@pytest.mark.parametrize("text", ["2025-02-30T00:00:00", "2025-01-01T24:00:01", "2025-01-01T00:61:00", ""])
def test_a_time_of_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        SECONDS[text]
    assert text not in SECONDS


def test_a_lookup_computes_once_and_does_not_grow_for_ever() -> None:
    calls: list[str] = []

    def compute(text: str) -> int:
        calls.append(text)
        return len(text)

    lookup = Lookup(compute)
    assert [lookup["abc"], lookup["abc"], calls] == [3, 3, ["abc"]]

    for number in range(MOST_CACHED + 5):
        lookup[str(number)]
    assert len(lookup) <= MOST_CACHED
