import random
from pathlib import Path

import pytest

from undersong.cli.bench import index
from undersong.cli.bench.generated import write_repository
from undersong.cli.bench.words import WordCompletion


def test_the_same_seed_writes_the_same_repository(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_repository(tmp_path / name, 25, seed=3)

    one, other = ([path.read_text() for path in sorted((tmp_path / name).rglob("*.py"))] for name in ("one", "other"))
    assert one == other
    assert len(one) == 25


def test_generated_modules_are_python(tmp_path: Path) -> None:
    write_repository(tmp_path, 3, seed=1)

    for path in tmp_path.rglob("*.py"):
        compile(path.read_text(), str(path), "exec")


def test_words_are_offered_the_last_used_first() -> None:
    assert WordCompletion().complete("response_old\nresponse_new\nresp") == "onse_new"
    assert WordCompletion().complete("response\n") == ""


def test_a_line_is_asked_for_at_each_of_its_words() -> None:
    text = "def find(first, other):"

    places = index.typed(text, random.Random(1))

    assert [rest for _, rest in places] == [text, "find(first, other):", "first, other):", "other):"]
    assert all(head + rest == text for head, rest in places)


def test_every_promised_figure_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "FILES", 40)
    monkeypatch.setattr(index, "HELD_BACK", 4)
    monkeypatch.setattr(index, "SAVES", 3)
    monkeypatch.setattr(index, "LINES", 3)

    figures = {figure.figure: figure for figure in index.measure(full=False)}

    assert {"kloc_per_cpu_second", "resave_milliseconds", "completion_p95_milliseconds"} <= set(figures)
    assert all(figures[name].baseline is not None for name in ("kloc_per_cpu_second", "resave_milliseconds"))
