"""Ranges of time as people write them."""

import pytest

from undersong.domain.errors import BadInput
from undersong.domain.span import span_from_words

NOW = 1_800_000_000_000


def test_a_span_counts_back_from_now() -> None:
    assert span_from_words("7d", None, NOW) == (NOW - 7 * 86_400_000, NOW)


def test_a_date_is_its_midnight_in_utc() -> None:
    since, until = span_from_words("1970-01-02", "1970-01-03T00:00:00Z", NOW)

    assert (since, until) == (86_400_000, 2 * 86_400_000)


def test_words_that_are_no_time_are_told_with_an_example() -> None:
    with pytest.raises(BadInput, match=r"write 7d, 12h or"):
        span_from_words("lately", None, NOW)


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadInput, match="ends before it begins"):
        span_from_words("1h", "2h", NOW)
