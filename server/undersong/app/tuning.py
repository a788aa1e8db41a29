"""The trainer's root for the completion: which repository's turn it is, and one night of it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from undersong.domain.clock import Clock
from undersong.domain.errors import NoRelease, TooFewExamples
from undersong.domain.kind import Kind
from undersong.domain.places import Places, digest_of
from undersong.domain.release import scoped
from undersong.learning.adapting.accepting import dataset_of
from undersong.learning.adapting.adapt import STATE, Night, Tools, adapt
from undersong.learning.adapting.material import MODEL
from undersong.learning.adapting.outcomes import Row, join
from undersong.learning.adapting.repositories import Known, known, read_small, remember
from undersong.learning.adapting.watch import watch
from undersong.learning.adapting.wish import Wish
from undersong.learning.log import Decision
from undersong.learning.training import train_on
from undersong.learning.validation import REFUSED
from undersong.registry import Registry
from undersong.source.history import newest_commits
from undersong.store.events import EventStore

ACCEPT = "accept"
WATCHED_MS = 30 * 86_400_000
NOTHING_NEW = "No repository that was open has a commit that was not learned from; nothing was tuned."


def tune_here(
    places: Places, registry: Registry, clock: Clock, wish: Wish, tools_of: Callable[[Path], Tools] | None = None
) -> list[Decision]:
    """Go back where a release did worse, then tune on one repository; return the decisions.

    Raises
    ------
    UserError, ReleaseError
        torch, the base or what was joined of it is missing.
    """
    os.umask(0o077)  # what is tuned holds code as a memory does
    repositories = known(places.index)
    decisions = list(watched(repositories, registry, suggestions(places, clock.now_ms())))
    chosen = at(wish.root, places, clock) if wish.root else next_of(repositories)
    if chosen is None:
        return [*decisions, Decision(MODEL, REFUSED, NOTHING_NEW)]
    tools = (tools_of or usual_tools)(wish.prefix)
    return [*decisions, adapt(chosen, registry, tools, Night(wish.minutes * 60, clock.now_ms()), lambda: False)]


def usual_tools(prefix: Path) -> Tools:
    """Return what tuning works with in the trainer's environment."""
    from undersong.learning.adapting.tools import tools_of

    return tools_of(prefix)


def accept_here(places: Places, registry: Registry, clock: Clock, seed: int) -> tuple[Decision, str]:
    """Learn from what became of one's own suggestions; return the decision and the data set's fingerprint."""
    from undersong.learning.recipes.accept import LEAST_ROWS, AcceptRecipe

    dataset = dataset_of(suggestions(places, clock.now_ms()))
    if len(dataset) < LEAST_ROWS:
        reason = str(TooFewExamples(ACCEPT, len(dataset), LEAST_ROWS))
        return Decision(ACCEPT, REFUSED, reason, rows=len(dataset)), dataset.fingerprint
    return train_on(AcceptRecipe(), dataset, registry, clock.now_ms(), seed), dataset.fingerprint


def watched(repositories: list[Known], registry: Registry, rows: tuple[Row, ...]) -> Iterator[Decision]:
    """Yield a decision for each repository whose release was taken back."""
    for repository in repositories:
        try:
            decision = watch(scoped(MODEL, repository.digest), registry, rows)
        except NoRelease:
            continue
        if decision is not None:
            yield decision


def suggestions(places: Places, now_ms: int) -> tuple[Row, ...]:
    """Return what became of the suggestions of the last month."""
    if not places.events.exists():
        return ()
    store = EventStore.open_read_only(places.events)
    try:
        return join(store.events(now_ms - WATCHED_MS, kinds=(Kind.SUGGESTION_SHOWN, Kind.SUGGESTION_OUTCOME)))
    finally:
        store.close()


def next_of(repositories: list[Known]) -> Known | None:
    """Return the repository opened last that has a commit which was not learned from."""
    for repository in repositories:
        newest = newest_commits(repository.root, 1)
        if newest and newest[0] != read_small(repository.folder / STATE).get("newest"):
            return repository
    return None


def at(root: Path, places: Places, clock: Clock) -> Known:
    """Return the repository at a place; it is remembered from now on."""
    folder = places.index_of(root)
    remember(folder, root, clock.now_ms())
    return Known(digest_of(root), root, clock.now_ms(), folder)
