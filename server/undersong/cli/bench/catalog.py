"""All benches, in reading order."""

from collections.abc import Iterator
from importlib import import_module

from undersong.cli.bench.figure import Figure
from undersong.cli.yardstick.targets import Targets
from undersong.domain.errors import NotThere

BENCHES = ("ingest", "daemon", "detect", "drift", "index", "completion", "serving", "extension")
# These measure on repositories that can be named.
ON_REPOSITORIES = ("completion", "serving")


def run_benches(names: list[str] | None, full: bool, targets: Targets | None = None) -> Iterator[list[Figure]]:
    """Run the named benches, or all, one after the other.

    Raises
    ------
    NotThere
        A name that is no bench.
    """
    wanted = names or list(BENCHES)
    for name in wanted:
        if name not in BENCHES:
            raise NotThere(f"The bench {name}", f"choose from {', '.join(BENCHES)}")
    for name in wanted:
        measure = import_module(f"undersong.cli.bench.{name}").measure
        yield measure(full, targets) if name in ON_REPOSITORIES else measure(full)
