"""Windows that practitioners had before them in a Pharo environment."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.exchange.base import Context, Format, Mapped, Unmapped, mapped
from undersong.exchange.maker import Maker
from undersong.exchange.tables import Cells, file_in, number_in, read_table
from undersong.exchange.times import Undated


class Pharo(Format):
    """windows.csv: a window came to the front → `focus_changed` to the editor, with the title's hash for a file.

    All of these windows belong to one environment, so none of it is leaving. The kind of tool becomes a hash. The set
    tells no dates, only seconds into each session.
    """

    name = "pharo"
    line = "the Pharo sessions of practitioners: windows.csv or its folder"
    is_of_others = True

    def read(self, path: Path, context: Context) -> Iterator[Mapped | Unmapped]:
        """Yield one event a window."""
        table = file_in(path, "windows.csv", "windows.csv.gz")
        turn = Turn(context)
        found = read_table(table, ["participant", "Session", "t_s", "Tool", "Name"])
        yield from mapped(table.name, found, turn.events)


class Turn:
    """Turns rows into events."""

    def __init__(self, context: Context) -> None:
        self._maker, self._undated, self._names = Maker(Pharo.name, context), Undated(), context.names

    def events(self, row: int, cells: Cells) -> Iterable[Event]:
        """Yield the event of a window."""
        person = cells["participant"]
        time_ms = self._undated.at(f"{person}/{cells['Session']}", number_in(cells, "t_s"), "t_s")
        data: dict[str, object] = {"focus.target": "editor", "focus.gained": True}
        if cells["Tool"]:
            data["pharo.tool"] = self._names.hide(cells["Tool"])
        if cells.get("familiar_code") in ("0", "1"):
            data["pharo.familiar"] = cells["familiar_code"] == "1"
        yield self._maker.event(Kind.FOCUS_CHANGED, time_ms, person, row, data, subject=cells["Name"] or cells["Tool"])
