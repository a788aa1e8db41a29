"""Test runs, builds and programs of the last half hour, as one series of runs."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.features.fields import whole, whole_or_none
from undersong.features.meter import Meter, Values
from undersong.features.runs import Run, RunHistory

# After half an hour without a run the old ones belong to another thought.
LOOK_BACK_MS = 1_800_000
# A runner's own report and the command that started it come within seconds of each other and are one run.
PAIR_MS = 5_000
# A watcher may run tests at every save; the latest 200 say all there is to say.
MOST_TRIALS = 200
CLASSES = frozenset({"test", "build", "run"})
# Stopped by hand (SIGINT, SIGTERM) is neither pass nor fail.
STOPPED = frozenset({130, 143})


@dataclass(frozen=True, slots=True)
class Trial:
    """A run with what told of it: a command's class, or ``test`` and `is_report` for a runner's own words."""

    run: Run
    command: str
    is_report: bool


class Trials(Meter):
    """Follows runs. The code is taken to have worked before the first.

    no_progress_seconds
        Unit: seconds. Formula: end of the window - the latest new best of passed tests, or the first failing run of
        the task where there was none since; 0 while the latest run brought something new. Source: Dong et al. 2021.

    The other features are those of `undersong.features.runs.RunHistory`.
    """

    kinds = frozenset({Kind.TEST_RUN, Kind.COMMAND_EXECUTED})

    def __init__(self) -> None:
        self._trials: deque[Trial] = deque(maxlen=MOST_TRIALS)
        self._values: Values = {}
        self._stalled_since_ms: int | None = None

    def take(self, event: Event, end_ms: int) -> None:  # noqa: ARG002 - a run has its own time
        """Add the run that an event tells of, if it tells of one."""
        trial = trial_of(event)
        if trial is not None:
            self._trials.append(trial)
            self._values = {}

    def close(self, end_ms: int) -> Values:
        """Return the features of the runs of the last half hour."""
        while self._trials and self._trials[0].run.time_ms <= end_ms - LOOK_BACK_MS:
            self._trials.popleft()
            self._values = {}
        if not self._values:
            history = RunHistory(starts_green=True)
            for run in one_series(self._trials):
                history.add(run)
            self._values = history.features()
            is_failing = bool(self._values["fail_streak"])
            self._stalled_since_ms = history.risen_ms if is_failing else None
        return {**self._values, "no_progress_seconds": self._stalled_seconds(end_ms)}

    def _stalled_seconds(self, end_ms: int) -> float | None:
        if self._stalled_since_ms is None:
            return None if self._values["runs"] is None else 0.0
        return (end_ms - self._stalled_since_ms) / 1000


def trial_of(event: Event) -> Trial | None:
    """Return the trial that an event tells of; nothing for other commands and for an unknown outcome."""
    data = event.data
    if event.kind == Kind.TEST_RUN:
        run = run_of_report(event)
        return None if run is None else Trial(run, "test", is_report=True)
    command, code = data.get("command.class", "other"), whole_or_none(data, "command.exit_code")
    if not isinstance(command, str) or command not in CLASSES or code is None or code in STOPPED:
        return None
    return Trial(bare_run(event.time_ms, code == 0, f"{command}:{code}"), command, is_report=False)


def run_of_report(event: Event) -> Run | None:
    """Return the run of a runner's report; where its words were not read, the outcome counts as one test."""
    data = event.data
    passed, failed = whole_or_none(data, "test.passed"), whole_or_none(data, "test.failed")
    errors = whole(data, "test.errors")
    outcome = data.get("test.outcome")
    signatures = frozenset(str(data.get("test.signatures") or "").split())
    if passed is None and failed is None and not errors:
        if outcome not in ("passed", "failed") or whole_or_none(data, "test.exit_code") in STOPPED:
            return None
        return bare_run(event.time_ms, outcome == "passed", *signatures)
    return Run(event.time_ms, passed, failed, errors, signatures)


def bare_run(time_ms: int, is_passed: bool, *signatures: str) -> Run:
    """Return a run of which only the outcome is known: one test, passed or failed."""
    if is_passed:
        return Run(time_ms, 1, 0)
    return Run(time_ms, 0, 1, 0, frozenset(signatures or ("failed",)))


def one_series(trials: Iterable[Trial]) -> Iterator[Run]:
    """Yield each run once.

    A test command beside a runner's report is the same run. A command that succeeds says only that its own class works
    again, so it counts where the run before it was a failing one of that class.
    """
    kept: list[Trial] = []
    for trial in trials:
        last = kept[-1] if kept else None
        if last is not None and is_same_run(last, trial):
            kept[-1] = last if last.is_report else trial
        elif trial.command == "test" or not trial.run.is_green or is_repaired(last, trial):
            kept.append(trial)
    return (trial.run for trial in kept)


def is_repaired(last: Trial | None, trial: Trial) -> bool:
    """Tell whether a command works again that failed in the run before it."""
    return last is not None and last.command == trial.command and not last.run.is_green


def is_same_run(first: Trial, second: Trial) -> bool:
    """Tell whether one is a runner's report and the other the command that it came from."""
    is_close = second.run.time_ms - first.run.time_ms <= PAIR_MS
    return is_close and first.is_report != second.is_report and first.command == second.command == "test"
