"""The trainer's root: one training from beginning to end at the lowest priority, and one line of JSON as its answer."""

import argparse
import json
import logging
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from undersong.app.logs import start_log
from undersong.app.registry import open_registry
from undersong.app.studying import SEED, evaluate_on_folder, train_on_folder
from undersong.domain.clock import Clock, clock_from_environment
from undersong.domain.connection import Connection
from undersong.domain.errors import UndersongError, UserError
from undersong.domain.kind import Kind
from undersong.domain.places import Places
from undersong.learning import lease, log, priority
from undersong.learning.adapting.readiness import MODEL as LANGUAGE
from undersong.learning.adapting.wish import USUAL_MINUTES, Wish
from undersong.registry import Registry

# Features and labels look at all kinds but these, which are a third of all events.
UNUSED_KINDS = frozenset({Kind.CURSOR_MOVED, Kind.SUGGESTION_SHOWN, Kind.SUGGESTION_OUTCOME})
# The window of the product's training configuration.
LEARNED_DAYS = 30
DAY_MS = 86_400_000

REFUSED, ACCEPT = "refused", "accept"
USUAL = Wish()

logger = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Train as told, print the result, and return 0; 2 for the user's mistake and 1 for ours."""
    options = parser().parse_args(argv)
    lowered = make_way(options.data is not None)
    if options.trigger == "idle":
        priority.end_with_parent()
    places = Places(Path(options.home))
    start_log(places.logs, "trainer")
    try:
        if options.evaluate:
            result = evaluate_on_folder(options.evaluate, options.data, options.predictions, options.leaderboard, SEED)
        elif options.data is not None:
            result = train_on_folder(
                options.model, options.data, options.out or Path(), clock_from_environment(), options.prior
            )
        else:
            wish = Wish(options.root, options.minutes, options.prefix)
            result = train_here(places, clock_from_environment(), options.model, options.trigger, wish)
    except Exception as error:
        # Whoever started this reads one JSON line; the log tells the place of what nobody foresaw.
        if not isinstance(error, UndersongError):
            logger.exception("training failed")
            print(json.dumps({"error": f"training failed ({type(error).__name__}); the trainer's log tells where"}))
            return 1
        is_mistake = isinstance(error, UserError)
        print(json.dumps({"error": str(error), "mistake": is_mistake, "lowered": lowered}))
        return 2 if is_mistake else 1
    print(json.dumps({**result, "lowered": lowered}, ensure_ascii=False))
    return 0


def make_way(is_waited_for: bool) -> list[str]:
    """Go before nothing, unless somebody waits for what is made of a folder; return what was lowered."""
    if is_waited_for:
        priority.use_all_cores()
        return []
    priority.use_one_thread()
    return priority.lower()


def parser() -> argparse.ArgumentParser:
    """Return what the trainer takes."""
    made = argparse.ArgumentParser(prog="undersong trainer", description="Train models; started by the daemon.")
    made.add_argument("--home", required=True)
    made.add_argument("--model", action="append", default=[])
    made.add_argument("--trigger", choices=("idle", "asked"), default="asked")
    made.add_argument("--root", type=Path)
    made.add_argument("--minutes", type=float, default=USUAL_MINUTES)
    made.add_argument("--prefix", type=Path, default=Path(sys.prefix))
    made.add_argument("--data", type=Path)
    made.add_argument("--out", type=Path)
    made.add_argument("--prior", action="store_true")
    made.add_argument("--evaluate")
    made.add_argument("--predictions", type=Path)
    made.add_argument("--leaderboard", action="store_true")
    return made


