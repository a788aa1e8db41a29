"""What a session ran and what came of it: tests, builds, errors and commits."""

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.features.meter import Values
from undersong.features.part import Part, per_active_hour
from undersong.features.tally import share
from undersong.features.trials import PAIR_MS, Trial, is_same_run, trial_of

SHOWN_BY = ("terminal", "task")
# A rebase moves HEAD once a commit, an amend is often amended again: within a minute they are one.
STORM_MS = 60_000
NEW_COMMITS = frozenset({"commit", "merge"})


class Outcomes(Part):
    """Follows runs, standing errors and git.

    test_run_count
        Unit: runs. Formula: test runs; one that no terminal or task shows may be a watcher's, so after a save it counts
        only where its outcome is another than before. Source: own.
    test_pass_share
        Unit: share. Formula: passed / (passed + failed) test runs that count. Source: own.
    error_rate
        Unit: number. Formula: (errors that stood 10 s or at a save + failed runs and builds) / (runs + builds + 1); a
        test command and its report are one run. Source: own, after Jadud 2006.
    errors_per_hour
        Unit: per active hour. Formula: the same errors and failures / active hours. Source: own.
    git_activity
        Unit: per active hour. Formula: (commits + 0.5 x other git commands and moves of HEAD) / active hours; a command
        and the move that it makes are one, and so are moves of one kind within a minute (rebase, amend). Source: own.
    """

    def __init__(self) -> None:
        self._tests, self._git = TestRuns(), GitWork()
        self._errors = self._trials = self._failed = 0
        self._last: Trial | None = None

    def take(self, event: Event) -> None:
        """Take in a run, an error, a save or a move of git."""
        if event.kind == Kind.ERROR_OCCURRED:
            is_error = event.data.get("error.severity", "error") == "error"
            self._errors += is_error and event.data.get("error.state", "appeared") == "appeared"
            return
        self._tests.take(event)
        self._git.take(event)
        if event.kind in (Kind.TEST_RUN, Kind.COMMAND_EXECUTED):
            self._run(trial_of(event))

    def values(self, active_ms: int) -> Values:
        """Return counts, and rates per run and per active hour."""
        trouble = self._errors + self._failed
        return {
            "test_run_count": float(self._tests.count),
            "test_pass_share": share(self._tests.passed, self._tests.passed + self._tests.failed),
            "error_rate": trouble / (self._trials + 1),
            "errors_per_hour": per_active_hour(trouble, active_ms),
            "git_activity": per_active_hour(self._git.halves / 2, active_ms),
        }

    def _run(self, trial: Trial | None) -> None:
        last, self._last = self._last, trial or self._last
        if trial is None:
            return
        if last is not None and is_same_run(last, trial):
            # The report knows better than the exit code; a third within seconds is a run of its own.
            self._failed += trial.is_report and (is_failed(trial) - is_failed(last))
            self._last = None
        else:
            self._trials += 1
            self._failed += is_failed(trial)


def is_failed(trial: Trial) -> bool:
    """Tell whether a run told of a failure; one that ran nothing told of none."""
    return bool(trial.run.failed or trial.run.errors)


class TestRuns:
    """Counts test runs, and those of a watcher only where they bring another outcome."""

    __test__ = False  # no test of ours: pytest collects by name

    def __init__(self) -> None:
        self.count = self.passed = self.failed = 0
        self._outcome: tuple[object, ...] | None = None
        self._is_saved = False

    def take(self, event: Event) -> None:
        """Take in a save or a run."""
        if event.kind == Kind.FILE_SAVED:
            self._is_saved = True
        elif event.kind == Kind.TEST_RUN:
            data = event.data
            outcome = tuple(data.get(f"test.{name}") for name in ("outcome", "passed", "failed", "signatures"))
            may_watch = data.get("test.via", "terminal") not in SHOWN_BY and self._is_saved
            if not may_watch or outcome != self._outcome:
                self.count += 1
                self.passed += outcome[0] == "passed"
                self.failed += outcome[0] == "failed"
            self._outcome, self._is_saved = outcome, False


class GitWork:
    """Weighs git in halves: a commit is two, whatever else git does one."""

    def __init__(self) -> None:
        self.halves = 0
        self._command_ms: int | None = None
        self._moved_ms: int | None = None
        self._kinds: dict[str, int] = {}

    def take(self, event: Event) -> None:
        """Take in a git command or a move of HEAD."""
        if event.kind == Kind.COMMIT_CREATED:
            self._move(str(event.data.get("commit.kind", "commit")), event.time_ms)
        elif event.kind == Kind.COMMAND_EXECUTED and event.data.get("command.class") == "git":
            if is_within(self._moved_ms, event.time_ms):
                self._moved_ms = None  # the command that made this move; the next is another
            else:
                self.halves += 1
                self._command_ms = event.time_ms

    def _move(self, kind: str, time_ms: int) -> None:
        last_ms, self._kinds[kind] = self._kinds.get(kind), time_ms
        if kind not in NEW_COMMITS and last_ms is not None and time_ms - last_ms < STORM_MS:
            return
        self.halves += 2 if kind in NEW_COMMITS else 1
        if is_within(self._command_ms, time_ms):
            self.halves -= 1
            self._command_ms = None
        else:
            self._moved_ms = time_ms


def is_within(earlier_ms: int | None, time_ms: int) -> bool:
    """Tell whether something happened a moment ago; git tells of HEAD up to five seconds late."""
    return earlier_ms is not None and time_ms - earlier_ms <= PAIR_MS
