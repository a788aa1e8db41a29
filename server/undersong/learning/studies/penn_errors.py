"""What the compiler and the running program complained of in one homework, up to a code state."""

from collections.abc import Sequence

from undersong.features.error_quotient import Repeats
from undersong.learning.studies.penn_progress import SPANS, Values
from undersong.learning.studies.penn_snapshots import Cells, Snapshot


class Errors:
    """Follows compile errors and exceptions: how many, and how often again."""

    def __init__(self) -> None:
        self.compiler, self.program = Repeats(), Repeats()
        self.broken: list[bool] = []
        self.crashed = self.all_broken = 0
        self._broken_streak = self._same_error_streak = self._same_crash_streak = 0
        self._kinds: set[str] = set()
        self._places: Sequence[Cells] = ()
        self._values: Values = {}
        self._runtime_errors = 0

    def take(self, snapshot: Snapshot) -> None:
        """Take in the next snapshot."""
        kinds = frozenset(kind for kind, _ in snapshot.mistakes)
        crashes = frozenset("/".join(crash) for crash in snapshot.crashes)
        self.compiler.add(kinds)
        self.program.add(crashes)
        self.broken.append(snapshot.compile_errors > 0)
        self.all_broken += self.broken[-1]
        self.crashed += snapshot.runtime_errors > 0
        self._kinds |= kinds
        self._broken_streak = self._broken_streak + 1 if self.broken[-1] else 0
        self._same_error_streak = self._same_error_streak + 1 if self.compiler.shared else 0
        self._same_crash_streak = self._same_crash_streak + 1 if self.program.shared else 0
        self._values = {
            "compile_errors": snapshot.compile_errors,
            "compiler_lines": len(snapshot.mistakes),
            "error_types": len(kinds),
            "error_places_again": len(set(self._places) & set(snapshot.mistakes)),
            "runtime_errors": snapshot.runtime_errors,
            "runtime_errors_change": snapshot.runtime_errors - self._runtime_errors,
            "crashes": len(snapshot.crashes),
            "crash_places": len(crashes),
        }
        self._places, self._runtime_errors = snapshot.mistakes, snapshot.runtime_errors

    @property
    def broken_share(self) -> float:
        """Return the share of snapshots that did not compile."""
        return self.all_broken / len(self.broken)

    @property
    def crashed_share(self) -> float:
        """Return the share of snapshots in which a test ended with an exception."""
        return self.crashed / len(self.broken)

    def features(self) -> Values:
        """Return the features by name, once a snapshot was taken in."""
        return {
            **self._values,
            "broken_streak": self._broken_streak,
            "broken_share": self.broken_share,
            **{f"broken_{span}": sum(self.broken[-span:]) / len(self.broken[-span:]) for span in SPANS},
            "same_error_streak": self._same_error_streak,
            "error_types_so_far": len(self._kinds),
            "error_quotient": self.compiler.quotient,
            "repeated_error_density": self.compiler.density,
            "repeated_error_density_open": self.compiler.open_density,
            "same_crash_streak": self._same_crash_streak,
            "crashed_share": self.crashed_share,
            "crash_quotient": self.program.quotient,
        }
