"""CUPS: programmers with Copilot, who labelled what they were doing at every moment."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.exchange.base import Context, Format, Mapped, Unmapped, Unusable, mapped
from undersong.exchange.maker import Maker
from undersong.exchange.tables import Cells, count_in, file_in, number_in, read_table
from undersong.exchange.times import Undated
from undersong.exchange.vocabulary import words

# What became of a suggestion. That it was not accepted tells no more: whether it was dismissed is not known.
OUTCOMES = {"Accepted": "accepted", "Rejected": "ignored"}
CODES = words("A Z F H X V N G C D B S I")
HIDDEN = words("UserTyping UserPaused UserBeforeAction")


class Cups(Format):
    """events.csv: Shown → `suggestion_shown`, Accepted and Rejected → `suggestion_outcome`.

    The programmer's own label of the moment stays with the event as a letter. Left out: suggestions shown again
    (Replay), browsing, the suggestion's text and the prompt. The set tells no dates, only the hour.
    """

    name = "cups"
    line = "the CUPS study of programmers with Copilot: events.csv(.gz) or its folder"
    is_of_others = True

    def read(self, path: Path, context: Context) -> Iterator[Mapped | Unmapped]:
        """Yield one event a suggestion shown, accepted or not."""
        table = file_in(path, "events.csv.gz", "events.csv")
        turn = Turn(context)
        yield from mapped(table.name, read_table(table, ["programmer", "t_s", "state_name"]), turn.events)


class Turn:
    """Turns rows into events; an outcome belongs to the suggestion that its programmer saw last."""

    def __init__(self, context: Context) -> None:
        self._maker, self._undated = Maker(Cups.name, context), Undated()
        self._shown: dict[str, str] = {}

    def events(self, row: int, cells: Cells) -> Iterable[Event]:
        """Yield the event of a row."""
        person, word = cells["programmer"], cells["state_name"]
        if word not in ("Shown", *OUTCOMES):
            raise Unusable("state_name", "a suggestion shown again, or browsing, is none of our kinds", word, False)
        hour = count_in(cells, "hour_utc") % 24 if cells.get("hour_utc") else 0
        time_ms = self._undated.at(person, number_in(cells, "t_s"), "t_s", hour)
        if word == "Shown":
            self._shown[person] = self._maker.ulid(time_ms, person, f"suggestion {row}")
        if person not in self._shown:
            raise Unusable("state_name", "its suggestion was not shown before", word)
        kind, data = self._meaning(word, person, cells)
        yield self._maker.event(kind, time_ms, person, row, {**data, **labels_of(cells)})

    def _meaning(self, word: str, person: str, cells: Cells) -> tuple[Kind, dict[str, object]]:
        chars = count_in(cells, "compCharLen") if cells.get("compCharLen") else 0
        data: dict[str, object] = {"suggestion.id": self._shown[person], "suggestion.kind": "completion"}
        if word == "Shown":
            data |= {"suggestion.chars": chars}
            if cells.get("numLines"):
                data["suggestion.lines"] = count_in(cells, "numLines")
            if cells.get("confidence"):
                data["suggestion.confidence"] = number_in(cells, "confidence", 0, 1)
            return Kind.SUGGESTION_SHOWN, data
        data |= {"suggestion.outcome": OUTCOMES[word]}
        if cells.get("timeSinceDisplayedMs"):
            data["suggestion.visible_ms"] = round(number_in(cells, "timeSinceDisplayedMs", 0))
        if word == "Accepted":
            data["suggestion.accepted_chars"] = chars
        return Kind.SUGGESTION_OUTCOME, data


def labels_of(cells: Cells) -> dict[str, str]:
    """Return the programmer's own label of the moment, and what the study's recorder saw the hands do."""
    found = {"cups.label": (cells.get("cups_code", ""), CODES), "cups.hidden": (cells.get("hidden_state", ""), HIDDEN)}
    return {field: word for field, (word, known) in found.items() if word in known}
