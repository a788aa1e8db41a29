"""Times and sizes of commits, by authors who are not named."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.exchange.base import Context, Format, Mapped, Unmapped, mapped
from undersong.exchange.maker import Maker
from undersong.exchange.tables import Cells, count_in, file_in, number_in, read_table
from undersong.exchange.times import moment

COUNTS = {
    "tests": "commit.tests",
    "docs": "commit.docs",
    "ins": "commit.inserted_lines",
    "dele": "commit.deleted_lines",
}
FLAGS = {"is_fix": "commit.is_fix", "is_revert": "commit.is_revert"}


class GitRhythm(Format):
    """commits.csv: a commit → `commit_created`, with its sizes and the author's own hour of the day."""

    name = "git-rhythm"
    line = "times of commits: commits.csv(.gz) or its folder"
    is_of_others = True

    def read(self, path: Path, context: Context) -> Iterator[Mapped | Unmapped]:
        """Yield one event a commit."""
        table = file_in(path, "commits.csv.gz", "commits.csv")
        turn = Turn(context)
        yield from mapped(table.name, read_table(table, ["author", "author_local", "utc_offset_min"]), turn.events)


class Turn:
    """Turns rows into events."""

    def __init__(self, context: Context) -> None:
        self._maker, self._names = Maker(GitRhythm.name, context), context.names

    def events(self, row: int, cells: Cells) -> Iterable[Event]:
        """Yield the event of a commit."""
        offset = round(number_in(cells, "utc_offset_min", -1440, 1440))
        local_ms, _ = moment(cells["author_local"], "author_local")
        data: dict[str, object] = {"commit.kind": "commit"}
        if cells.get("files"):
            data["commit.files"] = count_in(cells, "files")
        data |= {field: count_in(cells, column) for column, field in COUNTS.items() if cells.get(column)}
        data |= {field: cells[column] == "1" for column, field in FLAGS.items() if cells.get(column)}
        if cells.get("repo"):
            data["commit.repository"] = self._names.hide(cells["repo"])
        time_ms = local_ms - offset * 60_000
        yield self._maker.event(Kind.COMMIT_CREATED, time_ms, cells["author"], row, data, offset=offset)
