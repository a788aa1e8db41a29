"""`undersong replay`: a recording through the detectors."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

import typer

from undersong.cli.output import JsonFlag, complain, say, say_json

if TYPE_CHECKING:
    from undersong.domain.event import Event
    from undersong.domain.verdict import Verdict
    from undersong.flows.sense import Judged

FOREVER_MS = 2**53


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("replay", help="Let the detectors judge a recording, one verdict a line.")(replay)


def replay(
    path: str = typer.Argument(metavar="PATH", help="Events as `undersong export jsonl` writes them; - reads input."),
    as_json: bool = JsonFlag,
) -> None:
    """Judge the recording as it was lived: the same windows in the same order; what came late then is left out."""
    from undersong.cli.files import Ticker, open_input
    from undersong.cli.shipped import shipped_models
    from undersong.domain.errors import BadInput
    from undersong.flows.sense import Sense

    sense, ticker, taken = Sense(shipped_models()), Ticker("events read"), 0
    with open_input(path) as file:
        for taken, event in enumerate(read_events(file), 1):
            sense.feed([event])
            ticker.tick(taken)
    ticker.end()
    if not taken:
        raise BadInput(path, "holds no event that could be read", "make it with `undersong export jsonl PATH`")
    for judged in sense.close_until(FOREVER_MS):
        tell(judged, as_json)


def read_events(file: BinaryIO) -> Iterator["Event"]:
    """Yield the events that were judged in life; a line that holds none is told with its number."""
    from undersong.cli.taken import sentence
    from undersong.cli.taking import event_of_row
    from undersong.lsp.jsonl import BadLine, read_rows

    for row in read_rows(file):
        if isinstance(row, BadLine):
            complain(sentence(row))
        elif not row.late:
            yield event_of_row(row)


def tell(judged: "Judged", as_json: bool) -> None:
    """Print the verdicts on one window; the end of a state has none and is not a line of its own."""
    for verdict in judged.verdicts:
        if as_json:
            say_json({**verdict.as_dict(), "events": judged.window.events, "work": judged.state.value})
        else:
            say(line_of(verdict, judged.state.value))


def line_of(verdict: "Verdict", work: str) -> str:
    """Return a verdict for reading: time, detector, probability, and what weighed most."""
    from datetime import UTC, datetime

    from undersong.features.catalog import describe

    at = datetime.fromtimestamp(verdict.window_end_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")
    reasons = "; ".join(describe(name, value) for name, value in verdict.weights)
    said = f"{verdict.detector:8}{verdict.state.value:8} {verdict.probability:.2f}"
    return f"{at}  {said}  work {work}  {reasons}".rstrip()
