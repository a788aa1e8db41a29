"""`undersong eval --simulate`: simulated developers with real failing runs planted, on the whole path to a toast."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from undersong.cli.output import complain, say, say_json, say_table

if TYPE_CHECKING:
    from undersong.domain.release import Release
    from undersong.learning.simulated.aggregates import Aggregates
    from undersong.learning.simulated.counting import Heard
    from undersong.learning.simulated.rhythm import Rhythm, Row
    from undersong.learning.simulated.series import Cases

    Lived = list[tuple[Heard, Rhythm]]

DEVELOPERS, DAYS = 20, 5
FULL_DEVELOPERS, FULL_DAYS = 60, 10
# Ways to run tests that are hard to tell from trouble; with --full some developers live so.
HARD_WAYS, HARD_DEVELOPERS = ("known_red", "watching"), 20
# Seeds of single developers lie far from each other, so that two runs share none.
APART = 100_000
# More processes than these cost more to start than they save.
MOST_WORKERS = 4
# On the error stream, once in so many developers.
TOLD_EVERY = 5
RECORDING = "bug-hunt.jsonl"
MEANING = """
An alarm is trouble that has been high for a minute and was not told before (goal: at most 0.5 an active hour). Told is
any level, the status bar too; toasts are counted apart (goal: at most 4 a day). Recall is the share of planted
stretches told of in time; unbudgeted is the detector alone (goal: at most 0.05 lost against it).
"""


@dataclass(frozen=True)
class Setting:
    """What a simulation needs, ready to be handed to another process.

    Parameters
    ----------
    known, cases
        What developers are drawn from, and the failing runs to plant.
    releases
        Model → the folder of the release that judges.
    note
        What a reader must know of both.
    """

    known: "Aggregates"
    cases: "Cases"
    releases: Mapping[str, Path]
    note: str


def simulated(name: str, data: Path | None, as_json: bool, full: bool, seed: int, model: Path | None) -> None:
    """Simulate what `name` would tell; only stuck makes nudges."""
    from undersong.domain.errors import BadInput

    if name not in ("", "stuck"):
        raise BadInput("--simulate", f"is about stuck, {name} makes no nudges", "leave out the name")
    simulate(data, as_json, full, seed, model)


def simulate(data: Path | None, as_json: bool, full: bool = False, seed: int = 7, model: Path | None = None) -> None:
    """Print one flat object of figures; on a terminal also how the simulated developers compare with real ones."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="undersong-") as scratch:
        setting = prepared(data, model, seed, Path(scratch))
        people, days = (FULL_DEVELOPERS, FULL_DAYS) if full else (DEVELOPERS, DAYS)
        lived = list(live_all(setting, people, days, seed))
        hard = {way: list(live_all(setting, HARD_DEVELOPERS, days, seed, way)) for way in HARD_WAYS} if full else {}
    tell(setting, lived, hard, seed, as_json)


def tell(setting: Setting, lived: "Lived", hard: "Mapping[str, Lived]", seed: int, as_json: bool) -> None:
    """Print the figures."""
    from undersong.learning.simulated.figures import figures_of, of_way
    from undersong.learning.simulated.rhythm import blocks_compared, compared

    rhythms = [rhythm for _, rhythm in lived]
    rows = compared(setting.known, rhythms)
    figures = {
        **figures_of([heard for heard, _ in lived], rows, seed),
        **{name: value for way, those in hard.items() for name, value in of_way(way, [h for h, _ in those]).items()},
        "failing_runs_of": setting.cases.source,
        "people_with_failing_runs": setting.cases.people,
        "seed": seed,
        "note": setting.note,
    }
    if as_json:
        say_json(figures)
        return
    say_table(("figure", "value"), list(figures.items()))
    say(MEANING)
    say_table(("measure", "real p10, p50, p90", "simulated p10, p50, p90", "inside"), list(cells(rows)))
    say("")
    together = blocks_compared(setting.known, rhythms)
    say_table(("all together", "real p10, p50, p90", "simulated p10, p50, p90"), [row[:3] for row in cells(together)])


