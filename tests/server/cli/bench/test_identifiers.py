import random
from pathlib import Path

import pytest

from builders.pages import pages
from undersong.cli.bench.figure import Figure
from undersong.cli.bench.identifiers import drawn, measure_identifiers, rank_of, read_without, recent_words


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return pages(tmp_path / "repo")


def by_name(figures: list[Figure]) -> dict[tuple[str, str], Figure]:
    return {(figure.row, figure.figure): figure for figure in figures}


def test_the_three_rows_are_asked_at_the_same_places(repo: Path) -> None:
    figures = by_name(measure_identifiers(repo, 7, 40, "shop: "))

    words, recent, ours = (figures[f"shop: {row}", "identifiers_top5"] for row in ("words", "recency words", "names"))
    assert words.n == recent.n == ours.n == 40
    assert 0 <= words.value <= recent.value <= ours.value <= 1
    assert (ours.baseline, recent.baseline) == (recent.value, words.value)
    assert (ours.goal, ours.met) == (0.85, True)


def test_untyped_places_and_kinds_stand_beside(repo: Path) -> None:
    figures = by_name(measure_identifiers(repo, 7, 60))

    assert figures["names", "identifiers_top5_untyped"].value <= figures["names", "identifiers_top5"].value
    assert {row for row, name in figures if name == "identifiers_top5"} >= {"names, attribute", "names, identifier"}
    assert figures["names", "names_p95_milliseconds"].unit == "ms"


def test_what_is_asked_about_is_neither_on_disk_nor_in_the_index(repo: Path) -> None:
    with read_without(repo, 7) as opened:
        places = drawn(opened.held, opened.defined_texts, random.Random(7), 20)
        held = {place.path for place in places}

        assert held <= set(opened.held.paths)
        assert not any((opened.held.root / path).exists() for path in held)
        assert opened.assist.status()[0]["files"] == 9 - len(opened.held.paths)


def test_a_file_is_closed_before_the_next_one_is_asked_in(repo: Path) -> None:
    with read_without(repo, 7) as opened:
        for place in drawn(opened.held, opened.defined_texts, random.Random(7), 20):
            context = opened.context(place, 1)
            opened.assist.listed(context)
            assert context.prefix.endswith(place.name[0])
            assert list(opened.assist._files) == [context.path]


def test_recent_words_begin_with_what_is_typed() -> None:
    assert recent_words("alpha = beta\nalso = alpha\nal") == ["alpha", "also"]
    assert recent_words("alpha = beta\n") == ["beta", "alpha"]


def test_a_name_that_is_not_listed_has_no_rank() -> None:
    assert (rank_of("a", ["b", "a"]), rank_of("c", ["b", "a"])) == (1, None)
