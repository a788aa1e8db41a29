"""Suggestions and what became of them."""

from collections import Counter
from statistics import median

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.suggestion import Outcome
from undersong.reports import charts
from undersong.reports.section import Row, Section, Table
from undersong.reports.words import capital, count, number_in_words, share

# In the order of a funnel: what was taken first, what was left last.
OUTCOMES = tuple(outcome.value for outcome in Outcome)
TAKEN = (Outcome.ACCEPTED.value, Outcome.PARTLY_ACCEPTED.value)
COLOURS = {
    "accepted": charts.GOOD,
    "partly accepted": charts.HALF_GOOD,
    "typed through": charts.QUIET,
    "dismissed": charts.WARM,
    "ignored": charts.PALE,
    "unknown": charts.PALEST,
}
# A share of fewer says nothing.
LEAST_OF_A_SLICE = 10
SLICES = {"database": "database code", "other": "other files"}
COLUMNS = ("kind", "shown", *(outcome.replace("_", " ") for outcome in OUTCOMES), "not known", "taken")


class Suggestions:
    """Collects suggestions that were shown and their outcomes; one outcome a suggestion, the first that is told."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        self.outcomes: dict[str, str] = {}
        self.latencies_ms: list[float] = []
        self.slices: dict[str, str] = {}

    def feed(self, event: Event) -> None:
        """Take the next event; other kinds are left out."""
        if event.kind not in (Kind.SUGGESTION_SHOWN, Kind.SUGGESTION_OUTCOME):
            return
        id_ = str(event.data.get("suggestion.id"))
        self.kinds.setdefault(id_, str(event.data.get("suggestion.kind")))
        if event.kind == Kind.SUGGESTION_OUTCOME:
            if "suggestion.outcome" not in event.data:
                return  # a later look at what was taken
            self.outcomes.setdefault(id_, str(event.data.get("suggestion.outcome")))
            return
        if (latency := event.data.get("suggestion.latency_ms")) is not None:
            self.latencies_ms.append(latency)
        if (part := event.data.get("suggestion.slice")) is not None:
            self.slices[id_] = str(part)

    def counts(self) -> Counter[tuple[str, str]]:
        """Return how many suggestions of a kind had an outcome; one without is ``unknown``."""
        return Counter((kind, self.outcomes.get(id_, "unknown")) for id_, kind in self.kinds.items())

    def taken(self, kind: str | None = None) -> int:
        """Return how many were taken whole or in part, of one kind or of all."""
        return sum(
            outcome in TAKEN for id_, outcome in self.outcomes.items() if kind is None or self.kinds[id_] == kind
        )

    def by_slice(self) -> list[tuple[str, int, int]]:
        """Return slice, shown and taken where there is enough to tell of, the most frequent first."""
        shown = Counter(self.slices.values())
        taken = Counter(part for id_, part in self.slices.items() if self.outcomes.get(id_) in TAKEN)
        return [(part, number, taken[part]) for part, number in shown.most_common() if number >= LEAST_OF_A_SLICE]


def assistance_section(suggestions: Suggestions) -> Section:
    """Return the outcomes of each kind of suggestion."""
    if not suggestions.kinds:
        return Section("assistance", "Suggestions", "No suggestion was shown in this range.", None, Table(COLUMNS))
    counts = suggestions.counts()
    bars = [
        {"kind": kind, "outcome": outcome.replace("_", " "), "suggestions": number, "place": place_of(outcome)}
        for (kind, outcome), number in sorted(counts.items())
    ]
    spec = charts.shares(
        bars,
        {told: COLOURS[told] for told in COLOURS if any(bar["outcome"] == told for bar in bars)},
        "Suggestions by kind and outcome",
    )
    return Section("assistance", "Suggestions", assistance_words(suggestions), spec, assistance_table(counts))


def place_of(outcome: str) -> int:
    """Return where an outcome stands in the funnel; one that is not known stands last."""
    return OUTCOMES.index(outcome) if outcome in OUTCOMES else len(OUTCOMES)


def assistance_words(suggestions: Suggestions) -> str:
    """Return shown, taken, naming fixes and how long a suggestion took."""
    shown, taken = len(suggestions.kinds), suggestions.taken()
    words = f"{count(shown, 'suggestion')} shown; {share(taken, shown)} taken, whole or in part."
    names = sum(kind == "naming" for kind in suggestions.kinds.values())
    if names:
        taken_names = suggestions.taken("naming")
        went_in = number_in_words(taken_names) if taken_names else "none"
        words += f" Of {count(names, 'naming fix', 'naming fixes')} offered, {went_in} went in."
    slices = suggestions.by_slice()
    if len(slices) > 1:
        told = ", ".join(f"{share(taken, shown)} in {SLICES.get(part, part)}" for part, shown, taken in slices)
        words += f" Taken were {told}."
    if suggestions.latencies_ms:
        words += f" The median suggestion came after {median(suggestions.latencies_ms):.0f} ms."
    return capital(words)


def assistance_table(counts: Counter[tuple[str, str]]) -> Table:
    """Return one row a kind."""
    rows: list[Row] = []
    for kind in sorted({kind for kind, _ in counts}):
        ended = [counts[kind, outcome] for outcome in (*OUTCOMES, "unknown")]
        taken = sum(counts[kind, outcome] for outcome in TAKEN)
        rows.append((kind, sum(ended), *ended, share(taken, sum(ended))))
    return Table(COLUMNS, tuple(rows))
