"""What the tests said in one homework, up to a code state: numbers for a row of Penn CS1."""

import math
from collections import Counter
from itertools import pairwise

from undersong.learning.studies.penn_snapshots import Snapshot

Values = dict[str, float]

UNKNOWN = math.nan
# How many snapshots back a change is looked at, and how many are looked at together; the label looks 5 ahead.
STEPS, SPANS, LABEL = (1, 2, 3, 5), (3, 5, 8, 15), 5


class Progress:
    """Follows tests passed and failed, rises to a new best, and the waits between them."""

    def __init__(self) -> None:
        self.passed: list[int] = []
        self.bests: list[int] = []
        self.rises: list[int] = []
        self.waits: list[int] = []
        self.tests = self.best_at = self.falls = self.known = self.known_stuck = self.same = self.all_same = 0
        self._results: Counter[tuple[int, ...]] = Counter()
        self._last: tuple[int, ...] = ()

    def __len__(self) -> int:
        """Return how many snapshots were taken in."""
        return len(self.passed)

    def take(self, snapshot: Snapshot) -> bool:
        """Take in the next snapshot and tell whether it is a new best; the first one is none."""
        now, best = snapshot.passed, self.bests[-1] if self.bests else snapshot.passed
        rose = now > best
        if rose:
            self.rises.append(now - best)
            self.waits.append(len(self) - self.best_at)
            self.best_at = len(self)
        self.falls += bool(self.passed) and now < self.passed[-1]
        self.tests = max(self.tests, snapshot.tests)
        self.passed.append(now)
        self.bests.append(max(best, now))
        if len(self) > LABEL:
            self.known += 1
            self.known_stuck += self.bests[-1] == self.bests[-1 - LABEL]
        self._count_results(snapshot)
        return rose

    def features(self) -> Values:
        """Return the features by name, once a snapshot was taken in."""
        return {**self._now_features(), **self._wait_features(), **self._change_features()}

    @property
    def wait(self) -> int:
        """Return how many snapshots ago the last new best was."""
        return len(self) - 1 - self.best_at

    @property
    def best_share(self) -> float:
        """Return the best so far as a share of the most tests seen so far."""
        return self.bests[-1] / self.tests if self.tests else UNKNOWN

    @property
    def known_stuck_share(self) -> float:
        """Return how often five snapshots in a row brought no new best, among those whose five are over."""
        return self.known_stuck / self.known if self.known else UNKNOWN

    def _count_results(self, snapshot: Snapshot) -> None:
        result = (snapshot.passed, snapshot.failed, snapshot.compile_errors, snapshot.runtime_errors)
        self.same = self.same + 1 if result == self._last else 0
        self.all_same += result == self._last
        self._results[result] += 1
        self._last = result

    def _now_features(self) -> Values:
        passed, failed = self._last[:2]
        tests, best = passed + failed, self.bests[-1]
        return {
            "tests": tests,
            "tests_most": self.tests,
            "passed": passed,
            "failed": failed,
            "passed_share": passed / tests if tests else UNKNOWN,
            "best": best,
            "best_share": self.best_share,
            "best_left": self.tests - best,
            "fall": best - passed,
            "snapshots": len(self),
            "result_seen": self._results[self._last] - 1,
            "result_same": self.same,
            "result_same_share": self.all_same / len(self),
        }

    def _wait_features(self) -> Values:
        rises, n = len(self.rises), len(self)
        return {
            "wait": self.wait,
            "wait_longest": max([*self.waits, self.wait]),
            "wait_mean": sum(self.waits) / rises if rises else UNKNOWN,
            "wait_last": self.waits[-1] if rises else UNKNOWN,
            "wait_relative": self.wait * (rises + 1) / n,
            "rises": rises,
            "rise_share": rises / n,
            "rise_last": self.rises[-1] if rises else UNKNOWN,
            "rise_largest": max(self.rises) if rises else UNKNOWN,
            "falls": self.falls,
            "best_pace": self.bests[-1] / n,
            "gain_pace": (self.bests[-1] - self.bests[0]) / n,
            "known_stuck_share": self.known_stuck_share,
        }

    def _change_features(self) -> Values:
        values: Values = {}
        for step in STEPS:
            is_known = len(self) > step
            values[f"passed_change_{step}"] = self.passed[-1] - self.passed[-1 - step] if is_known else UNKNOWN
        for span in SPANS:
            latest = self.passed[-span:]
            mean = sum(latest) / len(latest)
            values[f"rises_{span}"] = sum(a < b for a, b in pairwise(self.bests[-span - 1 :]))
            values[f"fall_{span}"] = self.bests[-1] - max(latest)
            values[f"spread_{span}"] = (sum((value - mean) ** 2 for value in latest) / len(latest)) ** 0.5
        return values
