"""`undersong eval`: honest figures of a model on data."""

from pathlib import Path
from typing import Any

import typer

from undersong.cli.output import JsonFlag, say, say_json, say_table

NAMES = ("stuck", "flow", "accept", "anomaly", "memory", "drift")


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("eval", help="Measure a model on data, without flattering it.")(evaluate)


def evaluate(
    name: str = typer.Argument("", metavar="NAME", help=f"One of: {', '.join(NAMES)}."),
    data: Path | None = typer.Option(None, metavar="DIR", help="A folder of public data in a layout that is known."),
    model: Path | None = typer.Option(
        None, metavar="DIR", help="A release's folder; without it, models that never saw the people they judge."
    ),
    predictions: Path | None = typer.Option(None, metavar="FILE", help="Also write key,probability to this file."),
    leaderboard: bool = typer.Option(
        False, "--leaderboard", help="Also the reference configurations, by people, by time and at random."
    ),
    simulate: bool = typer.Option(
        False, "--simulate", help="What simulated developers with real failing runs would hear of stuck."
    ),
    full: bool = typer.Option(False, "--full", help="More simulated developers and days, or streams."),
    seed: int = typer.Option(7, "--seed", help="Who the simulated developers are."),
    as_json: bool = JsonFlag,
) -> None:
    """Print one flat object of figures."""
    from undersong.cli.judging import Question, figures_of
    from undersong.cli.simulate import simulated
    from undersong.domain.errors import BadInput, NotThere

    if simulate:
        simulated(name, data, as_json, full, seed, model)
        return
    if not name:
        raise BadInput("eval", "got no name", f"choose from {', '.join(NAMES)}")
    if name not in NAMES:
        raise NotThere(f"An evaluation of {name}", f"choose from {', '.join(NAMES)}")
    tell(figures_of(Question(name, data, model, predictions, leaderboard, full)), as_json)


def tell(figures: dict[str, Any], as_json: bool) -> None:
    """Print the figures; a leaderboard, or the slices of a model, are a table of their own."""
    if as_json:
        say_json(figures)
        return
    board = figures.pop("leaderboard", []) or figures.pop("slices", [])
    say_table(("figure", "value"), list(figures.items()))
    if board:
        say("")
        say_table(tuple(board[0]), [tuple(line.values()) for line in board])
