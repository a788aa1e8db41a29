"""Each row knows what it says that it knows."""

import random
import subprocess
from pathlib import Path

import pytest

from builders.releases import ship
from undersong.app.registry import open_registry
from undersong.cli.bench.generated import write_repository
from undersong.cli.yardstick import rows
from undersong.cli.yardstick.held import Held, hold_back
from undersong.cli.yardstick.rows import Effort, Measured, Row, measure_seed, root_for, rows_of
from undersong.cli.yardstick.session import let_serve
from undersong.cli.yardstick.targets import Targets
from undersong.domain.clock import clock_from_environment
from undersong.domain.errors import BadInput
from undersong.domain.places import Places, digest_of
from undersong.domain.release import scoped
from undersong.store.ledger import open_ledger


@pytest.fixture
def held(tmp_path: Path) -> Held:
    write_repository(tmp_path / "repo", 20, seed=3)
    return hold_back(tmp_path / "repo", tmp_path / "held", random.Random(7))


def test_without_a_language_model_its_rows_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "has_model", lambda: False)

    assert [row.engine for row in rows_of(full=True, adapted=None)] == ["repository", "repository"]


def test_with_one_every_row_is_there_when_all_are_wanted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(rows, "has_model", lambda: True)

    found = rows_of(full=True, adapted=tmp_path)

    assert [row.name for row in found] == [rows.REPOSITORY, rows.MODEL, rows.BOTH, rows.ADAPTED, rows.ELSEWHERE]
    assert [row.engine for row in found] == ["repository", "model", "both", "both", "both"]


def test_the_model_alone_has_no_repository(held: Held, tmp_path: Path) -> None:
    root = root_for(Row("", "model", has_files=False), held, tmp_path / "repo", tmp_path / "row")

    assert [path for path in root.rglob("*") if ".git" not in path.parts] == []


def test_another_repository_lends_its_files_and_none_that_is_held(held: Held, tmp_path: Path) -> None:
    write_repository(tmp_path / "other", 25, seed=4)
    (tmp_path / "other" / held.paths[0]).parent.mkdir(exist_ok=True)
    (tmp_path / "other" / held.paths[0]).write_text("x = 1\n")

    root = root_for(Row("", "both", is_elsewhere=True), held, tmp_path / "other", tmp_path / "row")

    theirs = {path.relative_to(tmp_path / "other").as_posix() for path in (tmp_path / "other").rglob("*.py")}
    assert held.paths[0] in theirs
    assert {path.relative_to(root).as_posix() for path in root.rglob("*.py")} == theirs - set(held.paths)
    assert (root / ".git").is_dir()


def test_how_much_is_asked_follows_what_is_measured_on(tmp_path: Path) -> None:
    assert Targets().cuts_of(full=False) < Targets((tmp_path,)).cuts_of(full=False)
    assert Targets((tmp_path,), cuts=12).cuts_of(full=True) == 12
    assert list(Targets().seeds_of(full=False)) == [7]
    assert len(Targets().seeds_of(full=True)) == 3


@pytest.mark.process
def test_a_real_daemon_that_knows_the_repository_does_better_than_words(tmp_path: Path) -> None:
    write_repository(tmp_path / "repo", 30, seed=3)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path / "repo", check=True)
    effort = Effort(cuts=20, blocks=2, keys=60)

    wanted = [Row(rows.REPOSITORY, "repository")]
    found = dict(measure_seed(tmp_path / "repo", tmp_path / "repo", 7, effort, wanted, tmp_path / "copy"))

    words, ours = found[rows.WORDS], found[rows.REPOSITORY]
    assert hits(ours) > hits(words)
    assert all(answer.confidence > 0 for answer in ours.asked.cuts if answer.got)
    assert len(words.asked.cuts) == len(ours.asked.cuts)
    [typed] = ours.typed
    assert typed.keys >= 60
    assert 0 < typed.requests < typed.keys
    assert typed.cpu_seconds > 0
    assert 20 < ours.worker_megabytes[0] < 2_000
    assert ours.ready_seconds[0] < 30
    assert ours.listed_files == [26] == [len(list((tmp_path / "copy").rglob("*.py")))]


def hits(measured: Measured) -> int:
    return sum(answer.is_next for answer in measured.asked.cuts)


def test_an_adapted_release_serves_in_the_repository_that_is_measured(tmp_path: Path) -> None:
    places = Places(tmp_path / "home")
    ship(tmp_path / "tuned", "0.2.0+01234567", b"tuned", "completion.0123456789abcdef")

    let_serve(places, tmp_path / "tuned" / "completion.0123456789abcdef", tmp_path / "root")

    ledger = open_ledger(places.ledger)
    registry = open_registry(places, ledger, clock_from_environment())
    served = registry.serving(scoped("completion", digest_of(tmp_path / "root")))
    ledger.close()
    assert (served.folder / "model.onnx").read_bytes() == b"tuned"
    assert served.folder.is_relative_to(places.releases)


def test_what_would_not_serve_is_not_measured_in_its_name(tmp_path: Path) -> None:
    ship(tmp_path / "tuned", "0.9.0", b"tuned", "completion.0123456789abcdef")

    with pytest.raises(BadInput, match=r"version 0\.9\.0"):
        let_serve(Places(tmp_path / "home"), tmp_path / "tuned" / "completion.0123456789abcdef", tmp_path / "root")
