"""Anyone can train on one folder and judge on another of the same layout."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builders.penn import SNAPSHOT, write_penn, write_table

pytest.importorskip("sklearn", reason="needs the training environment")
pytestmark = pytest.mark.train


def undersong(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command line with this interpreter as its trainer too."""
    environment = {**os.environ, "UNDERSONG_HOME": str(home), "UNDERSONG_TRAIN_PYTHON": sys.executable}
    command = [sys.executable, "-m", "undersong", "trainer", "--home", str(home), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)


def answered(home: Path, *words: str) -> dict[str, Any]:
    done = undersong(home, *words)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home, a folder of people, and the release made from them."""
    home = tmp_path_factory.mktemp("studied")
    write_penn(home / "here", people=14)
    answered(home, "--model", "stuck", "--data", str(home / "here"), "--out", str(home / "made"))
    return home


def test_the_release_says_what_it_takes_and_how_it_did_on_people_left_out(studied: Path) -> None:
    manifest = json.loads((studied / "made" / "stuck" / "manifest.json").read_text())

    assert manifest["scores"]["auc"] > manifest["scores"]["auc_baseline"] - 0.1
    assert manifest["scores"]["parity"] <= 1e-5
    assert {"enter", "leave"} <= set(manifest["thresholds"])
    assert manifest["dataset"]["layout"] == "penn_cs1"
    assert "homework" in manifest["features"]


def test_an_evaluation_over_people_writes_a_prediction_for_each_row(studied: Path) -> None:
    out = studied / "said.csv"

    found = answered(studied, "--evaluate", "stuck", "--data", str(studied / "here"), "--predictions", str(out))

    with out.open() as file:
        said = list(csv.DictReader(file))
    assert len(said) == found["figures"]["n"]
    assert found["figures"]["by"] == "cross-validation over people"
    assert "eq_spearman_compiler" not in found["figures"]  # nobody published values for made-up people


def test_too_few_people_are_told_and_nothing_is_written(studied: Path) -> None:
    write_penn(studied / "few", people=3, states=8)

    found = answered(studied, "--model", "stuck", "--data", str(studied / "few"), "--out", str(studied / "none"))

    assert "of 100 labelled examples" in found["error"]
    assert not (studied / "none" / "stuck").exists()


def test_a_folder_of_another_kind_is_the_persons_mistake(studied: Path) -> None:
    write_table(studied / "odd" / "snapshots.csv.gz", SNAPSHOT[:3], [("P0", "hw03", "2020-10-01 00:00:00.000")])

    done = undersong(studied, "--evaluate", "stuck", "--data", str(studied / "odd"))

    assert done.returncode == 2
    assert "snapshots.csv.gz" in json.loads(done.stdout.splitlines()[-1])["error"]
