"""What an edit costs in the extension host, measured in a real VS Code while a real module is typed."""

import json
import shutil
import subprocess
from pathlib import Path

from undersong.cli.bench.figure import Figure
from undersong.domain.errors import NotThere, UndersongError

# About 30 keys a line; the stage takes ten seconds to set.
LINES, FULL_LINES = 20, 300
PATIENCE_SECONDS = 600
GOAL = 0.2


class EditorFailed(UndersongError):
    """The editor did not come to the end of the trace."""

    def __init__(self, finding: str) -> None:
        super().__init__(f"The editor did not come to the end of the trace: {finding}")


def measure(full: bool) -> list[Figure]:
    """Type into the editor of the tests and return the milliseconds that our listener took of an edit on average.

    Raises
    ------
    NotThere
        This is no checkout, or Node or the editor of the tests is missing.
    """
    figures = json.loads(run_script(FULL_LINES if full else LINES))
    value = figures["milliseconds"] / figures["edits"]
    row = f"{figures['edits']} edits, all cursors and senses on"
    return [
        Figure("extension", row, "milliseconds_per_edit", value, "ms", n=figures["edits"], goal=GOAL, better="less")
    ]


def run_script(lines: int) -> str:
    """Return the last line that the script prints."""
    root = Path(__file__).parents[4]
    script, node = root / "scripts" / "bench-extension.mjs", shutil.which("node")
    if node is None or not script.is_file():
        raise NotThere("The editor of the tests", "run this bench in a checkout, after `npm run test:editor`")
    command = [node, str(script), str(lines)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_SECONDS, cwd=root, check=False)
    if done.returncode:
        raise EditorFailed((done.stderr or done.stdout).strip().splitlines()[-1])
    return done.stdout.strip().splitlines()[-1]
