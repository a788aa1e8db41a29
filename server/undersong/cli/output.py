"""How the command line speaks: plain lines, JSON where a machine reads, errors on their own stream."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import typer

JsonFlag = typer.Option(False, "--json", help="Print JSON, for machines.")


def say(text: str) -> None:
    """Print a line."""
    typer.echo(text)


def say_json(value: Any) -> None:
    """Print a value as JSON: indented for a person's terminal, on one line for a pipe."""
    indent = 2 if sys.stdout.isatty() else None
    typer.echo(json.dumps(value, indent=indent, ensure_ascii=False, default=str))


def complain(text: str) -> None:
    """Print an error where it does not mix with the output."""
    typer.echo(f"undersong: {text}", err=True)


def say_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under their columns: a drawn table in a terminal, tab-separated lines in a pipe."""
    from rich.console import Console
    from rich.table import Table

    if not sys.stdout.isatty():
        for row in (columns, *rows):
            typer.echo("\t".join(str(cell) for cell in row))
        return
    table = Table(*columns, box=None, header_style="dim")
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    Console().print(table)


def with_progress(items: Iterable[Any], words: str, total: int | None = None) -> Iterator[Any]:
    """Yield the items, with a bar on the error stream when that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=words, total=total, console=Console(stderr=True), transient=True)
