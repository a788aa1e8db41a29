"""The figures of completion come from the answers, and stand beside those of the row with less knowledge."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from undersong.cli.bench import completion
from undersong.cli.bench.completion_figures import figures_of, out_of_time
from undersong.cli.bench.figure import Figure
from undersong.cli.yardstick.asking import Asked
from undersong.cli.yardstick.rows import REPOSITORY, WORDS, Measured
from undersong.cli.yardstick.scores import Answer, Saving
from undersong.cli.yardstick.targets import Targets
from undersong.cli.yardstick.typist import Typed


def measured(right: int, of: int = 40, typed: int = 50) -> Measured:
    cuts = [Answer(f"tests/test_{n % 5}.py", "add(x)", "add(x)" if n < right else "", 0.9, 5.0) for n in range(of)]
    typed_on = [Answer("tests/test_1.py", "x", "x", 0.9, float(n)) for n in range(100)]
    savings = [Saving(f"tests/test_{n % 5}.py", 100, typed) for n in range(10)]
    texts = {f"tests/test_{n}.py": "" for n in range(5)}
    asked = Asked(cuts, typed_on, [], cuts[:1], savings)
    return Measured(asked, [Typed(1000, 400, 1.5), Typed(500, 100, 1.0)], [1.0, 2.0], [70.0, 80.0], [45, 45], texts)


def named(figures: Iterator[Figure], row: str = "row") -> dict[str, Figure]:
    return {figure.figure: figure for figure in figures if figure.row == row}


def test_a_share_of_right_lines_is_told_in_percent_beside_the_other_rows() -> None:
    figures = named(figures_of("row", measured(right=20, typed=50), measured(right=10, typed=80)))

    assert (figures["em"].value, figures["em"].baseline, figures["em"].ratio) == (50, 25, 2)
    assert (figures["rocc"].value, figures["rocc"].baseline) == (50, pytest.approx(20))
    assert figures["shown"].value == 50
    low, high = figures["em"].interval or (0, 0)
    assert low <= 50 <= high


def test_precision_is_judged_at_seventy_percent() -> None:
    figures = named(figures_of("row", measured(right=20), None))

    assert figures["precision_at_50_coverage"].value == 100
    assert figures["precision_at_70_coverage"].value == pytest.approx(100 * 20 / 28)
    assert [name for name, figure in figures.items() if figure.goal == 85] == ["precision_at_70_coverage"]


def test_warm_and_cold_answers_are_told_apart() -> None:
    figures = named(figures_of("row", measured(right=20), None))

    assert figures["warm_p50_milliseconds"].value == 50
    assert figures["warm_p95_milliseconds"].met is True
    assert figures["cold_p95_milliseconds"].value == 5


def test_the_processor_is_told_for_a_thousand_keys() -> None:
    figures = named(figures_of("row", measured(right=20), None))

    assert figures["cpu_seconds_per_1000_keystrokes"].interval == (1.5, 2.0)
    assert figures["requests_per_1000_keystrokes"].value == pytest.approx(1000 * 500 / 1500)


def test_a_kind_of_work_has_a_row_of_its_own() -> None:
    slices = named(figures_of("row", measured(right=20), None), "row, tests")

    assert {name: figure.n for name, figure in slices.items()} == {"em": 40, "es": 40, "next": 40}


def test_a_kind_of_work_that_was_hardly_asked_about_has_none() -> None:
    assert named(figures_of("row", measured(right=2, of=8), None), "row, tests") == {}


def test_counts_stand_beside_words_and_everything_else_beside_the_counts() -> None:
    rows = {WORDS: measured(4), REPOSITORY: measured(20), "both": measured(30)}

    ems = {figure.row: figure for figure in completion.named_figures("r", rows) if figure.figure == "em"}

    assert ems[f"r: {WORDS}"].baseline is None
    assert ems[f"r: {REPOSITORY}"].baseline == 10
    assert ems["r: both"].baseline == 50


def test_several_repositories_are_told_together_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    others: list[Path] = []

    def measure_seed(repo: Path, other: Path, *_: Any) -> Iterator[tuple[str, Measured]]:
        others.append(other)
        yield WORDS, measured(4)
        yield REPOSITORY, measured(20)

    monkeypatch.setattr(completion, "measure_seed", measure_seed)
    monkeypatch.setattr(completion, "measure_identifiers", lambda *_: [])

    figures = completion.measure(False, Targets((tmp_path / "one", tmp_path / "two")))

    ems = {figure.row: figure.n for figure in figures if figure.figure == "em"}
    assert ems[f"one: {REPOSITORY}"] == ems[f"two: {REPOSITORY}"] == 40
    assert ems[f"all: {REPOSITORY}"] == 80
    assert others == [tmp_path / "two", tmp_path / "one"]


def test_one_repository_is_set_against_our_own_code(tmp_path: Path) -> None:
    with completion.repositories((tmp_path,)) as repos:
        assert repos[0] == tmp_path
        assert (repos[1] / "domain" / "suggestion.py").is_file()


def test_a_bare_repository_is_named_by_its_folder() -> None:
    assert completion.name_of(Path("/mirror/pallets+flask/repo")) == "flask"
    assert completion.name_of(Path("/code/flask.git")) == "flask"
    assert completion.name_of(Path("/code/flask")) == "flask"


def test_what_got_nothing_in_all_the_time_there_is_is_told() -> None:
    answers = [Answer("m.py", "x", "", 0.0, 2_000.0), Answer("m.py", "x", "x", 0.9, 2_000.0), Answer("m.py", "x", "")]

    assert out_of_time(answers) == pytest.approx(100 / 3)
