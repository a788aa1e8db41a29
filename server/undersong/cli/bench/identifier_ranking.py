"""Fits the order of names anew: `python -m undersong.cli.bench.identifier_ranking REPO… --out weights.json`.

The repositories are those to tune on. With two or more, each is held back once first, and how the others' weights do on
it is told; what is written was fitted on all. It needs no more than the application's own environment.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from undersong.cli.bench.completion import name_of
from undersong.cli.bench.identifiers import FIRST, drawn, read_without
from undersong.learning.ranking import Lists, Plan, Weights, fit, ranks
from undersong.suggestions.symbols.features import FEATURES
from undersong.suggestions.symbols.namer import Weighed

# How many letters are typed at a place of the lists, drawn at random: one is the figure that is judged.
TYPED = (0, 1, 1, 2)
DIGITS = 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Collect, judge, fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("repos", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--positions", type=int, default=1_500)
    given = parser.parse_args(arguments)
    collected = {
        name_of(repo): joined([collect(repo, seed, given.positions) for seed in range(1, given.seeds + 1)])
        for repo in given.repos
    }
    judged = dict(judged_in_turn(collected)) if len(collected) > 1 else {}
    lists = joined(list(collected.values()))
    provenance = {
        "repositories": sorted(collected),
        "lists": len(lists.sizes),
        "seeds": given.seeds,
        "top5_of_listed_when_held_back": judged,
        "fitted_by": "python -m undersong.cli.bench.identifier_ranking",
    }
    given.out.write_text(json.dumps(plain_of(fit(lists), provenance), indent=None) + "\n")
    return 0


def collect(repo: Path, seed: int, positions: int) -> Lists:
    """Return one list a place: what there is to rank, and which of it was typed. Places without it are left out."""
    return as_lists(list(weighed_at(repo, seed, positions)))


def weighed_at(repo: Path, seed: int, positions: int) -> Iterator[tuple[str, Weighed]]:
    """Yield for places of held-back files the right name and what there is to rank."""
    chance = random.Random(seed)
    with read_without(repo, seed) as opened:
        for place in drawn(opened.held, opened.defined_texts, chance, positions):
            context = opened.context(place, chance.choice(TYPED))
            weighed = opened.assist.weighed(context)
            if weighed is not None and place.name in weighed.names:
                yield place.name, weighed


def as_lists(found: Sequence[tuple[str, Weighed]]) -> Lists:
    """Return what was weighed as arrays."""
    rows = [weighed.rows.astype(np.float32) for _, weighed in found] or [np.zeros((0, len(FEATURES)), np.float32)]
    right = np.array([weighed.names.index(name) for name, weighed in found], np.int64)
    return Lists(np.concatenate(rows), np.array([len(weighed.names) for _, weighed in found], np.int64), right)


def joined(parts: Sequence[Lists]) -> Lists:
    """Return all lists as one."""
    return Lists(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("rows", "sizes", "right")))


def judged_in_turn(collected: dict[str, Lists]) -> Iterator[tuple[str, float]]:
    """Yield for each repository how often what was fitted on the others has the right name among the first five."""
    for name, lists in collected.items():
        weights = fit(joined([other for its, other in collected.items() if its != name]))
        value = float((ranks(weights, lists) < FIRST).mean())
        print(f"{name}: {value:.3f} of {len(lists.sizes)} lists", file=sys.stderr, flush=True)
        yield name, round(value, DIGITS)


def plain_of(weights: Weights, provenance: dict[str, Any]) -> dict[str, Any]:
    """Return weights as JSON can hold them, rounded, with where they come from."""
    numbers = {name: np.round(values, DIGITS).tolist() for name, values in weights.items()}
    plan = Plan()
    return {
        "provenance": {**provenance, "hidden": plan.hidden, "seed": plan.seed},
        "features": list(FEATURES),
        **numbers,
    }


if __name__ == "__main__":
    sys.exit(main())
