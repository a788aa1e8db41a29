"""Small repositories on disk, and an `Assist` that has read them."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from undersong.flows.assist import Assist


def repository(root: Path, files: Mapping[str, str | bytes], git: bool = False) -> Path:
    """Write files (relative path → text) below a folder; with git, it becomes a work tree."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    if git:
        subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    return root


def finish(assist: Assist) -> Assist:
    """Do all the work that waits."""
    while assist.step(50):
        pass
    return assist


def assist_on(root: Path, index: Path) -> Assist:
    """Return an assist that has read everything under a root."""
    assist = Assist(index)
    assist.open(root)
    return finish(assist)


def functions(count: int, first: str = "value") -> str:
    """Return a module of so many functions in snake_case, each with a parameter and a local variable."""
    return "\n".join(
        f"def handle_item_{number}({first}_{number}):\n"
        f"    local_sum = {first}_{number} + {number}\n"
        f"    return local_sum\n"
        for number in range(count)
    )


def commit(root: Path, files: Mapping[str, str | bytes], message: str = "Work") -> str:
    """Write files and commit everything; return the commit's name."""
    repository(root, files, git=not (root / ".git").exists())
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "add", "-A"], cwd=root, check=True)
    subprocess.run(["git", *identity, "commit", "-q", "-m", message], cwd=root, check=True)
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()
