"""The base and the adapter into the model that serves: run by set-up, once a version.

    python -m undersong.learning.language.join --base FOLDER --into PREFIX

FOLDER is where the package that carries the base was unpacked, PREFIX the environment whose worker will serve. When
what lies there was joined of the same, it ends at once; numpy and onnx are loaded only when there is something to do.
"""

import argparse
import hashlib
import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from undersong.domain.errors import NotJoined, ReleaseUnreadable, UndersongError
from undersong.registry.files import write_folder
from undersong.registry.joined import Joined, joined_bytes, joined_place, part_of, read_joined
from undersong.registry.manifest import FILE, read_release
from undersong.registry.shipped import shipped_folder

if TYPE_CHECKING:
    from undersong.learning.language.base import Base

MODEL = "completion"
# Counts up when the graph, the quantisation or the tokenizer's file change, so that set-up joins anew.
FORM = 1


def join(base: Path, prefix: Path, shipped: Path | None = None) -> tuple[Joined, Path, bool]:
    """Join what the shipped adapter says with its base; return it, its folder, and whether there was something to do.

    It takes half a minute and 1.5 GB of memory. The folder appears whole; other versions are removed then.

    Raises
    ------
    NotThere, BadInput
        The base is missing, or is not the file that the adapter was made for.
    ReleaseUnreadable
        The adapter's files are not those of its manifest.
    """
    shipped = shipped or shipped_folder()
    recipe = _read_recipe(shipped)
    try:
        found, folder = read_joined(MODEL, prefix, shipped)
        if found.inputs == recipe.inputs:
            return found, folder, False
    except (NotJoined, ReleaseUnreadable):
        pass  # missing, of another version or damaged: it is made anew
    joined, files = _make(recipe, base)
    folder = joined_place(MODEL, prefix) / recipe.version
    write_folder(folder, {**files, FILE: joined_bytes(joined)})
    _remove_others(folder)
    return joined, folder, True


def main(arguments: list[str] | None = None) -> int:
    """Join, say in a line how it went, and return the exit status: 1 when nothing could be joined."""
    parser = argparse.ArgumentParser(prog="join", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    asked = parser.parse_args(arguments)
    try:
        joined, folder, is_new = join(asked.base, asked.into)
    except UndersongError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{MODEL} {joined.version} {'was joined' if is_new else 'is there'}: {folder}")
    return 0


@dataclass(frozen=True, slots=True)
class _Recipe:
    """What the shipped adapter's manifest says of joining."""

    folder: Path
    version: str
    base: dict[str, Any]
    files: Mapping[str, str]

    @property
    def inputs(self) -> str:
        """Fingerprint of all that the joined model is made of; what else a manifest says may change."""
        made_of = {"form": FORM, "version": self.version, "base": self.base["sha256"], "files": dict(self.files)}
        return hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()


def _read_recipe(shipped: Path) -> _Recipe:
    release = read_release(shipped / MODEL)
    base = release.manifest.dataset.get("base")
    if not isinstance(base, dict) or not {"file", "sha256"} <= base.keys():
        raise ReleaseUnreadable(release.name, "its manifest names no base")
    return _Recipe(release.folder, release.manifest.version, base, release.manifest.files)


def _make(recipe: _Recipe, folder: Path) -> tuple[Joined, dict[str, bytes]]:
    from undersong.learning.language.adapter import FILE as ADAPTER
    from undersong.learning.language.adapter import apply_adapter, read_adapter
    from undersong.learning.language.base import read_base
    from undersong.learning.language.graph import build
    from undersong.learning.language.tokens import tokenizer

    base = read_base(folder / recipe.base["file"], recipe.base["sha256"])
    weights = apply_adapter(base.shape, base.weights, read_adapter(recipe.folder / ADAPTER))
    text = tokenizer(base.tokens, base.merges, base.specials).to_str()
    files = {"model.onnx": build(base.shape, weights).SerializeToString(), "tokenizer.json": text.encode()}
    parts = {name: part_of(content) for name, content in files.items()}
    return Joined(MODEL, recipe.version, recipe.inputs, _network(base), parts), files


def _network(base: "Base") -> dict[str, int]:
    names = ("layers", "kv_heads", "head_width", "vocabulary", "positions")
    return {**{name: getattr(base.shape, name) for name in names}, "end": base.end}


def _remove_others(folder: Path) -> None:
    for other in folder.parent.iterdir():
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
