"""What the events show of failing runs: numbers that a sentence may lean on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """Failing runs since the last green one.

    Parameters
    ----------
    what
        ``test``, ``build`` or ``run``: what failed last.
    runs
        How many failed.
    tests, times
        How many tests failed in the last run that failed most often, and how often; no tests where none are known.
    signatures
        Salted hashes of these tests.
    minutes
        From the first of these failures to the last.
    errors
        Classes of what these tests ended with, when each ended alike every time; none where that is not known.
    edits, files
        Edits between the runs, and the files that they were in.
    passed, failed, best_passed
        Counts of the last run, and the most that passed in any; None where nothing was counted.
    """

    what: str = "test"
    runs: int = 0
    tests: int = 0
    times: int = 0
    signatures: tuple[str, ...] = ()
    minutes: float = 0.0
    errors: tuple[str, ...] = ()
    edits: int = 0
    files: int = 0
    passed: int | None = None
    failed: int | None = None
    best_passed: int | None = None

    @property
    def is_same(self) -> bool:
        """The same tests came back failing."""
        return self.tests > 0 and self.times > 1


NOTHING = Facts()
