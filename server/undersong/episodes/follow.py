"""Follows the events, remembers how trouble ended, and brings it back when the same returns."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Self

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.episodes.episode import Episode
from undersong.episodes.facts import Facts
from undersong.episodes.recall import Recalled, Standing, recall
from undersong.episodes.trouble import Failure, Trouble
from undersong.features.runs import Run
from undersong.features.trials import Trial, is_same_run, trial_of

# Raised when what is kept has another shape; an older one still loads.
VERSION = 3
# A year of trouble for most; the oldest go first.
MOST_KEPT = 200
# One failing run before a green one is how tests are worked with, not trouble.
LEAST_RUNS = 2
# What nobody came back to for a day was given up.
GIVEN_UP_MS = 24 * 3_600_000


class Episodes:
    """The trouble that stands, and the episodes that were.

    It holds hashes, counts, classes and times; nothing in it names a file or a test.

    Parameters
    ----------
    kept
        What was remembered before, oldest first.
    trouble
        What stood when it was last kept.
    trial
        The last run of then, which a report of the same run may yet follow.
    until_ms
        Events up to then were taken in before; they are not taken in again.
    """

    def __init__(
        self,
        kept: tuple[Episode, ...] = (),
        trouble: Trouble | None = None,
        trial: Trial | None = None,
        until_ms: int = 0,
    ) -> None:
        self._kept = kept
        self._trouble, self._trial = trouble or Trouble(), trial
        self._begun_ms, self._until_ms = until_ms, until_ms

    @property
    def kept(self) -> tuple[Episode, ...]:
        """What is remembered, oldest first; the same tuple until another is."""
        return self._kept

    @property
    def latest(self) -> Episode | None:
        """What was remembered last."""
        return self._kept[-1] if self._kept else None

    def feed(self, event: Event) -> None:
        """Take in an event."""
        if event.time_ms <= self._begun_ms:
            return
        self._until_ms = max(self._until_ms, event.time_ms)
        self._give_up(event.time_ms)
        trial = trial_of(event)
        if trial is None:
            if event.kind != Kind.TEST_RUN:
                self._trouble.note(event)
        elif not self._is_told(trial, event):
            self._run(trial, event)

    def facts(self) -> Facts:
        """Return what can be said of the trouble that stands."""
        return self._trouble.facts()

    def recalled(self, now_ms: int) -> Recalled | None:
        """Return what ended the trouble that stands, the last times; None when it is new or not clear."""
        found = recall(self._kept, self._standing(), now_ms)
        return found[0] if found and found[0].is_clear else None

    def is_acting(self, now_ms: int) -> bool:
        """Tell whether what ended it last time is being edited already."""
        found = self.recalled(now_ms)
        return bool(found and found.file and found.file in self._trouble.doings.files)

    def as_dict(self) -> dict[str, Any]:
        """Return what is remembered, for the store."""
        return {"episodes": [episode.as_dict() for episode in self._kept], **self.standing_as_dict()}

    def standing_as_dict(self) -> dict[str, Any]:
        """Return all but the episodes, which is small: what stands now, and until when events were taken in."""
        return {
            "version": VERSION,
            "until_ms": self._until_ms,
            "trouble": self._trouble.as_dict(),
            "trial": None if self._trial is None else trial_to_plain(self._trial),
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Rebuild from `as_dict`, of this version or a former one."""
        kept = tuple(Episode.from_dict(old) for old in plain.get("episodes", ()))
        trouble = Trouble.from_dict(plain["trouble"]) if "trouble" in plain else None
        trial = trial_from_plain(plain["trial"]) if plain.get("trial") else None
        return cls(kept, trouble, trial, plain.get("until_ms", 0))

    def _run(self, trial: Trial, event: Event) -> None:
        before, self._trial = self._trial, trial
        if not trial.run.is_green:
            self._trouble.fail(Failure.of(event, trial.command))
        elif trial.command == "test" or is_mended(before, trial):
            self._end(event.time_ms)
        else:
            self._trial = before
            self._trouble.note(event)

    def _is_told(self, trial: Trial, event: Event) -> bool:
        """Tell whether a run was told already; a runner's own report says more than the command that it came from."""
        if self._trial is None or not is_same_run(self._trial, trial):
            return False
        if trial.is_report and not trial.run.is_green and not self._trial.run.is_green:
            self._trouble.amend(Failure.of(event, trial.command))
        self._trial = trial if trial.is_report else self._trial
        return True

    def _give_up(self, now_ms: int) -> None:
        last = self._trouble.last
        if last is not None and now_ms - last.time_ms > GIVEN_UP_MS:
            self._keep(self._trouble.left())
            self._trouble = Trouble()

    def _end(self, ended_ms: int) -> None:
        if self._trouble.runs:
            self._keep(self._trouble.ended(ended_ms))
        self._trouble = Trouble()

    def _keep(self, episode: Episode) -> None:
        if episode.runs >= LEAST_RUNS and episode.signatures:
            self._kept = (*self._kept, episode)[-MOST_KEPT:]

    def _standing(self) -> Standing:
        trouble = self._trouble
        said = trouble.last.tests.values() if trouble.last else ()
        reasons = {reason for reason, _ in said if reason}
        return Standing(trouble.failing, frozenset(reasons), frozenset(trouble.standing), frozenset(trouble.touched))


def is_mended(before: Trial | None, trial: Trial) -> bool:
    """Tell whether a command works again that failed in the run before it."""
    return before is not None and before.command == trial.command and not before.run.is_green


def trial_to_plain(trial: Trial) -> dict[str, Any]:
    """Return a run as plain values for the store."""
    run = {**asdict(trial.run), "signatures": sorted(trial.run.signatures)}
    return {"run": run, "command": trial.command, "is_report": trial.is_report}


def trial_from_plain(plain: Mapping[str, Any]) -> Trial:
    """Rebuild a run from `trial_to_plain`."""
    run = Run(**{**plain["run"], "signatures": frozenset(plain["run"]["signatures"])})
    return Trial(run, plain["command"], plain["is_report"])