def cells(rows: "list[Row]") -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows of a table as text."""
    for row in rows:
        real, simulated = (", ".join(f"{value:g}" for value in values) for values in (row.real, row.simulated))
        yield row.measure, real, simulated, f"{row.inside:.0%}"


def prepared(data: Path | None, model: Path | None, seed: int, scratch: Path) -> Setting:
    """Find the aggregates, the failing runs and the releases, so that no model judges those it learned from."""
    from undersong.cli.judging import release_of
    from undersong.cli.shipped import release_at
    from undersong.learning.simulated.aggregates import ABB, FOLDER, read_aggregates

    priors, penn = folder_with(data, FOLDER, f"{ABB}.json"), folder_with(data, "penn_cs1", "snapshots.csv.gz")
    check(data, priors, penn)
    releases = {name: release_at(name).folder for name in ("stuck", "flow", "anomaly")}
    known = read_aggregates(priors)
    if penn is None:
        stuck = release_of("stuck", model)
        note = f"Judged by {stuck.name}; failing runs from a recording of our own, give --data for those of people."
        return Setting(known, recorded(), {**releases, "stuck": stuck.folder}, note)
    cases, stuck, note = apart(penn, model, seed, scratch)
    return Setting(known, cases, {**releases, "stuck": stuck.folder}, note)


def check(data: Path | None, priors: Path | None, penn: Path | None) -> None:
    """Refuse a folder that holds nothing of use."""
    from undersong.domain.errors import NotThere

    if data is not None and priors is None and penn is None:
        raise NotThere(f"priors or penn_cs1 in {data}", "name the folder that holds them, or one of them")


def folder_with(data: Path | None, name: str, file: str) -> Path | None:
    """Return the folder with a file: `data` itself or the one called `name` in it."""
    places = () if data is None else (data, data / name)
    return next((place for place in places if (place / file).is_file()), None)


def apart(penn: Path, model: Path | None, seed: int, scratch: Path) -> "tuple[Cases, Release, str]":
    """Return failing runs and a release that never saw the people who had them."""
    from undersong.cli.judging import release_of
    from undersong.cli.shipped import release_at
    from undersong.learning.simulated.halves import halves, strangers
    from undersong.learning.simulated.series import penn_cases

    if model is not None:
        stuck = release_of("stuck", model)
        people = strangers(penn, stuck.manifest.features, stuck.manifest.dataset.get("seen", ()))
        note = f"Judged by {stuck.name} of {model.name}, which learned from none of the people whose runs were planted."
        return penn_cases(penn, people), stuck, note
    learned, planted = halves(penn, seed)
    refitted = refit(penn, learned, scratch)
    if refitted is not None:
        note = f"The recipe of stuck learned anew from {len(learned)} people; runs of the other {len(planted)} planted."
        return penn_cases(penn, planted), refitted, note
    stuck = release_at("stuck")
    note = f"Judged by {stuck.name}, which may have learned from these people: no training environment to learn anew."
    return penn_cases(penn, planted), stuck, note


def refit(penn: Path, people: frozenset[str], scratch: Path) -> "Release | None":
    """Return a release of `stuck` made of some people alone; None where there is no training environment."""
    from undersong.cli.shipped import release_at
    from undersong.cli.train import run_trainer
    from undersong.domain.errors import LearningError
    from undersong.domain.places import places_from_environment
    from undersong.learning.child import trainer_python
    from undersong.learning.simulated.halves import write_part

    if trainer_python() is None:
        return None
    write_part(penn, people, scratch / "people")
    options = ["--prior", "--data", str(scratch / "people"), "--out", str(scratch / "made")]
    result = run_trainer(places_from_environment(), ["stuck"], options, "Learning from one half of the people…")
    if result.get("error"):
        raise LearningError(result["error"])
    return release_at("stuck", scratch / "made" / "stuck")


def recorded() -> "Cases":
    """Return the failing runs of the recording that ships."""
    from undersong.cli.replay import read_events
    from undersong.cli.stage.recording import shipped_folder
    from undersong.features.trials import run_of_report
    from undersong.learning.simulated.series import recorded_cases

    with (shipped_folder() / RECORDING).open("rb") as file:
        tests = [event for event in read_events(file) if event.kind == "test_run"]
    return recorded_cases([run for event in tests if (run := run_of_report(event)) is not None])


def live_all(
    setting: Setting, people: int, days: int, seed: int, way: str = "plain"
) -> "Iterator[tuple[Heard, Rhythm]]":
    """Yield each developer's days, in order, lived on the cores that are free."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    seeds = range(seed * APART, seed * APART + people)
    workers = min(MOST_WORKERS, os.cpu_count() or 1)
    if workers == 1:
        prepare(setting, days, way)
        yield from map(live_one, seeds)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, prepare, (setting, days, way)) as pool:
        for number, one in enumerate(pool.map(live_one, seeds), 1):
            if number % TOLD_EVERY == 0:
                complain(f"{number} of {people} developers lived")
            yield one


# What a worker process was given; each has its own.
GIVEN: dict[str, Any] = {}


def prepare(setting: Setting, days: int, way: str) -> None:
    """Open the releases once a process."""
    from undersong.cli.shipped import release_at
    from undersong.inference.onnx import OnnxModel

    models = {name: OnnxModel(release_at(name, folder)) for name, folder in setting.releases.items()}
    GIVEN.update(setting=setting, days=days, way=way, models=models)


def live_one(seed: int) -> "tuple[Heard, Rhythm]":
    """Live one developer's days."""
    from undersong.flows.rehearse import Rehearsal
    from undersong.learning.simulated.developer import Developer
    from undersong.learning.simulated.work import Way

    setting: Setting = GIVEN["setting"]
    developer = Developer(setting.known, setting.cases, seed, way=Way(GIVEN["way"]))
    return Rehearsal(GIVEN["models"], seed).live(developer, GIVEN["days"])
