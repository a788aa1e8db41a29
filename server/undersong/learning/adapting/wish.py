"""What is asked of a night of tuning. Light: it is read before numeric libraries are."""

import sys
from dataclasses import dataclass
from pathlib import Path

# As long as one idle spell usually lasts; what is not done by then is begun anew the next night on newer code.
USUAL_MINUTES = 30.0


@dataclass(frozen=True, slots=True)
class Wish:
    """Which repository is to be tuned on (None: whose turn it is), for how many minutes, and the worker's prefix."""

    root: Path | None = None
    minutes: float = USUAL_MINUTES
    prefix: Path = Path(sys.prefix)
