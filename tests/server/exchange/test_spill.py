"""Sorting more than memory holds."""

import random

import pytest

from undersong.exchange.spill import Spill


@pytest.mark.parametrize("run", [1, 3, 7, 100])
def test_what_goes_in_comes_out_in_order_however_often_it_is_put_away(run: int) -> None:
    entries = [(word, number, {"value": f"{word}{number}"}) for word in "ab" for number in range(10)]
    mixed = random.Random(3).sample(entries, len(entries))

    with Spill(run) as spill:
        for entry in mixed:
            spill.add(*entry)

        assert list(spill.sorted()) == [(word, value) for word, _, value in entries]


def test_nothing_gives_nothing() -> None:
    with Spill() as spill:
        assert list(spill.sorted()) == []
