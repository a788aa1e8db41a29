"""Interruptions of programmers, and what they said about them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.exchange.base import Context, Format, Mapped, Unmapped, kept, mapped
from undersong.exchange.maker import Maker
from undersong.exchange.tables import Cells, count_in, file_in, number_in, read_table
from undersong.exchange.times import Undated

RATINGS = ("disturbance", "interruptibility", "mental_workload")


class Interruptibility(Format):
    """self_reports.csv: an interruption → `focus_changed` of the window: lost when it was answered, gained at its end.

    The ratings are kept without being judged: how interruptible someone was is not what our self-reports say. The set
    tells no dates.
    """

    name = "interruptibility"
    line = "the interruptibility study: self_reports.csv or its folder"
    is_of_others = True

    def read(self, path: Path, context: Context) -> Iterator[Mapped | Unmapped]:
        """Yield three events an interruption: away, back, and the ratings."""
        table = file_in(path, "self_reports.csv", "self_reports.csv.gz")
        turn = Turn(context)
        yield from mapped(table.name, read_table(table, ["session", "t_s", "interruption_s", *RATINGS]), turn.events)


class Turn:
    """Turns rows into events."""

    def __init__(self, context: Context) -> None:
        self._maker, self._undated = Maker(Interruptibility.name, context), Undated()

    def events(self, row: int, cells: Cells) -> Iterable[Event]:
        """Yield the events of an interruption."""
        person, start = cells["session"], number_in(cells, "t_s")
        lasted = number_in(cells, "interruption_s", 0, 86_400)
        lag = number_in(cells, "interruption_lag_ms", 0) / 1000 if cells.get("interruption_lag_ms") else 0.0
        ratings = {f"interruptibility.{column}": count_in(cells, column) for column in RATINGS}
        times = [self._undated.at(person, start + later, "t_s") for later in (min(lag, lasted), lasted)]
        for is_back, time_ms in enumerate(times):
            data = {"focus.target": "window", "focus.gained": bool(is_back)}
            yield self._maker.event(Kind.FOCUS_CHANGED, time_ms, person, f"{row} {is_back}", data)
        yield self._maker.event(kept(Interruptibility.name, "ratings"), times[-1], person, row, ratings)
