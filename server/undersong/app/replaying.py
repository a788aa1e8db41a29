"""Types the files of a repository once more and writes down what became of each suggestion: rows for `accept`.

``python -m undersong.app.replaying REPOSITORY OUT --name NAME --licence LICENCE`` on a checkout of permissive code.
"""

import argparse
import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from undersong.flows.assist import Assist
from undersong.learning.replayed import Replayed, replayed, spots_of, write_offers
from undersong.registry.joined import joined_folder

# Files that are typed again are not in the index: a seventh of the repository, forty lines at least.
HELD_SHARE, LEAST_LINES, MOST_LINES = 0.15, 40, 1500
SEED = 7


def main(argv: Sequence[str] | None = None) -> int:
    """Replay one repository, as told."""
    made = argparse.ArgumentParser(prog="undersong.app.replaying", description=__doc__)
    made.add_argument("repository", type=Path)
    made.add_argument("out", type=Path)
    made.add_argument("--name", required=True)
    made.add_argument("--licence", required=True)
    made.add_argument("--spots", type=int, default=3000)
    options = made.parse_args(argv)
    rows = replay_repository(options.repository, options.spots, random.Random(SEED))
    print(write_offers(options.out, options.name, options.licence, rows))
    return 0


def replay_repository(repository: Path, count: int, chance: random.Random) -> Iterator[Replayed]:
    """Yield what becomes of suggestions at about `count` places of files that the index does not hold."""
    held = held_back(repository, chance)
    with tempfile.TemporaryDirectory() as folder:
        rest, index = Path(folder) / "rest", Path(folder) / "index"
        names = {path.relative_to(repository).as_posix() for path in held}
        for path in sorted(repository.rglob("*.py")):
            inner = path.relative_to(repository).as_posix()
            if inner not in names and path.is_file():
                (rest / inner).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, rest / inner)
        assist = assist_at(index)
        assist.open(rest)
        while assist.step(50):
            pass
        for path in held:
            place = str(rest / path.relative_to(repository))
            text = path.read_text("utf-8", errors="replace")
            spots = spots_of(place, text, max(1, count // len(held)), chance)
            yield from replayed(spots, assist.complete)
            assist.closed(place)


def assist_at(index: Path) -> Assist:
    """Return what completes in a worker, with the language model where it was joined."""
    assist = Assist(index)
    if folder := joined_folder("completion"):
        assist.completing.use_language_model(folder, f"completion {folder.name}")
    return assist


def held_back(repository: Path, chance: random.Random) -> list[Path]:
    """Return the files that are typed again."""
    files = [path for path in sorted(repository.rglob("*.py")) if path.is_file() and not path.is_symlink()]
    fit = [path for path in files if LEAST_LINES <= path.read_bytes().count(b"\n") <= MOST_LINES]
    chosen = [path for path in fit if "migrations" not in path.parts]
    return chance.sample(chosen, max(1, int(len(chosen) * HELD_SHARE))) if chosen else []


if __name__ == "__main__":
    raise SystemExit(main())
