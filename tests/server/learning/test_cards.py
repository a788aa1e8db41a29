"""A card says what the manifest beside it says."""

import json
from pathlib import Path
from typing import Any

import pytest

from undersong.registry.shipped import shipped_folder

MODELS = ("stuck", "flow", "anomaly", "accept")
PERMISSIVE = {"MIT", "CC0", "own", "BSD-3-Clause", "Apache-2.0"}


def read(model: str) -> tuple[str, dict[str, Any]]:
    folder: Path = shipped_folder() / model
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return (folder / "card.md").read_text(encoding="utf-8"), manifest


@pytest.mark.parametrize("model", MODELS)
def test_a_card_names_its_release_and_what_it_is_bad_at(model: str) -> None:
    card, manifest = read(model)

    assert card.startswith(f"# {model} {manifest['version']}\n")
    for title in ("What it says.", "What it learned from.", "How it was judged.", "What it is bad at."):
        assert f"**{title}**" in card


@pytest.mark.parametrize("model", ["stuck", "flow", "accept"])
def test_a_card_gives_the_figures_of_the_manifest(model: str) -> None:
    card, manifest = read(model)

    for figure in ("auc", "auc_low", "auc_high"):
        assert f"{manifest['scores'][figure]:.3f}" in card, figure
    assert f"{manifest['thresholds']['enter']:.3f}" in card
    assert f"{manifest['dataset']['rows']:,}" in card


def test_the_completion_gives_the_figures_of_its_manifest() -> None:
    card, manifest = read("completion")

    assert f"{manifest['scores']['nats_a_token']:.4f}" in card
    assert f"{100 * manifest['scores']['next']:.1f} %" in card
    assert f"{100 * manifest['scores']['lines']:.1f} %" in card
    assert f"{manifest['dataset']['rows']:,} files" in card
    assert manifest["dataset"]["base"]["licence"] == "Apache-2.0"


@pytest.mark.parametrize("model", MODELS)
def test_only_permissive_licences_and_own_aggregates_were_learned_from(model: str) -> None:
    _, manifest = read(model)

    assert {source["licence"] for source in manifest["dataset"]["sources"]} <= PERMISSIVE


@pytest.mark.parametrize("model", ["flow", "anomaly"])
def test_what_is_experimental_claims_no_accuracy(model: str) -> None:
    card, manifest = read(model)

    assert manifest["is_experimental"]
    assert "**It claims no accuracy.**" in card


def test_the_models_are_small() -> None:
    sizes = [path.stat().st_size for model in MODELS for path in (shipped_folder() / model).iterdir()]

    # The repository's own bounds: 20 MB a file, which only an adapter of the completion may need.
    assert max(sizes) < 20_000_000
    assert sum(sizes) < 22_000_000
