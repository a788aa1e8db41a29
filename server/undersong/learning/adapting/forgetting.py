"""Forgetting what was learned of repositories: weights hold code as a memory does."""

import shutil
from pathlib import Path

from undersong.domain.release import SCOPE_MARK
from undersong.learning.adapting.repositories import FILE
from undersong.registry import Registry

# Beside the index of each repository: where it is, what was refitted and what was tuned.
LEARNED = (FILE, "weights.json", "tuned.json", "tuning")


def forget_learned(registry: Registry, index_folder: Path) -> None:
    """Delete every release that was tuned on a repository, and what lies beside the indexes for tuning."""
    for model in registry.models():
        if SCOPE_MARK in model:
            registry.forget(model)
    for name in LEARNED:
        for path in index_folder.glob(f"*/{name}"):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
