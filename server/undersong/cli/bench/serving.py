"""Serving under many hands: 32 editors type at once in repositories that were not seen in training.

Three lines are always told. A: unique places, everything cold. B: a replay of keystrokes, which carries the claim.
C: one place asked again and again, the ceiling. A key counts as served when two tokens or more, for the text on the
screen, were there within 100 ms; what was empty, one token, late or taken back is counted apart. The editors' own
processor is left out.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from undersong.cli.bench.figure import Figure
from undersong.cli.bench.generated import write_repository
from undersong.cli.bench.serving_lines import Line, alone_line, cached_line, cold_line, replay_line
from undersong.cli.yardstick.crowd import Crowd, gathered, held_of, served
from undersong.cli.yardstick.held import Held
from undersong.cli.yardstick.replay import Typist
from undersong.cli.yardstick.rows import has_model
from undersong.cli.yardstick.scores import percentile
from undersong.cli.yardstick.targets import Targets
from undersong.domain.places import Places

BENCH = "serving"
EDITORS = 32
GENERATED, GENERATED_FILES = 3, 60
# How many times as fast as a person: the next speed is tried as long as nearly everything is in time.
SPEEDS = (1.0, 2.0, 4.0, 8.0, 16.0)
ENOUGH_IN_TIME = 0.95
SECONDS, FULL_SECONDS = 3.0, 20.0
WARM_UP_SECONDS, FULL_WARM_UP_SECONDS = 2.0, 60.0
# So many editors wait for cold answers at once: more would only queue.
COLD_EDITORS = 2
# A thousand a second on two cores leave two milliseconds of processor for each.
CORES, GOAL = 2, 1_000.0


def measure(full: bool, targets: Targets | None = None) -> list[Figure]:
    """Run the three lines on the repositories given, or on three generated ones, with each engine that is there."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="undersong-bench-") as folder:
        repos = held_of(list((targets or Targets()).repos) or generated(Path(folder)), Path(folder) / "held")
        for engine in engines():
            tell(f"serving with {engine}")
            with served(Path(folder) / engine, engine) as places:
                figures += asyncio.run(measure_engine(places, repos, engine, full))
    return figures


def engines() -> tuple[str, ...]:
    """Return what can answer here; the repository's counts alone are the baseline of what knows more."""
    return ("repository", "both") if has_model() else ("repository",)


async def measure_engine(places: Places, repos: list[Held], engine: str, full: bool) -> list[Figure]:
    """Return the figures of all lines."""
    seconds = FULL_SECONDS if full else SECONDS
    async with gathered(places, repos, EDITORS) as crowd:
        typists = [Typist(member.editor, member.held, seed) for seed, member in enumerate(crowd.members)]
        cold_start = await replay_line(typists, crowd, seconds, SPEEDS[0])
        await replay_line(typists, crowd, FULL_WARM_UP_SECONDS if full else WARM_UP_SECONDS, SPEEDS[0])
        lines = {
            "A: unique cold places": await cold_line(crowd, seconds, COLD_EDITORS),
            "B: replay, cold start": cold_start,
            **{f"B: replay, {speed:g} times a person": line async for speed, line in speeding(typists, crowd, seconds)},
            "B: replay, asked at every key": await asked_always(crowd, seconds),
            "C: one place again and again (ceiling)": await cached_line(crowd, seconds),
        }
        alone = await alone_line(crowd, seconds)
    return [figure for name, line in lines.items() for figure in figures_of(f"{engine}, {name}", line, alone)]


async def asked_always(crowd: Crowd, seconds: float) -> Line:
    """Return line B for editors without our rule: they ask at every key."""
    typists = [
        Typist(member.editor, member.held, 500 + seed, asks_always=True) for seed, member in enumerate(crowd.members)
    ]
    return await replay_line(typists, crowd, seconds, SPEEDS[0])


async def speeding(typists: list[Typist], crowd: Crowd, seconds: float) -> AsyncIterator[tuple[float, Line]]:
    """Yield line B at higher and higher speeds, until answers come late."""
    for speed in SPEEDS:
        line = await replay_line(typists, crowd, seconds, speed)
        tell(
            f"  {speed:g} times a person: {line.per_second:.0f} keys served a second, {line.tally.in_time:.0%} in time"
        )
        yield speed, line
        if line.tally.in_time < ENOUGH_IN_TIME:
            return


def figures_of(row: str, line: Line, alone: Line) -> Iterator[Figure]:
    """Yield the figures of a line; its quality stands beside that of one editor alone."""
    yield from rates(row, line)
    tally = line.tally
    for share in (0.5, 0.95, 0.99) if tally.milliseconds else ():
        value = percentile(tally.milliseconds, share)
        name = f"p{share * 100:.0f}_milliseconds"
        yield Figure(BENCH, row, name, value, "ms", None, len(tally.milliseconds), better="less")
    yield Figure(BENCH, row, "in_time", 100 * tally.in_time, "%", None, tally.asked)
    value, beside = tally.exact_prefix, alone.tally.exact_prefix
    yield Figure(BENCH, row, "exact_prefix", value, "%", None, tally.judged, beside, value / beside if beside else None)
    for outcome, count in sorted(tally.mix.items()):
        yield Figure(BENCH, row, f"share_{outcome.replace(' ', '_')}", 100 * count / tally.keys, "%", None, count)


def rates(row: str, line: Line) -> Iterator[Figure]:
    """Yield how much is served by the clock and by the server's processor, and what a request takes of each process."""
    tally, asked = line.tally, max(1, line.tally.asked)
    goal = GOAL if "B: replay," in row and "cold start" not in row else None
    for name, value, count, wanted in (
        ("answers_per_second", line.answers_per_second, tally.with_text, None),
        ("replies_per_second", line.per_second, tally.served, None),
        ("replies_per_server_cpu_second", line.per_cpu_second, tally.served, None),
        ("replies_per_second_of_two_cores", line.per_cpu_second * CORES, tally.served, goal),
        ("daemon_replies_per_server_cpu_second", line.daemon_per_cpu_second, tally.served_by_daemon, None),
    ):
        yield Figure(BENCH, row, name, value, "/s", None, count, goal=wanted)
    for name, seconds in (("daemon", line.daemon_seconds), ("worker", line.worker_seconds)):
        taken = 1000 * seconds / asked
        yield Figure(BENCH, row, f"{name}_milliseconds_per_request", taken, "ms", None, asked, better="less")


def generated(folder: Path) -> list[Path]:
    """Write repositories that differ."""
    repos = [folder / f"generated-{number}" for number in range(GENERATED)]
    for number, repo in enumerate(repos):
        write_repository(repo, GENERATED_FILES, seed=100 + number)
    return repos


def tell(text: str) -> None:
    """Say how far it is, where it does not mix with the figures."""
    print(text, file=sys.stderr, flush=True)
