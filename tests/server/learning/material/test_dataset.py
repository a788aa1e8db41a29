from dataclasses import replace

import pytest

from undersong.learning.material.dataset import PRIVATE, Dataset

NAN = float("nan")
DATASET = Dataset(
    features=("runs", "best_share"),
    rows=((1.0, NAN), (2.0, 0.5), (3.0, 0.75)),
    labels=(0.0, 1.0, 1.0),
    weights=(1.0, 1.0, 0.5),
    groups=("one", "two", "one"),
    times_ms=(0, 1, 2),
    sources=({"name": "made up", "licence": "MIT", "rows": 3},),
)


def test_the_fingerprint_knows_the_same_rows_again() -> None:
    assert replace(DATASET, groups=("a", "b", "c")).fingerprint == DATASET.fingerprint
    assert replace(DATASET, rows=((1.0, float("nan")), *DATASET.rows[1:])).fingerprint == DATASET.fingerprint


@pytest.mark.parametrize(
    "other",
    [
        replace(DATASET, features=("runs", "fall_share")),
        replace(DATASET, rows=((1.0, 0.0), *DATASET.rows[1:])),
        replace(DATASET, labels=(1.0, 1.0, 1.0)),
        replace(DATASET, weights=(1.0, 1.0, 1.0)),
        DATASET.chosen((1, 0, 2)),
    ],
)
def test_any_other_data_have_another_fingerprint(other: Dataset) -> None:
    assert other.fingerprint != DATASET.fingerprint


def test_chosen_rows_keep_all_their_columns() -> None:
    chosen = DATASET.chosen((2, 1))

    assert (chosen.rows, chosen.labels, chosen.weights) == (((3.0, 0.75), (2.0, 0.5)), (1.0, 1.0), (0.5, 1.0))
    assert (chosen.groups, chosen.times_ms) == (("one", "two"), (2, 1))
    assert len(chosen) == chosen.positives == 2


def test_a_group_is_known_by_its_rows_and_not_by_its_name() -> None:
    renamed = replace(DATASET, groups=("x", "y", "x"))

    assert sorted(renamed.group_digests().values()) == sorted(DATASET.group_digests().values())
    assert DATASET.chosen((0,)).group_digests()["one"] != DATASET.group_digests()["one"]


def test_a_summary_of_public_data_knows_its_people_again_and_one_of_private_data_does_not() -> None:
    private = replace(DATASET, sources=({"name": "windows", "licence": PRIVATE, "rows": 3},))

    assert len(DATASET.summary()["seen"]) == 2
    assert "seen" not in private.summary()
    assert private.summary()["rows"] == 3
    assert private.summary()["positives"] == 2
