"""A model with its manifest, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any


class Standing(StrEnum):
    """Where a release is in its life."""

    CANDIDATE = "candidate"
    SERVING = "serving"
    RETIRED = "retired"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release says of itself; `manifest.json` beside its files.

    Parameters
    ----------
    model
        ``stuck``, ``flow``, ``anomaly``, ``accept``, ``completion`` or ``naming``.
    version
        ``major.minor.patch``; one trained here adds ``+`` and eight digits of its data set's fingerprint.
    created_ms
        When it was trained.
    files
        File name → SHA-256 of its bytes, in hexadecimal.
    features
        The names of the columns, in the order that the model takes them.
    schema
        Fingerprint of `features`; a release of another fingerprint does not serve.
    thresholds
        Named cut-offs, such as ``enter`` and ``leave``.
    scores
        Figures on held-back rows.
    dataset
        Fingerprint, rows, sources and licences of what it learned from.
    is_experimental
        It claims no accuracy.
    """

    model: str
    version: str
    created_ms: int
    files: Mapping[str, str]
    features: tuple[str, ...]
    schema: str
    thresholds: Mapping[str, float] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
    dataset: Mapping[str, Any] = field(default_factory=dict)
    is_experimental: bool = True


@dataclass(frozen=True, slots=True)
class Release:
    """A manifest and the folder that holds its files."""

    manifest: Manifest
    folder: Path

    @property
    def name(self) -> str:
        """``stuck 0.1.0``, as verdicts and logs name it."""
        return f"{self.manifest.model} {self.manifest.version}"
