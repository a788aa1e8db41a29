import json
from pathlib import Path

import pytest

from builders.pages import pages
from undersong.cli.bench import identifier_ranking
from undersong.cli.bench.identifier_ranking import collect, joined, main
from undersong.learning.ranking import Plan, fit, ranks
from undersong.suggestions.symbols.features import FEATURES
from undersong.suggestions.symbols.ranker import Ranker


def test_a_list_holds_the_right_name_among_others(tmp_path: Path) -> None:
    lists = collect(pages(tmp_path / "repo"), seed=1, positions=30)

    assert len(lists.sizes) == len(lists.right) > 20
    assert lists.rows.shape == (lists.sizes.sum(), len(FEATURES))
    assert (lists.right < lists.sizes).all()
    assert lists.sizes.max() > 1


def test_what_is_fitted_puts_the_right_name_first(tmp_path: Path) -> None:
    lists = collect(pages(tmp_path / "repo"), seed=1, positions=60)
    weights = fit(lists, Plan(epochs=30))

    assert (ranks(weights, lists) < 5).mean() > 0.9


def test_lists_of_several_repositories_become_one(tmp_path: Path) -> None:
    lists = collect(pages(tmp_path / "repo"), seed=1, positions=20)
    both = joined([lists, lists])

    assert both.starts.tolist() == [*lists.starts, *(lists.starts + len(lists.rows))]
    assert len(both.right) == 2 * len(lists.right)


def test_the_file_that_is_written_can_be_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(identifier_ranking, "fit", lambda lists: fit(lists, Plan(epochs=1)))
    repos = [str(pages(tmp_path / name)) for name in ("one", "two")]
    out = tmp_path / "weights.json"

    status = main([*repos, "--out", str(out), "--seeds", "1", "--positions", "20"])

    plain = json.loads(out.read_text())
    assert status == 0
    assert set(plain["provenance"]["top5_of_listed_when_held_back"]) == {"one", "two"}
    assert Ranker.from_plain(plain).mean.shape == (len(FEATURES),)
    assert "one: " in capsys.readouterr().err
