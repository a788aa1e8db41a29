"""What is one developer's own."""

import random
from collections import Counter

import pytest

from undersong.learning.simulated.aggregates import read_aggregates
from undersong.learning.simulated.habits import Mode, bent, draw_habits, draw_mix, fitted, modes_for, resting, step

KNOWN = read_aggregates()


@pytest.mark.parametrize("seed", range(5))
def test_the_walks_of_all_modes_together_come_to_the_mix_that_was_drawn(seed: int) -> None:
    mix = draw_mix(KNOWN, random.Random(seed))
    shares = modes_for(mix)

    own = fitted(KNOWN.follows, mix, shares)

    reached = Counter[str]()
    for mode, share in shares.items():
        for kind, part in resting(KNOWN.follows, bent(own, mode)).items():
            reached[kind] += share * part  # type: ignore[assignment]
    assert all(abs(reached[kind] - part) < 0.01 for kind, part in mix.items())


def test_a_walk_goes_where_its_mode_leads() -> None:
    habits, chance = draw_habits(KNOWN, random.Random(7)), random.Random(7)
    seen = {}
    for mode in Mode:
        kind, seen[mode] = "file_opened", Counter[str]()
        for _ in range(3000):
            kind = step(habits.walks[mode], kind, chance)
            seen[mode][kind] += 1

    assert seen[Mode.WRITE]["file_modified"] > 3 * seen[Mode.READ]["file_modified"]
    assert seen[Mode.DEBUG]["debug_step"] > 5 * seen[Mode.READ]["debug_step"]


def test_shares_of_modes_sum_up_to_one() -> None:
    for share in (0.0, 0.05, 0.9):
        assert sum(modes_for({"file_modified": share, "debug_step": share}).values()) == pytest.approx(1)


def test_the_same_chance_draws_the_same_developer() -> None:
    assert draw_habits(KNOWN, random.Random(3)) == draw_habits(KNOWN, random.Random(3))
    assert draw_habits(KNOWN, random.Random(3)) != draw_habits(KNOWN, random.Random(4))
