"""What is learned from, and what comes out of learning."""

import hashlib
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Self

# The licence of what never leaves this machine.
PRIVATE = "private"


@dataclass(frozen=True)
class Dataset:
    """Frozen Examples with a fingerprint. Row `i` of every column belongs together.

    Parameters
    ----------
    features
        The names of a row's columns.
    rows
        Numbers as a model takes them; NaN is a value that is not known.
    labels
        0.0 or 1.0, a probability where votes alone say so, or all 0.0 where nothing is labelled (anomaly).
    weights
        How far a label is trusted; 1.0 is a person's own word or an objective outcome.
    groups
        Who, or which day, a row comes from: a group is never parted between training and test.
    times_ms
        When the row was lived, 0 where only the order is known; the newest rows are held back by time.
    sources
        ``{"name", "licence", "rows"}`` of every source.
    labelling
        What is known of the functions that labelled the rows; empty where the labels are the truth.
    """

    features: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    labels: tuple[float, ...]
    weights: tuple[float, ...]
    groups: tuple[str, ...]
    times_ms: tuple[int, ...]
    sources: tuple[Mapping[str, Any], ...] = ()
    labelling: Mapping[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of Examples."""
        return len(self.rows)

    @property
    def positives(self) -> int:
        """Return how many Examples are labelled 1."""
        return sum(label > 0.5 for label in self.labels)

    @cached_property
    def fingerprint(self) -> str:
        """Return the SHA-256 over features, rows, labels and weights; groups and times are left out as identities."""
        digest = hashlib.sha256("\n".join(self.features).encode())
        for row, label, weight in zip(self.rows, self.labels, self.weights, strict=True):
            digest.update(packed((*row, label, weight)))
        return digest.hexdigest()

    def chosen(self, indices: Iterable[int]) -> Self:
        """Return these rows alone, in the order given."""
        kept = list(indices)
        columns = ("rows", "labels", "weights", "groups", "times_ms")
        chosen: dict[str, Any] = {name: tuple(getattr(self, name)[i] for i in kept) for name in columns}
        return replace(self, **chosen)

    def group_digests(self) -> dict[str, str]:
        """Return a digest of the rows of each group: tells the same rows again, and nothing of who they are from."""
        digests: dict[str, Any] = {}
        for group, row, label in zip(self.groups, self.rows, self.labels, strict=True):
            digests.setdefault(group, hashlib.sha256()).update(packed((*row, label)))
        return {group: digest.hexdigest()[:16] for group, digest in digests.items()}

    @property
    def is_public(self) -> bool:
        """No row was lived on this machine."""
        return all(source.get("licence") != PRIVATE for source in self.sources)

    def summary(self) -> dict[str, Any]:
        """Return what a manifest says of the data; with public data also the digests that know its people again."""
        said = {
            "fingerprint": self.fingerprint,
            "rows": len(self),
            "positives": self.positives,
            "groups": len(set(self.groups)),
            "sources": [dict(source) for source in self.sources],
        }
        said |= {"labelling": dict(self.labelling)} if self.labelling else {}
        return {**said, "seen": sorted(self.group_digests().values())} if self.is_public else said


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trained Model not yet trusted: what a release's folder and manifest are made from."""

    model: str
    onnx: bytes
    features: tuple[str, ...]
    thresholds: Mapping[str, float] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
    dataset: Mapping[str, Any] = field(default_factory=dict)
    is_experimental: bool = True


def packed(numbers: Sequence[float]) -> bytes:
    """Return numbers as bytes that are the same on every machine; every NaN alike."""
    return struct.pack(f"<{len(numbers)}f", *(float("nan") if n != n else n for n in numbers))


def row_of(features: Mapping[str, float | None], names: Sequence[str]) -> tuple[float, ...]:
    """Return the named features as a model takes them: NaN for what is not known."""
    values = (features.get(name) for name in names)
    return tuple(float("nan") if value is None else float(value) for value in values)
