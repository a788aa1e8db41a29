"""`undersong bench NAME`: the measured figures."""

from pathlib import Path

import typer

from undersong.cli.output import JsonFlag, say_json, say_table

COLUMNS = ("bench", "row", "figure", "value", "unit", "interval", "baseline", "ratio", "goal", "met")


def register(app: typer.Typer) -> None:
    """Mount the command."""
    words = "Measure: ingest, daemon, detect, drift, index, completion, serving, extension; each beside its baseline."
    app.command("bench", help=words)(bench)


def bench(
    names: list[str] = typer.Argument(None, help="Which benches; all without a name."),
    as_json: bool = JsonFlag,
    full: bool = typer.Option(False, "--full", help="More repeats; takes minutes."),
    repos: list[Path] = typer.Option([], "--repo", help="completion, serving: a repository to measure on; repeatable."),
    cuts: int = typer.Option(0, "--cuts", min=0, help="completion: places asked at; 0 leaves it to the bench."),
    seeds: int = typer.Option(0, "--seeds", min=0, help="completion: how often files are held back anew."),
    adapted: Path = typer.Option(None, "--adapted", help="completion: a release tuned on such a copy; its own row."),
    copies: Path = typer.Option(None, "--copies", help="completion: leave what is read here, to tune a release on."),
) -> None:
    """Run benches and print their figures."""
    from undersong.cli.bench.catalog import run_benches
    from undersong.cli.yardstick.targets import Targets

    targets = Targets(tuple(repos), cuts, seeds, adapted, copies)
    figures = [figure for bench_figures in run_benches(names, full, targets) for figure in bench_figures]
    if as_json:
        say_json([figure.as_dict() for figure in figures])
        return
    say_table(COLUMNS, [cells_of(figure.as_dict()) for figure in figures])


def cells_of(plain: dict) -> list[str]:  # type: ignore[type-arg]
    """Return the cells of a figure, numbers with four digits that count."""
    return [short(plain[name]) for name in COLUMNS]


def short(value: object) -> str:
    """Return a value as a person reads it."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list):
        return " to ".join(short(end) for end in value)
    return f"{value:,.4g}" if isinstance(value, float) else str(value)
