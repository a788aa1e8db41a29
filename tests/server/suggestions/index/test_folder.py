import json
import stat
from pathlib import Path

import pytest

from builders.runs import stream
from builders.work import finish_work
from undersong.source.outline import packed_outline
from undersong.source.reading import Stamp
from undersong.suggestions.index.entry import Entry
from undersong.suggestions.index.folder import ARRAYS, load, map_run, newest, save
from undersong.suggestions.index.run import PADDING, run_of
from undersong.suggestions.index.vocabulary import Vocabulary


def saved(folder: Path, text: str = "def load(path):\n    return path\n") -> tuple[Vocabulary, Entry]:
    vocabulary = Vocabulary()
    codes = stream(text, vocabulary)
    entry = Entry(
        Stamp(40, 7), run_of(codes, vocabulary), PADDING, len(codes), 2, {"function word": 1}, packed_outline(text)
    )
    finish_work(save(folder, vocabulary, {"a.py": entry}))
    return vocabulary, entry


def test_what_was_saved_is_read_back(tmp_path: Path) -> None:
    vocabulary, entry = saved(tmp_path)

    found = finish_work(load(tmp_path))

    assert found is not None
    words, files = found
    assert words.words == vocabulary.words
    assert files["a.py"].codes.tolist() == entry.codes.tolist()
    assert (files["a.py"].stamp, files["a.py"].names) == (entry.stamp, entry.names)
    assert files["a.py"].outline == packed_outline("def load(path):\n    return path\n")
    assert files["a.py"].run.words.keys.tolist() == entry.run.words.keys.tolist()


def test_a_run_that_rests_reads_the_same_again(tmp_path: Path) -> None:
    _, entry = saved(tmp_path)
    run = map_run(newest(tmp_path))

    run.rest()

    assert run.pages
    assert run.words.order.tolist() == entry.run.words.order.tolist()


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    saved(tmp_path / "index")

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "index").rglob("*") if path.is_file()}

    assert modes == {0o600}
    assert stat.S_IMODE((tmp_path / "index").stat().st_mode) == 0o700


@pytest.mark.parametrize("name", [*ARRAYS, "words", "files", "outlines"])
def test_a_damaged_file_makes_it_no_index(tmp_path: Path, name: str) -> None:
    saved(tmp_path)
    path = newest(tmp_path) / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)

    assert finish_work(load(tmp_path)) is None


@pytest.mark.parametrize(
    "manifest", ["", "[]", "{}", '{"format": 0}', '{"format": 1, "generation": 9, "sums": {"words": 1}}']
)
def test_a_damaged_manifest_makes_it_no_index(tmp_path: Path, manifest: str) -> None:
    saved(tmp_path)
    (tmp_path / "manifest.json").write_text(manifest)

    assert finish_work(load(tmp_path)) is None


def test_a_new_generation_replaces_the_old_one(tmp_path: Path) -> None:
    saved(tmp_path)
    saved(tmp_path, "x = 1\n")

    assert json.loads((tmp_path / "manifest.json").read_text())["generation"] == 2
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["2"]


def test_an_interrupted_save_leaves_the_old_one(tmp_path: Path) -> None:
    vocabulary, entry = saved(tmp_path)

    work = save(tmp_path, vocabulary, {"b.py": entry})
    for _ in range(3):
        next(work)
    work.close()

    found = finish_work(load(tmp_path))
    assert found is not None
    assert list(found[1]) == ["a.py"]


def test_an_empty_repository_can_be_saved(tmp_path: Path) -> None:
    finish_work(save(tmp_path, Vocabulary(), {}))

    assert finish_work(load(tmp_path)) is not None
