import csv
from pathlib import Path

import pytest

from undersong.domain.errors import BadInput
from undersong.learning.predictions import write_predictions


def test_each_row_has_a_line_and_loses_no_digit(tmp_path: Path) -> None:
    path, said = tmp_path / "said.csv", [1 / 3, 0.0, 1.0]

    write_predictions(path, ["a/0", "a/1", "b,0"], said)

    with path.open(newline="") as file:
        records = list(csv.DictReader(file))
    assert [record["key"] for record in records] == ["a/0", "a/1", "b,0"]
    assert [float(record["probability"]) for record in records] == said


def test_a_folder_that_is_not_there_is_the_persons_mistake_and_nothing_stays_behind(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        write_predictions(tmp_path / "nowhere" / "said.csv", ["a"], [0.5])

    assert list(tmp_path.iterdir()) == []
