"""Whose runs are learned from and whose are planted."""

from pathlib import Path

import pytest

from builders.penn import write_penn
from undersong.domain.errors import BadInput
from undersong.learning.recipes.penn_cs1 import penn_rows
from undersong.learning.recipes.stuck import StuckRecipe, dataset_of
from undersong.learning.simulated.halves import halves, strangers, write_part
from undersong.learning.studies.penn_snapshots import read_series


def test_nobody_is_in_both_halves_and_the_lot_is_the_seeds(tmp_path: Path) -> None:
    write_penn(tmp_path)

    one, other = halves(tmp_path, 7)

    assert len(one) == len(other) == 6
    assert not one & other
    assert halves(tmp_path, 7) == (one, other)
    assert halves(tmp_path, 8) != (one, other)


def test_a_part_of_a_folder_holds_its_people_alone(tmp_path: Path) -> None:
    write_penn(tmp_path / "all")

    write_part(tmp_path / "all", frozenset({"P1", "P4"}), tmp_path / "part")

    whole, part = read_series(tmp_path / "all", []), read_series(tmp_path / "part", [])
    assert {person for person, _ in part} == {"P1", "P4"}
    assert all(part[key] == whole[key] for key in part)


def test_people_whom_a_release_learned_from_are_known_by_their_rows(tmp_path: Path) -> None:
    write_penn(tmp_path / "all")
    write_part(tmp_path / "all", frozenset({"P1", "P4"}), tmp_path / "part")
    learned = dataset_of(list(penn_rows(tmp_path / "part")), StuckRecipe.features)

    found = strangers(tmp_path / "all", StuckRecipe.features, learned.group_digests().values())

    assert found == {f"P{n}" for n in range(12)} - {"P1", "P4"}


def test_who_learned_from_all_is_to_judge_none(tmp_path: Path) -> None:
    write_penn(tmp_path)
    learned = dataset_of(list(penn_rows(tmp_path)), StuckRecipe.features)

    with pytest.raises(BadInput, match="learned from"):
        strangers(tmp_path, StuckRecipe.features, learned.group_digests().values())
