"""torch for the trainer: 200 MB or more that only those who train the completion need."""

import subprocess
from pathlib import Path

from undersong.cli.output import complain
from undersong.domain.errors import BadInput

# The version in requirements/constraints.txt; a test holds them together.
TORCH = "torch==2.13.0"


def bring_torch(python: Path) -> None:
    """Add torch to a training environment that lacks it, by the environment's own pip.

    Called only where a person asked by name for a model that needs it; what is trained while nobody works takes what is
    there. On Linux pip takes the build for graphics cards, some gigabytes, unless it is set up for the smaller one.

    Raises
    ------
    BadInput
        pip could not install it.
    """
    from rich.console import Console

    from undersong.learning.adapting.readiness import has_torch

    if has_torch(python):
        return
    complain("torch is not in the training environment; it is added now, once.")
    command = [str(python), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", TORCH]
    with Console(stderr=True).status("Adding torch…"):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise BadInput(
            "torch",
            f"could not be added ({said[-1] if said else 'pip said nothing'})",
            f"add {TORCH} to {python} by hand",
        )
