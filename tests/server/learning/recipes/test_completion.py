"""The recipe from end to end, on files that nobody wrote."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from builders.programs import program
from builders.wheels import wheel
from undersong.domain.errors import TooFewExamples
from undersong.learning.corpus.manifest import Corpus, build, read_manifest
from undersong.learning.corpus.sequences import Manner
from undersong.learning.corpus.wheels import read_wheel
from undersong.learning.recipes.completion import MANIFEST, RESULT, CompletionConfig, main, make

pytestmark = pytest.mark.train
torch = pytest.importorskip("torch", reason="needs the training environment")
TOY = CompletionConfig(
    minutes=None,
    steps=80,
    rate=4e-3,
    manner=Manner(length=128),
    layers=2,
    width=128,
    heads=4,
    kv_heads=2,
    feed_forward=256,
    vocabulary=512,
    held=1,
    probes=6,
    cuts=40,
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("wheels")
    wheels = [
        wheel(folder, f"p{one}", {f"p{one}/m{two}.py": program(one * 10 + two, 20) for two in range(8)})
        for one in range(4)
    ]
    return build(map(read_wheel, wheels))


def test_a_model_from_nothing_learns_and_serves(corpus: Corpus, tmp_path: Path) -> None:
    made = make(TOY, corpus, tmp_path)

    assert made.tokens == 80 * 2 * 128
    assert made.loss_after < 0.5 * made.loss_before
    assert made.line_share > 0.2, "these files are alike: a model that learned writes many lines as they are"


def test_an_adapter_learns_and_what_is_joined_of_it_is_what_was_exported(corpus: Corpus, tmp_path: Path) -> None:
    from builders.bases import small_base
    from undersong.learning.language.adapter import apply_adapter, read_adapter
    from undersong.learning.language.graph import build as graph_of

    base = small_base(vocabulary=264)
    made = make(replace(TOY, rank=4, cuts=10), corpus, tmp_path, base)

    assert made.loss_after < made.loss_before - 0.2
    joined = apply_adapter(base.shape, base.weights, read_adapter(tmp_path / "adapter.npz"))
    assert len(graph_of(base.shape, joined).SerializeToString()) == (tmp_path / "model.onnx").stat().st_size


def test_what_was_learned_from_is_told_and_what_judged_is_not_among_it(corpus: Corpus, tmp_path: Path) -> None:
    make(replace(TOY, steps=2, cuts=2), corpus, tmp_path)

    learned = {origin.package for origin in read_manifest(tmp_path / MANIFEST)}
    result = json.loads((tmp_path / RESULT).read_text())
    assert len(learned) == 3
    assert {source["licence"] for source in result["corpus"]["sources"]} == {"MIT"}
    assert result["config"]["steps"] == 2
    assert result["tokens"] == 2 * 2 * 128


def test_the_same_seed_and_steps_make_the_same_model(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Which numbers are quickest is measured, and while other work runs it may be others the next time.
    monkeypatch.setattr("undersong.learning.tuning.making.quickest", lambda: torch.float32)
    config = replace(TOY, steps=3, cuts=2)
    first, again = (make(config, corpus, tmp_path / name) for name in ("a", "b"))

    assert first.loss_after == again.loss_after
    assert (first.folder / "model.onnx").read_bytes() == (again.folder / "model.onnx").read_bytes()


def test_a_single_package_cannot_both_teach_and_judge(corpus: Corpus, tmp_path: Path) -> None:
    alone = Corpus(tuple(one for one in corpus.documents if one.origin.package == "p1"), corpus.left_out)

    with pytest.raises(TooFewExamples):
        make(TOY, alone, tmp_path)


def test_the_command_says_what_stands_in_its_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["--wheels", str(tmp_path), "--out", str(tmp_path / "out")])

    assert status == 1
    assert "packages" in capsys.readouterr().err