def train_here(places: Places, clock: Clock, models: Sequence[str], trigger: str, wish: Wish = USUAL) -> dict[str, Any]:
    """Train on what was recorded on this machine, under the lease, and log it."""
    from undersong.store.ledger import open_ledger

    for model in models:
        require(model)
    ledger = open_ledger(places.ledger, clock)
    if not lease.take(ledger, clock.now_ms()):
        return {"error": "Another training runs; it holds the lease until it ends.", "decisions": []}
    try:
        training = run(places, ledger, clock, models or names(), trigger, wish)
        log.write(ledger, training)
    finally:
        lease.give_back(ledger)
        ledger.close()
    return {
        "decisions": [asdict(decision) for decision in training.decisions],
        "data_points": training.data_points,
        "seconds": round(training.seconds, 2),
        "error": training.error,
    }


def run(
    places: Places, ledger: Connection, clock: Clock, models: Sequence[str], trigger: str, wish: Wish = USUAL
) -> log.Training:
    """Train the models one after the other; one that fails does not take the others with it."""
    begun_ms, begun = clock.now_ms(), time.monotonic()
    registry = open_registry(places, ledger, clock)
    lesson = lesson_of(places, clock)
    decisions, fingerprints, failed = [], [], ""
    for model in models:
        try:
            if model == LANGUAGE:
                from undersong.app.tuning import tune_here

                decisions += tune_here(places, registry, clock, wish)
                continue
            decision, fingerprint = trained(model, lesson, registry, places, clock)
        except UndersongError as error:
            decisions.append(log.Decision(model, REFUSED, str(error)))
            continue
        except Exception as error:  # what a library raises on odd data must not end the night
            logger.exception("training failed")
            failed = f"training {model} failed ({type(error).__name__})"
            decisions.append(log.Decision(model, REFUSED, f"{failed}; the current release stays."))
            continue
        decisions.append(decision)
        fingerprints.append(fingerprint)
    return log.Training(
        begun_ms,
        trigger,
        tuple(models),
        len(lesson.windows),
        time.monotonic() - begun,
        tuple(decisions),
        " ".join(fingerprints) or None,
        peak_megabytes(),
        time.process_time(),
        failed or None,
    )


def trained(model: str, lesson: Any, registry: Registry, places: Places, clock: Clock) -> tuple[log.Decision, str]:
    """Train one model of events; return the decision and the beginning of its data set's fingerprint."""
    from undersong.learning.recipes.catalog import RECIPES
    from undersong.learning.training import train_model

    if model == ACCEPT:
        from undersong.app.tuning import accept_here

        decision, fingerprint = accept_here(places, registry, clock, SEED)
        return decision, fingerprint[:16]
    decision, dataset = train_model(RECIPES[model], lesson, registry)
    return decision, dataset.fingerprint[:16]


def lesson_of(places: Places, clock: Clock) -> Any:
    """Return the windows and events of the last month, read beside the daemon that goes on writing."""
    from undersong.learning.training import Lesson
    from undersong.store.events import EventStore

    since_ms = clock.now_ms() - LEARNED_DAYS * DAY_MS
    if not places.events.exists():
        return Lesson((), (), clock.now_ms(), SEED)
    store = EventStore.open_read_only(places.events)
    try:
        windows = tuple(window for window, _, _ in store.windows(since_ms))
        kinds = [kind for kind in Kind if kind not in UNUSED_KINDS]
        return Lesson(windows, tuple(store.events(since_ms, kinds=kinds)), clock.now_ms(), SEED)
    finally:
        store.close()


def require(model: str) -> None:
    """Refuse a model that cannot be trained."""
    from undersong.domain.errors import NotThere
    from undersong.learning.recipes.catalog import RECIPES

    known = dict.fromkeys((*RECIPES, ACCEPT, LANGUAGE))
    if model not in known:
        raise NotThere(f"a recipe for {model}", f"choose from {', '.join(known)}")


def names() -> tuple[str, ...]:
    """Return the names of all models that are trained on events; the completion is asked for by its name."""
    from undersong.learning.recipes.catalog import RECIPES

    return tuple(RECIPES)


def peak_megabytes() -> float | None:
    """Return the most memory that this process has held, where the system tells."""
    if sys.platform == "win32":
        return None
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (1024 if sys.platform.startswith("linux") else 1024 * 1024), 1)
