"""What a bench of completion is to measure on."""

from dataclasses import dataclass
from pathlib import Path

# Enough for an interval of some four points on either side; a generated repository repeats itself and needs fewer.
CUTS, FEW_CUTS = 300, 40
SEEDS = 3


@dataclass(frozen=True, slots=True)
class Targets:
    """Repositories, places and seeds.

    Parameters
    ----------
    repos
        Git folders (bare ones too) or plain folders; none stands for one that is generated.
    cuts
        Places asked at in each repository and seed; 0 leaves the number to the bench.
    seeds
        How often each repository is held back anew; 0 leaves the number to the bench.
    adapted
        A release tuned on the repository, served in a row of its own. It must not have seen what is held back.
    copies
        Where to leave the repositories without what is held back, one folder each and seed, to tune a release on.
    """

    repos: tuple[Path, ...] = ()
    cuts: int = 0
    seeds: int = 0
    adapted: Path | None = None
    copies: Path | None = None

    def cuts_of(self, full: bool) -> int:
        """Return how many places are asked at."""
        return self.cuts or (CUTS if full or self.repos else FEW_CUTS)

    def seeds_of(self, full: bool) -> range:
        """Return the seeds to run with."""
        return range(7, 7 + (self.seeds or (SEEDS if full else 1)))
