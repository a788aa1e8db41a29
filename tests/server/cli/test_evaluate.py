import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from builders.days import Editor
from builders.penn import write_penn
from undersong.cli.bench import drift
from undersong.cli.main import make_app
from undersong.domain.clock import HeldClock
from undersong.domain.errors import BadInput, NotThere
from undersong.registry import shipped_folder
from undersong.store.events import EventStore
from undersong.store.row import row_of

SHIPPED = ("--model", str(shipped_folder()))


def evaluated(*arguments: str) -> dict[str, object]:
    result = CliRunner().invoke(make_app(), ["eval", *arguments, "--json"], catch_exceptions=False)
    found: dict[str, object] = json.loads(result.stdout)
    return found


def test_a_release_is_measured_on_people_with_an_interval_beside_its_baseline(tmp_path: Path) -> None:
    figures = evaluated("stuck", *SHIPPED, "--data", str(write_penn(tmp_path)))

    low, high = figures["auc_interval"]  # type: ignore[misc]
    assert figures["task"] == "stuck"
    assert figures["people"] == 12
    assert low <= figures["auc"] <= high
    assert {"n", "positives", "ap", "brier", "ece", "ece_perfect_95", "auc_baseline", "release"} <= set(figures)


def test_people_who_were_not_learned_from_are_told_so(tmp_path: Path) -> None:
    figures = evaluated("stuck", *SHIPPED, "--data", str(write_penn(tmp_path)))

    assert figures["seen_people"] == 0
    assert "None of these people" in str(figures["note"])


def test_a_release_is_found_in_its_folder_and_in_the_one_around_it(tmp_path: Path) -> None:
    data = str(write_penn(tmp_path))

    assert evaluated("stuck", *SHIPPED, "--data", data) == evaluated(
        "stuck", "--model", str(shipped_folder() / "stuck"), "--data", data
    )


def test_predictions_name_each_row_once(tmp_path: Path) -> None:
    out = tmp_path / "said.csv"

    figures = evaluated("stuck", *SHIPPED, "--data", str(write_penn(tmp_path)), "--predictions", str(out))

    with out.open() as file:
        said = list(csv.DictReader(file))
    assert len(said) == len({row["key"] for row in said}) == figures["n"]
    assert all(0 <= float(row["probability"]) <= 1 for row in said)


@pytest.mark.parametrize("name", ["flow", "anomaly"])
def test_experimental_models_say_that_they_claim_nothing(name: str) -> None:
    figures = evaluated(name)

    assert figures["claims_accuracy"] is False
    assert "claims no accuracy" in str(figures["note"])


def test_drift_is_measured_beside_its_raw_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drift, "STREAMS", 4)
    monkeypatch.setattr(drift, "SEEDS", 40)
    monkeypatch.setattr(drift, "LENGTH", 2_000)

    figures = evaluated("drift")

    assert figures["false_alarms_in_200_streams"] <= 10  # type: ignore[operator]
    assert figures["false_alarms_of_raw_input"] > 100  # type: ignore[operator]
    assert 0 < figures["rows_to_find_ten_points"] < 3_000  # type: ignore[operator]


def test_an_unknown_name_and_missing_data_are_the_persons_mistake(tmp_path: Path) -> None:
    for arguments, error in (
        (("lazy",), NotThere),
        ((), BadInput),
        (("stuck",), BadInput),
        (("stuck", "--data", str(tmp_path / "nowhere")), NotThere),
        (("stuck", *SHIPPED, "--data", str(tmp_path)), BadInput),
        (("accept", *SHIPPED, "--data", str(write_penn(tmp_path / "penn"))), BadInput),
    ):
        with pytest.raises(error):
            evaluated(*arguments)


def test_accept_without_data_tells_what_became_of_ones_own_suggestions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNDERSONG_HOME", str(tmp_path))
    assert evaluated("accept")["n"] == 0

    editor = Editor()
    editor.suggest("accepted", "completion")
    store = EventStore.open(tmp_path / "events.db", HeldClock(editor.now_ms))
    store.append([row_of(event) for event in editor.events])
    store.close()

    found = evaluated("accept")
    assert (found["task"], found["n"], found["positives"]) == ("accept", 1, 1)
