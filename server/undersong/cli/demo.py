"""`undersong demo`: a recorded session through a real daemon, and what it makes of it."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import typer

from undersong.cli.output import JsonFlag, say_json

PLAY_SECONDS = 36.0
SETTINGS = {"recording": True, "nudges_silent_days": 0, "training_max_load": 1000.0}


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("demo", help="Play a recorded session through a real daemon and show what it makes of it.")(demo)


def demo(
    recording: Path = typer.Option(None, help="Another recording (own JSON Lines)."),
    seconds: float = typer.Option(PLAY_SECONDS, min=1, help="How long the playing takes."),
    out: Path = typer.Option(None, help="Where to write the report; the temporary folder when not given."),
    plain: bool = typer.Option(False, "--plain", help="No colours."),
    as_json: bool = JsonFlag,
) -> None:
    """Run all scenes in a home of their own."""
    from undersong.cli.stage.recording import SHIPPED, read_recording, shipped_folder
    from undersong.cli.stage.scenes import Scenes
    from undersong.cli.stage.voice import Voice

    shipped = shipped_folder()
    source = read_recording(recording or shipped / SHIPPED, shipped / "package")
    folder = Path(tempfile.mkdtemp(prefix="undersong-demo-"))
    home = Path(os.environ.setdefault("UNDERSONG_HOME", str(folder / "home")))
    os.environ["UNDERSONG_CLOCK"] = f"held:{source.start_ms}"
    voice = Voice(is_plain=True if plain else None) if not as_json else Voice(open(os.devnull, "w"), is_plain=True)  # noqa: SIM115, PTH123
    summary = Scenes(source, home, workspace_of(source.package, folder), voice, SETTINGS).run(
        seconds, out or folder / "report.html"
    )
    if as_json:
        say_json(summary)


def workspace_of(package: Path, folder: Path) -> Path:
    """Return a copy of the recorded package under version control, so that the demo touches nobody's files."""
    workspace = folder / "workspace"
    if package.is_dir():
        shutil.copytree(package, workspace)
    else:
        workspace.mkdir()
    subprocess.run(["git", "init", "--quiet", str(workspace)], check=False, capture_output=True)
    return workspace
