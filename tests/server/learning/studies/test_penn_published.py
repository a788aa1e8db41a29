from pathlib import Path

import pytest

from builders.penn import ERROR, SNAPSHOT, write_table
from undersong.learning.studies.penn import PennStuck
from undersong.learning.studies.penn_published import agreement, number
from undersong.learning.studies.penn_snapshots import SNAPSHOTS

pytest.importorskip("scipy", reason="needs the training environment")
pytestmark = pytest.mark.train

PEOPLE = 12


def write_course(folder: Path, published: list[float]) -> None:
    """Write people of whom each met the same error once more in a row than the one before."""
    moments = [f"2020-10-01 {n:02d}:00:00" for n in range(PEOPLE + 1)]
    write_table(
        folder / SNAPSHOTS, SNAPSHOT, [(f"P{p}", "hw03", t, 1, 0, 0, 0) for p in range(PEOPLE) for t in moments]
    )
    errors = [(f"P{p}", "hw03", t, "A.java", 1, "no symbol") for p in range(PEOPLE) for t in moments[: p + 1]]
    write_table(folder / "compile_errors.csv.gz", ERROR, errors)
    lines = [f"P{p},{value},\n" for p, value in enumerate(published)]
    heading = "programmer,published_EQ_mean_compiler_errors,published_EQ_mean_exceptions\n"
    (folder / "labels.csv").write_text(heading + "".join(lines), "utf-8")
    densities = [(f"P{p}", "hw03", "compiler-errors", value) for p, value in enumerate(published)]
    write_table(folder / "published_red.csv.gz", ("programmer", "hw", "kind", "RED"), densities)


def test_values_that_rise_together_agree(tmp_path: Path) -> None:
    write_course(tmp_path, [n * n for n in range(PEOPLE)])

    assert agreement(tmp_path) == {"eq_spearman_compiler": 1, "red_spearman_compiler": 1}


def test_values_that_fall_as_the_others_rise_disagree(tmp_path: Path) -> None:
    write_course(tmp_path, [-n for n in range(PEOPLE)])

    assert PennStuck().extras(tmp_path)["eq_spearman_compiler"] == -1


def test_a_folder_without_published_values_has_no_figure(tmp_path: Path) -> None:
    write_course(tmp_path, [])

    assert agreement(tmp_path) == {}


def test_what_is_no_number_is_left_out() -> None:
    assert [number(text) for text in ("0.5", "", "nan", "inf", "x")] == [0.5, None, None, None, None]
