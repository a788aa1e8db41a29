"""What a row of the completion bench comes to, in figures with their intervals."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from undersong.cli.bench.figure import Figure
from undersong.cli.yardstick.rows import ADAPTED, BOTH, MODEL, Measured
from undersong.cli.yardstick.scores import Answer, Saving, by_file, interval, percentile, precision_at
from undersong.lsp.handlers.inline_completion import PATIENT_MS
from undersong.suggestions.slices import Slice, slice_of

BENCH = "completion"
COVERAGES = (0.3, 0.5, 0.7, 0.9, 1.0)
# Ghost text that is right less often is switched off; the published n-gram engines reach it at half of this coverage.
PRECISION_GOAL, GOAL_COVERAGE = 85.0, 0.7
# A tenth of a second is what a person takes for at once.
WARM_GOALS = {0.5: 40.0, 0.95: 100.0}
FIRST_GOAL, CPU_GOAL, MEMORY_GOAL = 400.0, 60.0, 500.0
# Percent that a row is to reach: with the repository, and without.
WITH_FILES = {"em": 43.0, "next": 76.0, "rocc": 40.0}
GOALS = {BOTH: WITH_FILES, ADAPTED: WITH_FILES, MODEL: {"em": 36.0}}
# A kind of work that was asked about less often has no figures of its own.
FEWEST_ASKED = 15
Score = Callable[[list[Answer]], float]


def figures_of(row: str, measured: Measured, beside: Measured | None) -> Iterator[Figure]:
    """Yield the figures of one row; `beside` is the row that it is compared with, at the same places."""
    yield from quality(row, measured, beside)
    yield from coverage_curve(row, measured, beside)
    yield from slices(row, measured, beside)
    yield from speed(row, measured)
    yield from costs(row, measured)


def quality(row: str, measured: Measured, beside: Measured | None) -> Iterator[Figure]:
    """Yield how often and how much of a line is right, and what that saves."""
    goals = GOALS.get(row.rpartition(": ")[2], {})
    for name, score in (("em", exact), ("es", similar), ("next", next_right), ("shown", shown)):
        yield scored(row, name, score, measured.asked.cuts, cuts_of(beside), goals.get(name))
    yield scored(row, "out_of_time", out_of_time, measured.asked.cuts, None)
    savings = measured.asked.savings
    if savings:
        others = saved(beside.asked.savings) if beside and beside.asked.savings else None
        span = interval(by_file(savings, lambda saving: saving.file), saved)
        value = saved(savings)
        yield Figure(
            BENCH, row, "rocc", value, "%", span, len(savings), others, ratio(value, others), goals.get("rocc")
        )


def coverage_curve(row: str, measured: Measured, beside: Measured | None) -> Iterator[Figure]:
    """Yield how often the first token is right where only the surest decisions are shown."""
    for coverage in COVERAGES:
        goal = PRECISION_GOAL if coverage == GOAL_COVERAGE else None
        name = f"precision_at_{coverage * 100:.0f}_coverage"
        score = AtCoverage(coverage)
        yield scored(row, name, score, measured.asked.cuts, cuts_of(beside), goal)


def slices(row: str, measured: Measured, beside: Measured | None) -> Iterator[Figure]:
    """Yield the same for each kind of work that was asked about often enough."""
    kinds = {path: slice_of(path, text) for path, text in measured.texts.items()}
    for kind in sorted(set(kinds.values()) - {Slice.OTHER}):
        answers = [answer for answer in measured.asked.cuts if kinds.get(answer.file) == kind]
        if len(answers) < FEWEST_ASKED:
            continue
        others = [answer for answer in beside.asked.cuts if kinds.get(answer.file) == kind] if beside else None
        for name, score in (("em", exact), ("es", similar), ("next", next_right)):
            yield scored(f"{row}, {kind}", name, score, answers, others)


def speed(row: str, measured: Measured) -> Iterator[Figure]:
    """Yield how long an answer takes: typed on in one file, right after a jump to another, and the first of all."""
    asked = measured.asked
    for name, answers in (("warm", asked.typed_on), ("cold", asked.cold)):
        taken = [answer.milliseconds for answer in answers]
        for share in (0.5, 0.95, 0.99) if taken else ():
            goal = WARM_GOALS.get(share) if name == "warm" else None
            value = percentile(taken, share)
            figure = f"{name}_p{share * 100:.0f}_milliseconds"
            yield Figure(BENCH, row, figure, value, "ms", None, len(taken), goal=goal, better="less")
    if measured.ready_seconds:
        yield repeated(row, "first_milliseconds", [answer.milliseconds for answer in asked.first], "ms", FIRST_GOAL)


def costs(row: str, measured: Measured) -> Iterator[Figure]:
    """Yield what the row takes of the machine."""
    if not measured.typed:
        return
    keys = sum(typed.keys for typed in measured.typed)
    seconds = [1000 * typed.cpu_seconds / typed.keys for typed in measured.typed]
    requests = sum(typed.requests for typed in measured.typed)
    yield repeated(row, "ready_seconds", measured.ready_seconds, "s", 30)
    yield repeated(row, "indexed_files_searched_for_held_ones", measured.listed_files, "")
    yield repeated(row, "worker_megabytes", measured.worker_megabytes, "MB", MEMORY_GOAL)
    yield repeated(row, "cpu_seconds_per_1000_keystrokes", seconds, "s", CPU_GOAL)
    yield Figure(BENCH, row, "requests_per_1000_keystrokes", 1000 * requests / keys, "", None, keys, better="less")


def scored(
    row: str, name: str, score: Score, answers: list[Answer], others: list[Answer] | None, goal: float | None = None
) -> Figure:
    """Return a share of answers in percent, with its interval over files."""
    value, baseline = score(answers), score(others) if others else None
    span = interval(by_file(answers, lambda answer: answer.file), score)
    return Figure(BENCH, row, name, value, "%", span, len(answers), baseline, ratio(value, baseline), goal)


def repeated(row: str, name: str, values: Sequence[float], unit: str, goal: float | None = None) -> Figure:
    """Return the median of a few repeats."""
    span = (min(values), max(values)) if len(values) > 1 else None
    return Figure(BENCH, row, name, percentile(values, 0.5), unit, span, len(values), goal=goal, better="less")


def cuts_of(measured: Measured | None) -> list[Answer] | None:
    """Return the answers at places within lines, where there is such a row."""
    return measured.asked.cuts if measured else None


def ratio(value: float, baseline: float | None) -> float | None:
    """Return how many times the baseline it is."""
    return value / baseline if baseline else None


@dataclass(frozen=True, slots=True)
class AtCoverage:
    """A score: precision at one coverage."""

    coverage: float

    def __call__(self, answers: list[Answer]) -> float:
        """Return the precision, 0 to 100."""
        return precision_at(answers, self.coverage)


def exact(answers: list[Answer]) -> float:
    """Return how many whole rests of lines are right, in percent."""
    return 100 * sum(answer.is_exact for answer in answers) / len(answers)


def similar(answers: list[Answer]) -> float:
    """Return the mean similarity of the rests of lines, 0 to 100."""
    return sum(answer.similarity for answer in answers) / len(answers)


def next_right(answers: list[Answer]) -> float:
    """Return how many first tokens are right, in percent."""
    return 100 * sum(answer.is_next for answer in answers) / len(answers)


def shown(answers: list[Answer]) -> float:
    """Return how many requests were answered with something, in percent."""
    return 100 * sum(bool(answer.got) for answer in answers) / len(answers)


def out_of_time(answers: list[Answer]) -> float:
    """Return how many requests got nothing after all the time that the daemon gives an answer, in percent."""
    return 100 * sum(not answer.got and answer.milliseconds >= PATIENT_MS for answer in answers) / len(answers)


def saved(savings: list[Saving]) -> float:
    """Return the share of characters that nobody had to type, in percent."""
    return 100 * (1 - sum(saving.typed for saving in savings) / max(1, sum(saving.characters for saving in savings)))
