"""What simulated developers are drawn from."""

import json
import random
from pathlib import Path

import pytest

from undersong.domain.errors import BadInput
from undersong.learning.simulated.aggregates import SHIPPED, Spread, quantiles_of, read_aggregates


def test_a_spread_is_read_between_its_quantiles_and_ends_at_the_outermost() -> None:
    spread = Spread.of({"p10": 1.0, "p50": 3.0, "p90": 9.0, "n": 83})

    assert [spread.at(rank) for rank in (0.0, 0.1, 0.3, 0.7, 1.0)] == pytest.approx([1.0, 1.0, 2.0, 6.0, 9.0])
    assert spread.bounds == (1.0, 9.0)


def test_draws_lie_where_people_lie() -> None:
    spread, chance = Spread.of({"p10": 1.0, "p50": 3.0, "p90": 9.0}), random.Random(7)

    drawn = [spread.draw(chance) for _ in range(500)]

    assert all(spread.holds(value) for value in drawn)
    assert 2.5 < sorted(drawn)[250] < 3.5


def test_what_ships_names_its_source_and_claims_no_licence() -> None:
    shipped = json.loads(SHIPPED.read_text())

    assert all("own aggregates alone" in part["source"] for part in shipped.values())


def test_what_ships_is_whole() -> None:
    known = read_aggregates()

    assert set(known.follows) | {"commit_created"} == set(known.mix)
    assert all(set(following) <= set(known.mix) for following in known.follows.values())
    assert known.naive.at(0.5) == pytest.approx(1.33)
    for spread in (*known.mix.values(), known.gaps, known.session_minutes, *known.phases.values()):
        values = [value for _, value in spread.points]
        assert values == sorted(values)


def test_a_folder_with_other_aggregates_is_taken_instead(tmp_path: Path) -> None:
    table = json.loads(SHIPPED.read_text())["abb_visual_studio"]
    (tmp_path / "abb_visual_studio.json").write_text(
        json.dumps({**table, "session_minutes_gap15": {"p10": 5, "p90": 5}})
    )

    assert read_aggregates(tmp_path).session_minutes.at(0.5) == 5


@pytest.mark.parametrize("text", ["", "[]", '{"markov_gap15": {}, "window50": {}}', '{"markov_gap15": 3}'])
def test_a_file_that_holds_something_else_is_told_of(tmp_path: Path, text: str) -> None:
    (tmp_path / "abb_visual_studio.json").write_text(text)

    with pytest.raises(BadInput, match=r"abb_visual_studio\.json"):
        read_aggregates(tmp_path)


def test_quantiles_of_nothing_are_not_known() -> None:
    assert quantiles_of([], (0.5,))[0] != quantiles_of([], (0.5,))[0]
    assert quantiles_of([4.0, 1.0, 3.0, 2.0], (0.0, 0.5, 1.0)) == [1.0, 2.5, 4.0]
