"""Places are asked so that the server never saw what it is asked for."""

import random
from itertools import pairwise
from pathlib import Path

import pytest

from undersong.cli.bench.generated import module
from undersong.cli.yardstick.held import Held
from undersong.cli.yardstick.plan import Block, Cut, going_down, plan, spots_of


@pytest.fixture
def held() -> Held:
    return Held(Path("/nowhere"), {f"m{number}.py": module(random.Random(number)) for number in range(6)})


def test_the_same_seed_asks_at_the_same_places(held: Held) -> None:
    assert plan(held, random.Random(7), 40, 5) == plan(held, random.Random(7), 40, 5)
    assert plan(held, random.Random(7), 40, 5) != plan(held, random.Random(8), 40, 5)


def test_within_a_file_it_only_goes_down(held: Held) -> None:
    visits = plan(held, random.Random(7), 200, 20)

    for path in held.paths:
        of_file = [visit for visit in visits if visit.path == path]
        assert len(of_file) > 5
        assert all(before.shown <= after.start for before, after in pairwise(of_file))


def test_each_visit_but_the_last_ones_jumps_to_another_file(held: Held) -> None:
    visits = plan(held, random.Random(7), 60, 6)

    jumps = [before.path != after.path for before, after in pairwise(visits)]
    assert all(jumps[: len(visits) // 2])


def test_a_cut_in_lines_that_a_block_shows_is_left_out() -> None:
    block = Block("m.py", 10, 18)

    kept = list(going_down([Cut("m.py", 12, 4), Cut("m.py", 18, 4), block, Cut("m.py", 9, 4), Cut("m.py", 10, 4)]))

    assert kept == [Cut("m.py", 9, 4), block, Cut("m.py", 18, 4)]


def test_a_later_place_of_the_same_line_is_asked_too_and_the_same_place_once() -> None:
    kept = list(going_down([Cut("m.py", 5, 9), Cut("m.py", 5, 4), Cut("m.py", 5, 9)]))

    assert kept == [Cut("m.py", 5, 4), Cut("m.py", 5, 9)]


def test_a_line_is_cut_at_its_tokens_but_not_at_its_first() -> None:
    assert spots_of("    total = add(first, 'two words')") == [10, 12, 15, 16, 21, 23, 34]
