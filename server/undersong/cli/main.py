"""The command line: every group is mounted here."""

import sys

import typer

from undersong import __version__
from undersong.cli import (
    bench_command,
    complete,
    daemon,
    demo,
    doctor,
    evaluate,
    exchange,
    features,
    forget,
    models,
    names,
    pause,
    replay,
    report,
    train,
)
from undersong.cli.output import complain
from undersong.domain.errors import UndersongError, UserError

GROUPS = (
    demo,
    daemon,
    doctor,
    exchange,
    replay,
    train,
    models,
    evaluate,
    forget,
    pause,
    report,
    features,
    names,
    complete,
    bench_command,
)


def make_app() -> typer.Typer:
    """Return the whole command line."""
    app = typer.Typer(
        name="undersong",
        help="A quiet companion for the editor. Everything stays on this machine.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback(invoke_without_command=True)(about)
    for group in GROUPS:
        group.register(app)
    return app


def about(version: bool = typer.Option(False, "--version", help="Print the version and leave.")) -> None:
    """A quiet companion for the editor. Everything stays on this machine."""
    if version:
        typer.echo(__version__)
        raise typer.Exit


def main() -> int:
    """Run a command; 2 is the user's mistake, 1 is ours."""
    try:
        make_app()()
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 0
    except UserError as error:
        complain(str(error))
        return 2
    except UndersongError as error:
        complain(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:
        if not is_about_home(error):
            raise
        complain(f"{error.filename} cannot be used ({error.strerror}); let UNDERSONG_HOME name a folder that is yours.")
        return 2
    return 0


def is_about_home(error: OSError) -> bool:
    """Tell whether a file could not be used because of the place that the person's data lie in."""
    from undersong.domain.places import places_from_environment

    home = str(places_from_environment().home)
    return isinstance(error.filename, str) and (error.filename.startswith(home) or home.startswith(error.filename))
