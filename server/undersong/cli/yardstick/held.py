"""A repository of which some files are taken away, so that what is suggested in them cannot have been read."""

import io
import json
import random
import shutil
import subprocess
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from undersong.domain.errors import NotThere, UndersongError

SHARE = 0.15
FEWEST_HELD = 3
FEWEST_LINES, MOST_LINES = 40, 1500
# Whoever commits in a bench's own copy.
COMMITTER = ("-c", "user.email=bench@localhost", "-c", "user.name=bench", "-c", "commit.gpgsign=false")


class HeldSeen(UndersongError):
    """A file that was held back is known to the index all the same, so the figures would be worth nothing."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} was held back and the index knows it; nothing measured here counts.")
        self.path = path


@dataclass(frozen=True, slots=True)
class Held:
    """A folder without the files that are asked about, and their texts by path within it."""

    root: Path
    texts: dict[str, str] = field(repr=False)

    @property
    def paths(self) -> list[str]:
        """The paths in the order of the draw."""
        return list(self.texts)


def hold_back(repo: Path, into: Path, chance: random.Random, is_empty: bool = False) -> Held:
    """Copy a repository's newest commit, take a share of its Python files off the disk and commit what is left.

    The files are gone before the first commit of the copy, so neither its files nor its history hold them.
    `is_empty` takes every Python file away: there is nothing to learn from then.

    Raises
    ------
    NotThere
        The repository has too few Python files of 40 to 1,500 lines.
    """
    check_out(repo, into)
    fitting = [path for path in sorted(into.rglob("*.py")) if is_fitting(path)]
    pool = [path for path in fitting if "/migrations/" not in path.as_posix()]
    if len(pool) <= FEWEST_HELD:
        raise NotThere(f"Enough Python code in {repo}", f"give a repository with more than {FEWEST_HELD} modules")
    chance.shuffle(pool)
    held = pool[: max(FEWEST_HELD, int(len(pool) * SHARE))]
    texts = {path.relative_to(into).as_posix(): text_of(path) for path in held}
    for path in into.rglob("*.py") if is_empty else held:
        path.unlink()
    commit_all(into)
    return Held(into, texts)


def check_out(repo: Path, into: Path) -> None:
    """Copy the files of a repository's newest commit; a folder without git is copied as it is."""
    into.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run(["git", "-C", str(repo), "archive", "HEAD"], capture_output=True, check=False)
    if packed.returncode:
        if not repo.is_dir():
            raise NotThere(str(repo), "give the folder of a repository")
        shutil.copytree(repo, into, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".git"))
        return
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(into, filter=plain_only)  # noqa: S202 - the filter lets nothing out of the folder


def plain_only(member: tarfile.TarInfo, into: str) -> tarfile.TarInfo | None:
    """Let files and folders through; a link may lead anywhere."""
    return tarfile.data_filter(member, into) if member.isfile() or member.isdir() else None


def is_fitting(path: Path) -> bool:
    """Tell whether a file is long enough to ask in and short enough to be a person's."""
    if not path.is_file() or path.is_symlink():
        return False
    return FEWEST_LINES <= len(path.read_text(errors="replace").splitlines()) <= MOST_LINES


def text_of(path: Path) -> str:
    """Return a file's text with plain line ends."""
    return path.read_text(errors="replace").replace("\r\n", "\n")


def commit_all(root: Path) -> None:
    """Make a repository of what is left."""
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run(["git", *COMMITTER, *command], cwd=root, check=False, stdout=subprocess.DEVNULL)


def check_unseen(held: Held, index: Path) -> int:
    """Return how many files that stayed on the disk the index lists; none that was held back may be listed.

    The count shows that the search finds what is there.

    Raises
    ------
    HeldSeen
        A file that was held back is listed, or lies on the disk.
    """
    contents = [path.read_bytes() for path in index.rglob("*") if path.is_file()]
    for path in held.paths:
        if (held.root / path).exists() or is_listed(path, contents):
            raise HeldSeen(path)
    stayed = (path.relative_to(held.root).as_posix() for path in held.root.rglob("*.py"))
    return sum(is_listed(path, contents) for path in stayed)


def is_listed(path: str, contents: Sequence[bytes]) -> bool:
    """Tell whether an index keeps something under a path: each of its lists is JSON, or has it at its head."""
    key = f"{json.dumps(path)}: [".encode()
    return any(key in content for content in contents)
