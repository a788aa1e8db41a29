"""A model with its manifest, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

# Parts a model's name from the repository that it was tuned on: ``completion.3f9c0a1b2d4e5f60``.
SCOPE_MARK = "."


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
        ``stuck``, ``flow``, ``anomaly``, ``accept``, ``completion`` or ``naming``; behind a dot the digest of the
        repository's place, for one that was tuned on it and serves nowhere else.
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
        """``stuck 0.1.0``, as verdicts and logs name it; of which repository is nobody's business."""
        return f"{unscoped(self.manifest.model)} {self.manifest.version}"


def scoped(model: str, scope: str) -> str:
    """Return the name of what was tuned for one repository; `scope` is the digest of its place."""
    return f"{model}{SCOPE_MARK}{scope}"


def unscoped(model: str) -> str:
    """Return the name of the model that it was tuned from.

    >>> unscoped("completion.3f9c0a1b2d4e5f60"), unscoped("stuck")
    ('completion', 'stuck')
    """
    return model.partition(SCOPE_MARK)[0]
