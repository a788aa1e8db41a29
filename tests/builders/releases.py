"""Registries with small releases in them, over a ledger and folders of their own."""

from pathlib import Path

from undersong.domain.clock import HeldClock
from undersong.domain.release import Manifest, Release
from undersong.registry import Registry, digests, fingerprint, plain_from_manifest
from undersong.store.connection import Database
from undersong.store.ledger import open_ledger

FEATURES = ("fail_streak", "runs")
NOON = 1_763_700_000_000


def manifest(version: str, model: str = "stuck", features: tuple[str, ...] = FEATURES) -> Manifest:
    """Return a manifest without files."""
    return Manifest(model, version, NOON, {}, features, fingerprint(features), {"enter": 0.5})


def ledger_in(folder: Path) -> Database:
    """Open a new ledger."""
    return open_ledger(folder / "undersong.db")


def registry_in(folder: Path, ledger: Database | None = None, **more: object) -> Registry:
    """Return a registry that ships ``stuck 0.1.0``."""
    ship(folder / "models", "0.1.0")
    return Registry(ledger or ledger_in(folder), folder / "releases", folder / "models", HeldClock(NOON), **more)  # type: ignore[arg-type]


def ship(
    folder: Path, version: str, content: bytes = b"shipped", model: str = "stuck", name: str = "model.onnx"
) -> None:
    """Write the release that a product comes with."""
    import json
    from dataclasses import replace

    place = folder / model
    place.mkdir(parents=True, exist_ok=True)
    whole = replace(manifest(version, model), files=digests({name: content}))
    (place / name).write_bytes(content)
    (place / "manifest.json").write_text(json.dumps(plain_from_manifest(whole)))


def serve(registry: Registry, version: str) -> Release:
    """Publish a release and let it serve."""
    release = registry.publish(manifest(version), {"model.onnx": version.encode()})
    registry.promote(release, f"{version} is better")
    return release
