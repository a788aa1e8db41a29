"""Which release serves, and how that changes."""

from pathlib import Path

import pytest

from builders.releases import ledger_in, manifest, registry_in, serve, ship
from undersong.domain.errors import NoRelease, NotThere, ReleaseUnreadable
from undersong.domain.release import Release, Standing
from undersong.registry import Registry
from undersong.registry.history import latest_ids


def version_of(registry, model: str = "stuck") -> str:
    return registry.serving(model).manifest.version


def test_what_was_shipped_serves_where_nothing_else_does(tmp_path: Path) -> None:
    assert version_of(registry_in(tmp_path)) == "0.1.0"


def test_a_model_without_any_release_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoRelease, match="No release of naming"):
        registry_in(tmp_path).serving("naming")


def test_a_candidate_serves_nobody(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)

    registry.publish(manifest("0.1.1+a"), {"model.onnx": b"x"})

    assert version_of(registry) == "0.1.0"


def test_a_promoted_release_serves_and_the_one_before_is_retired(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)

    serve(registry, "0.1.1+a")
    serve(registry, "0.1.2+b")

    standings = {release.manifest.version: standing for release, standing in registry.all_of("stuck")}
    assert version_of(registry) == "0.1.2+b"
    assert standings == {"0.1.2+b": Standing.SERVING, "0.1.1+a": Standing.RETIRED, "0.1.0": Standing.RETIRED}


def test_a_refused_release_never_serves_even_when_all_others_are_gone(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)
    refused = registry.publish(manifest("0.1.1+a"), {"model.onnx": b"x"})

    registry.refuse(refused)

    assert version_of(registry) == "0.1.0"
    assert registry.history("stuck") == []


def test_a_rollback_is_one_step_and_two_are_two(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)
    serve(registry, "0.1.1+a")
    serve(registry, "0.1.2+b")

    assert registry.rollback("stuck").manifest.version == "0.1.1+a"
    assert registry.rollback("stuck").manifest.version == "0.1.0"
    with pytest.raises(NotThere, match="nothing to go back to"):
        registry.rollback("stuck")


def test_the_history_tells_the_reasons_newest_first(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)
    serve(registry, "0.1.1+a")
    registry.rollback("stuck", "it was noisy")

    history = registry.history("stuck")

    assert [(row.version, row.reason) for row in history] == [
        ("0.1.0", "it was noisy"),
        ("0.1.1+a", "0.1.1+a is better"),
    ]


@pytest.mark.parametrize("damage", ["changed", "gone", "no manifest", "half a manifest"])
def test_the_release_before_a_corrupt_one_serves(tmp_path: Path, damage: str) -> None:
    told: list[ReleaseUnreadable] = []
    registry = registry_in(tmp_path, on_problem=told.append)
    serve(registry, "0.1.1+a")
    newest = serve(registry, "0.1.2+b").folder

    match damage:
        case "changed":
            (newest / "model.onnx").write_bytes(b"something else")
        case "gone":
            (newest / "model.onnx").unlink()
        case "no manifest":
            (newest / "manifest.json").unlink()
        case _:
            (newest / "manifest.json").write_text('{"model": "stuck"}')

    assert [version_of(registry), version_of(registry)] == ["0.1.1+a", "0.1.1+a"]
    assert len(told) == 1
    assert "0.1.2+b cannot serve" in str(told[0])
    assert registry.history("stuck")[0].is_fallback


def test_when_all_that_was_trained_is_corrupt_the_shipped_one_serves(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)
    for version in ("0.1.1+a", "0.1.2+b"):
        (serve(registry, version).folder / "model.onnx").write_bytes(b"")

    assert version_of(registry) == "0.1.0"


def test_a_corrupt_shipped_release_is_told_once_and_serves_nobody(tmp_path: Path) -> None:
    told: list[ReleaseUnreadable] = []
    registry = registry_in(tmp_path, on_problem=told.append)
    (tmp_path / "models/stuck/model.onnx").write_bytes(b"")

    for _ in range(2):
        with pytest.raises(NoRelease):
            registry.serving("stuck")

    assert len(told) == 1


def test_a_release_of_another_schema_does_not_serve(tmp_path: Path) -> None:
    from dataclasses import replace

    registry = registry_in(tmp_path)
    other = replace(manifest("0.1.1+a"), schema="0" * 16)
    release = registry.publish(other, {"model.onnx": b"x"})

    with pytest.raises(ReleaseUnreadable, match="columns are not those"):
        registry.promote(release, "it looked better")

    assert version_of(registry) == "0.1.0"


