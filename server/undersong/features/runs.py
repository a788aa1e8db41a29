"""What a series of test runs and builds tells: progress, repeated errors, and the lack of both."""

from collections import deque
from dataclasses import dataclass

from undersong.features.error_quotient import Repeats

# How many of the latest runs the short memory looks at; the prior's label looks as far ahead (Penn CS1).
RECENT_RUNS = 5


@dataclass(frozen=True, slots=True)
class Run:
    """One run of tests, a build or a program.

    `passed` and `failed` are tests, None where nothing was counted (it did not build); `errors` is what kept it from
    running; `signatures` tells error classes or failing tests apart without naming them.
    """

    time_ms: int
    passed: int | None
    failed: int | None
    errors: int = 0
    signatures: frozenset[str] = frozenset()

    @property
    def is_green(self) -> bool:
        """Everything that ran passed, and something ran."""
        return not self.errors and not self.failed and bool(self.passed)

    @property
    def tests(self) -> int:
        """Return how many tests ran."""
        return (self.passed or 0) + (self.failed or 0)


class RunHistory:
    """The runs of one task in their order. Each costs the same, however many came before.

    runs, rises_recent, runs_a_rise
        Unit: runs. Formula: runs of the task; new bests among the last 5; runs / (1 + new bests). Source: own.
    fail_streak
        Unit: runs. Formula: runs since passed tests last rose above the best so far. Source: Dong et al. 2021.
    same_error_streak, same_result_streak, broken_streak
        Unit: runs. Formula: consecutive runs that share a signature with the one before; that have its counts; that
        did not build. Source: Jadud 2006; own.
    error_quotient
        Unit: share. Formula: mean over consecutive pairs of 0 where not both fail, else (8 + 3 x [a signature is
        shared]) / 11. Source: Jadud 2006, as in Svabensky et al. 2024.
    repeated_error_density
        Unit: number. Formula: sum of r^2 / (r + 1) over the signatures that stand, each repeated r times. Source:
        ProgSnap2Analysis.
    errors_last, failed_last
        Unit: count. Formula: errors, and failed tests, of the last run. Source: own.
    passed_share, best_share, fall_share
        Unit: share. Formula: passed / tests of the last run; best passed / tests; (best - passed) / tests. Source: own.

    A task ends with a green run: what failed before is forgotten, and the next failing run is the first of a new one.

    Parameters
    ----------
    starts_green
        The code is taken to have worked before the first run, as it does at a commit; otherwise nothing had passed,
        as in an exercise that is yet to be solved.

    Examples
    --------
    >>> history = RunHistory()
    >>> for passed in (3, 5, 5, 4):
    ...     history.add(Run(0, passed, 8 - passed))
    >>> history.features()["fail_streak"], history.features()["best_share"]
    (2.0, 0.625)
    """

    def __init__(self, *, starts_green: bool = False) -> None:
        self._last: Run | None = None
        # When the task's first run was, or its latest new best.
        self.risen_ms = 0
        self._begin()
        self._starts_green = starts_green

    def add(self, run: Run) -> None:
        """Take in the next run."""
        if run.is_green:
            self._begin_green(run.tests)
            self.risen_ms = run.time_ms
        else:
            if self._last is None and self._starts_green:
                self._begin_green(run.tests or 1)
            self._count_progress(run)
            self._count_errors(run)
        self._last = run

    def features(self) -> dict[str, float | None]:
        """Return the features by name; what needs a run is None before the first."""
        run = self._last
        if run is None:
            return dict.fromkeys(RUN_FEATURES)
        return {
            "runs": float(self._runs),
            "fail_streak": float(self._fail_streak),
            "same_error_streak": float(self._same_error_streak),
            "same_result_streak": float(self._same_result_streak),
            "broken_streak": float(self._broken_streak),
            "rises_recent": float(sum(self._rises)),
            "error_quotient": self._repeats.quotient,
            "repeated_error_density": self._repeats.open_density,
            "errors_last": float(run.errors),
            "failed_last": None if run.failed is None else float(run.failed),
            "passed_share": run.passed / run.tests if run.passed is not None and run.tests else None,
            "best_share": self._peak / self._tests if self._tests else None,
            "fall_share": (self._peak - (run.passed or 0)) / self._tests if self._tests else None,
            "runs_a_rise": self._runs / (1 + self._all_rises),
        }

    def _begin_green(self, tests: int) -> None:
        self._begin()
        self._peak = self._tests = tests
        # What breaks after green is mended step by step: the first failing run, not green, is what to rise above.
        self._best = tests
        self._is_fallen = True
        self._rises.append(True)

    def _begin(self) -> None:
        self._runs = self._all_rises = 0
        self._fail_streak = self._same_error_streak = self._same_result_streak = self._broken_streak = 0
        self._best = self._peak = self._tests = 0
        self._is_fallen = False
        self._repeats = Repeats()
        self._rises: deque[bool] = deque(maxlen=RECENT_RUNS)

    def _count_progress(self, run: Run) -> None:
        passed, last = run.passed or 0, self._last
        rose = passed > self._best
        if rose or not self._runs:
            self.risen_ms = run.time_ms
        self._best = passed if self._is_fallen else max(self._best, passed)
        self._peak, self._tests, self._is_fallen = max(self._peak, passed), max(self._tests, run.tests), False
        self._fail_streak = 0 if rose else self._fail_streak + 1
        self._rises.append(rose)
        self._all_rises += rose
        self._runs += 1
        same = last is not None and (last.passed, last.failed, last.errors) == (run.passed, run.failed, run.errors)
        self._same_result_streak = self._same_result_streak + 1 if same else 0

    def _count_errors(self, run: Run) -> None:
        self._repeats.add(run.signatures)
        self._same_error_streak = self._same_error_streak + 1 if self._repeats.shared else 0
        self._broken_streak = self._broken_streak + 1 if run.errors else 0


RUN_FEATURES = (
    "runs",
    "fail_streak",
    "same_error_streak",
    "same_result_streak",
    "broken_streak",
    "rises_recent",
    "error_quotient",
    "repeated_error_density",
    "errors_last",
    "failed_last",
    "passed_share",
    "best_share",
    "fall_share",
    "runs_a_rise",
)
