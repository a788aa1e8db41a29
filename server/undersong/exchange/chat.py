"""RealHumanEval: programmers' turns with an assistant."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.exchange.base import Context, Format, Mapped, Unmapped, mapped
from undersong.exchange.maker import Maker
from undersong.exchange.tables import Cells, count_in, file_in, number_in, read_table
from undersong.exchange.times import Undated


class Chat(Format):
    """chat_turns.csv: an answer → `suggestion_shown` of a tool, and its outcome, accepted when something was copied.

    When something was copied is not told, so the outcome bears the turn's time. Questions, answers and the names of
    models and tasks are left out. The set tells no dates.
    """

    name = "chat"
    line = "RealHumanEval's turns with an assistant: chat_turns.csv(.gz) or its folder"
    is_of_others = True

    def read(self, path: Path, context: Context) -> Iterator[Mapped | Unmapped]:
        """Yield two events a turn."""
        table = file_in(path, "chat_turns.csv.gz", "chat_turns.csv")
        turn = Turn(context)
        yield from mapped(table.name, read_table(table, ["programmer", "t_s", "response_chars"]), turn.events)


class Turn:
    """Turns rows into events."""

    def __init__(self, context: Context) -> None:
        self._maker, self._undated = Maker(Chat.name, context), Undated()

    def events(self, row: int, cells: Cells) -> Iterable[Event]:
        """Yield the answer and what became of it."""
        person, chars = cells["programmer"], count_in(cells, "response_chars")
        copied = count_in(cells, "copied_chars") if cells.get("copied_chars") else 0
        outcome = "accepted" if cells.get("accepted") == "1" else "ignored"
        time_ms = self._undated.at(person, number_in(cells, "t_s"), "t_s")
        offer = {"suggestion.id": self._maker.ulid(time_ms, person, f"offer {row}"), "suggestion.kind": "tool"}
        shown = {**offer, "suggestion.chars": chars}
        yield self._maker.event(Kind.SUGGESTION_SHOWN, time_ms, person, f"{row} shown", shown)
        told = {**offer, "suggestion.outcome": outcome, "suggestion.accepted_chars": copied}
        yield self._maker.event(Kind.SUGGESTION_OUTCOME, time_ms, person, f"{row} outcome", told)
