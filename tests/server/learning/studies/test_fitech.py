from pathlib import Path
from typing import Any

import numpy as np
import pytest

from builders.fitech import step, write_fitech, write_steps
from undersong.domain.errors import BadInput
from undersong.learning.studies.catalog import STUDIES
from undersong.learning.studies.fitech import COLUMNS, TABLE, FitechStuck
from undersong.registry.shipped import shipped_folder


def test_a_step_is_named_by_its_place_and_waits_since_the_last_run_before_it(tmp_path: Path) -> None:
    steps = [
        step("S", "a", 5.0),
        step("S", "a", 9.0, EventType="File.Run"),
        step("S", "a", 9.5, AssignmentID="A2"),
        step("S", "a", 12.0),
    ]

    study = FitechStuck().read(write_steps(tmp_path, steps))

    assert study.keys == ("S/A1/0", "S/A1/1", "S/A1/2", "S/A2/0")
    assert study.baseline == (0.0, 4.0, 3.0, 0.0)
    assert study.dataset.groups == ("S",) * 4


@pytest.mark.parametrize(
    ("mark", "why", "is_difficulty"),
    [
        ("Y", "logical", 1.0),
        ("D", "", 1.0),
        ("R", "logical", 0.0),
        ("", "", 0.0),
        ("Y", "subgoal", 0.0),
        ("D", "suboal", 0.0),
    ],
)
def test_praise_and_what_nobody_would_say_are_no_difficulty(
    tmp_path: Path, mark: str, why: str, is_difficulty: float
) -> None:
    study = FitechStuck().read(write_steps(tmp_path, [step("S", "a", 0.0, **{"X-Intervene": mark, "X-Why": why})]))

    assert study.dataset.labels == (is_difficulty,)


def test_a_row_knows_neither_marks_nor_what_comes_later(tmp_path: Path) -> None:
    steps = [step("S", "var a = 1;", 0.0), step("S", "var a", 30.0)]
    marked = [row | {"X-Intervene": "Y", "X-Why": "hint"} for row in steps] + [step("S", "", 99.0)]

    known = FitechStuck().read(write_steps(tmp_path / "one", steps)).dataset.rows
    otherwise = FitechStuck().read(write_steps(tmp_path / "other", marked)).dataset.rows

    assert known == otherwise[:2]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"X-ElapsedTime": "2.0"}, "column X-ElapsedTime: is '2.0', before the step above; taken as no pause."),
        ({"X-ElapsedTime": "nan"}, "column X-ElapsedTime: is 'nan', which is no usable number; taken as 5.0."),
        ({"EventType": "File.Eat"}, "column EventType: is 'File.Eat', which is no known kind; taken as an edit."),
        ({"X-Intervene": "Q"}, "column X-Intervene: is 'Q', which is no known mark; taken as none."),
        ({}, "repeats the row before it; kept as a step in which nothing changed."),
    ],
)
def test_an_odd_row_is_told_and_used(tmp_path: Path, cells: dict[str, Any], sentence: str) -> None:
    first = step("S", "a", 5.0)

    study = FitechStuck().read(write_steps(tmp_path, [first, first | cells]))

    assert study.keys == ("S/A1/0", "S/A1/1")
    assert [str(fault).removeprefix(f"{TABLE}, row 2").lstrip(", :") for fault in study.faults] == [sentence]


def test_a_row_of_nobody_is_left_out(tmp_path: Path) -> None:
    study = FitechStuck().read(write_steps(tmp_path, [step("", "a", 0.0), step("S", "a", 0.0)]))

    assert study.keys == ("S/A1/0",)
    assert [str(fault) for fault in study.faults] == [f"{TABLE}, row 1, column SubjectID: is empty."]


def test_a_table_of_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="has no usable row"):
        FitechStuck().read(write_steps(tmp_path, []))


def test_without_the_code_nothing_can_be_used(tmp_path: Path) -> None:
    folder = write_steps(tmp_path, [step("S", "a", 0.0)], tuple(name for name in COLUMNS if name != "X-CodeState"))

    with pytest.raises(BadInput, match="lacks the column X-CodeState"):
        FitechStuck().read(folder)


def test_nothing_learned_under_a_share_alike_licence_is_shipped() -> None:
    kept_back = {study.source for study in STUDIES if study.licence not in ("MIT", "CC0")}
    manifests = list(shipped_folder().glob("*/manifest.json"))

    assert FitechStuck.source in kept_back
    assert manifests
    for manifest in manifests:
        text = manifest.read_text(encoding="utf-8")
        assert not [source for source in kept_back if source in text]
        assert "CC BY-SA" not in text


@pytest.mark.train
def test_giving_up_is_learned_from_others(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="needs the training environment")
    from undersong.learning.material.scoring import auc

    dataset = FitechStuck().read(write_fitech(tmp_path)).dataset
    seen = [i for i, person in enumerate(dataset.groups) if person < "S5"]
    unseen = dataset.chosen(set(range(len(dataset))) - set(seen))

    fitted = FitechStuck().fit(dataset.chosen(seen), seed=1)

    assert auc(fitted.probabilities(unseen.rows), np.array(unseen.labels)) > 0.8
