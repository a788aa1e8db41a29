"""Whether the completion can be tuned on this machine at all, and if not, what is missing. Light: the daemon asks."""

import sys
from collections.abc import Callable
from pathlib import Path

from undersong.domain.places import Places
from undersong.learning.adapting.repositories import known
from undersong.registry.joined import joined_folder

MODEL = "completion"
NO_TORCH = "torch is not installed"
NO_BASE = "its base was not put together"
NO_REPOSITORY = "no repository was opened"


def unable(places: Places, python: Path | None, joined: Callable[[str], Path | None] = joined_folder) -> dict[str, str]:
    """Return model → why it cannot be trained here; a model that can be is left out.

    `python` is the interpreter of the training environment.
    """
    if python is None or not has_torch(python):
        return {MODEL: NO_TORCH}
    if joined(MODEL) is None:
        return {MODEL: NO_BASE}
    return {} if known(places.index) else {MODEL: NO_REPOSITORY}


def has_torch(python: Path) -> bool:
    """Tell whether torch lies in an interpreter's environment, without starting it."""
    environment = python.parent.parent  # not resolved: an environment's interpreter is a link to another one's
    pattern = "Lib/site-packages/torch" if sys.platform == "win32" else "lib/python3*/site-packages/torch"
    return any(environment.glob(pattern))