def test_a_newer_product_brings_its_own_release_where_the_old_shipped_one_served(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)
    serve(registry, "0.1.1+a")
    registry.rollback("stuck")

    ship(tmp_path / "models", "0.2.0")

    assert version_of(registry) == "0.2.0"


def test_only_the_newest_few_files_are_kept(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)

    for number in range(8):
        serve(registry, f"0.1.{number + 1}+a")

    assert len(list((tmp_path / "releases/stuck").iterdir())) == 4
    assert version_of(registry) == "0.1.8+a"


def test_a_half_written_folder_is_never_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = registry_in(tmp_path)

    def cut(*_: object) -> None:
        raise OSError("power cut")

    monkeypatch.setattr(Path, "replace", cut)

    with pytest.raises(OSError, match="power cut"):
        registry.publish(manifest("0.1.1+a"), {"model.onnx": b"x"})

    assert [release.manifest.version for release, _ in registry.all_of("stuck")] == ["0.1.0"]


def test_another_process_notices_a_deployment_by_its_id(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    registry = registry_in(tmp_path, ledger)
    before = latest_ids(ledger)

    serve(registry, "0.1.1+a")

    assert latest_ids(ledger) != before


def test_a_release_is_found_by_its_version(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)
    serve(registry, "0.1.1+a")

    assert registry.find("stuck", "0.1.0").manifest.version == "0.1.0"
    with pytest.raises(NotThere, match=r"release stuck 9\.9\.9 does not exist"):
        registry.find("stuck", "9.9.9")


TUNED = "completion.0123456789abcdef"


def ship_completion(folder: Path) -> None:
    ship(folder / "models", "0.1.0", model="completion")


def tune(registry: Registry, version: str) -> Release:
    release = registry.publish(manifest(version, TUNED), {"model.onnx": version.encode()})
    registry.promote(release, "The newest lines are met better.")
    return release


def test_what_was_tuned_on_a_repository_goes_back_to_what_ships(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)
    ship_completion(tmp_path)
    assert registry.serving(TUNED).folder == tmp_path / "models" / "completion"

    tune(registry, "0.1.1+aaaa")
    assert registry.serving(TUNED).manifest.version == "0.1.1+aaaa"

    assert registry.rollback(TUNED).folder == tmp_path / "models" / "completion"
    assert registry.serving(TUNED).manifest.version == "0.1.0"


def test_what_was_tuned_on_one_repository_serves_in_no_other(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)
    ship_completion(tmp_path)
    tune(registry, "0.1.1+aaaa")

    assert registry.serving("completion").manifest.version == "0.1.0"
    assert registry.serving("completion.fedcba9876543210").manifest.version == "0.1.0"


def test_the_name_of_a_tuned_release_does_not_tell_of_which_repository(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)

    assert tune(registry, "0.1.1+aaaa").name == "completion 0.1.1+aaaa"


def test_refused_releases_push_no_other_out(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)
    first = tune(registry, "0.1.1+aaaa")
    tune(registry, "0.1.2+bbbb")
    for number in range(3, 9):
        registry.refuse(registry.publish(manifest(f"0.1.{number}+cccc", TUNED), {}))

    assert first.folder.is_dir()
    assert registry.rollback(TUNED).manifest.version == "0.1.1+aaaa"


def test_a_large_file_is_given_by_its_place(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)
    made = tmp_path / "made.onnx"
    made.write_bytes(b"weights" * 300_000)

    release = registry.publish(manifest("0.1.1+aaaa", TUNED), {"model.onnx": made})
    registry.promote(release, "It is better.")

    assert (registry.serving(TUNED).folder / "model.onnx").read_bytes() == made.read_bytes()


def test_a_large_file_that_was_changed_after_it_was_read_does_not_serve(tmp_path: Path) -> None:
    registry = registry_in(tmp_path)
    ship_completion(tmp_path)
    release = registry.publish(manifest("0.1.1+aaaa", TUNED), {"model.onnx": b"w" * 2_000_000})
    registry.promote(release, "It is better.")
    assert registry.serving(TUNED).manifest.version == "0.1.1+aaaa"

    (release.folder / "model.onnx").write_bytes(b"v" * 2_000_000)

    assert registry.serving(TUNED).manifest.version == "0.1.0"
