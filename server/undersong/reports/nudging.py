"""Nudges, the answers to them, and what was said of the work unasked."""

from collections import Counter

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.nudge import Answer
from undersong.reports.section import Section, Table
from undersong.reports.words import TIMES, capital, count

SILENT = "silent"
UNANSWERED = "unanswered"
ANSWERS = (*(answer.value for answer in Answer), UNANSWERED)
ANSWER_WORDS = {
    "helpful": "helpful",
    "not_now": "not now",
    "wrong": "wrong",
    "snooze_hour": "later: an hour",
    "snooze_today": "later: tomorrow",
    "never": "never again",
    UNANSWERED: "no answer",
}
COLUMNS = ("what", "times")


class Nudges:
    """Collects nudges, answers and self-reports."""

    def __init__(self) -> None:
        self.levels: dict[str, str] = {}
        self.answers: dict[str, str] = {}
        self.said: Counter[str] = Counter()

    def feed(self, event: Event) -> None:
        """Take the next event; other kinds are left out."""
        match event.kind:
            case Kind.NUDGE_SHOWN:
                self.levels[str(event.data.get("nudge.id"))] = str(event.data.get("nudge.level"))
            case Kind.NUDGE_ANSWERED:
                self.answers[str(event.data.get("nudge.id"))] = str(event.data.get("nudge.answer"))
            case Kind.SELF_REPORT:
                self.said[str(event.data.get("report.state"))] += 1

    @property
    def shown(self) -> list[str]:
        """The nudges that someone could see."""
        return [id_ for id_, level in self.levels.items() if level != SILENT]

    def by_answer(self) -> Counter[str]:
        """Return how often each answer was given to a nudge that was seen."""
        return Counter(self.answers.get(id_, UNANSWERED) for id_ in self.shown)


def nudges_section(nudges: Nudges) -> Section:
    """Return the answers, and what was told of the work; so few that a table is the better chart."""
    if not nudges.levels and not nudges.said:
        return Section("nudges", "Nudges", "No nudge was shown in this range.", None, Table(COLUMNS))
    return Section("nudges", "Nudges", nudges_words(nudges), None, nudges_table(nudges))


def nudges_words(nudges: Nudges) -> str:
    """Return how many were shown, how many helped, and how many were only counted."""
    counts, shown = nudges.by_answer(), len(nudges.shown)
    parts = [f"{count(shown, 'nudge')} shown"]
    if shown:
        parts.append(f"{counts['helpful']} called helpful, {counts['wrong']} called wrong")
    if silent := len(nudges.levels) - shown:
        parts.append(f"{silent} more only counted, in the silent first days")
    words = "; ".join(parts) + "."
    if nudges.said:
        told = ", ".join(f"{state} {number}{TIMES}" for state, number in nudges.said.most_common())
        words += f" Told about the work: {told}."
    return capital(words)


def nudges_table(nudges: Nudges) -> Table:
    """Return answers, silent nudges and self-reports."""
    counts = nudges.by_answer()
    rows = [(f"nudge: {ANSWER_WORDS[answer]}", counts[answer]) for answer in ANSWERS if counts[answer]]
    rows += [("nudge: only counted", len(nudges.levels) - len(nudges.shown))] if nudges.levels else []
    rows += [(f"told: {state}", number) for state, number in sorted(nudges.said.items())]
    return Table(COLUMNS, tuple(rows))
