"""Whether a tuned release does worse under somebody's hands than the one before it did."""

import math
from collections.abc import Iterable, Sequence
from statistics import fmean, variance

from undersong.domain.errors import NotThere
from undersong.domain.release import unscoped
from undersong.learning.adapting.outcomes import Row
from undersong.learning.log import Decision
from undersong.registry import Registry
from undersong.registry.registry import TRAINED_MARK

ROLLED_BACK = "rolled back"
# Fewer suggestions cannot tell a drop of a third in what is kept from chance.
LEAST_SHOWN = 200
# It is looked at once a day, for a month at most: thirty looks at one in two hundred keep false alarms to a few in a
# hundred releases.
SURE = 2.58


def watch(model: str, registry: Registry, rows: Sequence[Row]) -> Decision | None:
    """Go back to the release before when the one in service does worse; return the decision, or None."""
    release = registry.serving(model)
    if TRAINED_MARK not in release.manifest.version:
        return None
    before = next((d.version for d in registry.history(model) if d.version != release.manifest.version), None)
    base = registry.serving(unscoped(model)).manifest.version if unscoped(model) in registry.models() else None
    other = before or base
    reason = worse(rows, release.manifest.version, other) if other else None
    if reason is None:
        return None
    try:
        now = registry.rollback(model, reason)
    except NotThere:
        return None
    return Decision(model, ROLLED_BACK, reason, now.manifest.version, release.manifest.version)


def worse(rows: Iterable[Row], version: str, other: str) -> str | None:
    """Return in a sentence that suggestions of one release earn less than those of the other; None where they do not.

    What counts is the characters that were taken and kept, for each suggestion shown; what was only taken is told
    beside it. Suggestions of which that is not known are left out.
    """
    known = [row for row in rows if row.reward is not None]
    ours, theirs = (rewards_of(known, name) for name in (version, other))
    if min(len(ours), len(theirs)) < LEAST_SHOWN:
        return None
    doubt = math.sqrt(variance(ours) / len(ours) + variance(theirs) / len(theirs))
    if fmean(theirs) - fmean(ours) <= SURE * doubt:
        return None
    taken = " and ".join(f"{taken_share(known, name):.0%}" for name in (version, other))
    earned = f"{fmean(ours):.1f} characters were kept a suggestion, {fmean(theirs):.1f} before"
    return f"It did worse: {earned} ({len(ours)} and {len(theirs)} shown, {taken} taken)."


def rewards_of(rows: Iterable[Row], version: str) -> list[float]:
    """Return the rewards of a release's suggestions."""
    return [row.reward for row in rows if row.reward is not None and is_of(row, version)]


def taken_share(rows: Iterable[Row], version: str) -> float:
    """Return the share of a release's suggestions that were taken."""
    return fmean(row.is_taken for row in rows if is_of(row, version))


def is_of(row: Row, version: str) -> bool:
    """Tell whether a suggestion was made by a release of this version."""
    return str(row.facts.get("release", "")).rpartition(" ")[2] == version
