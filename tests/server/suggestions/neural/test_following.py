from pathlib import Path

import numpy as np
import pytest

from builders.language import tokenizer_at
from builders.repositories import repository
from undersong.suggestions.index.repository import Repository
from undersong.suggestions.neural.corpus import Elsewhere
from undersong.suggestions.neural.following import Following
from undersong.suggestions.neural.stream import TokenStream

LINE = "quux_gather(all_of=them)\n"


@pytest.fixture
def stream(tmp_path: Path) -> TokenStream:
    return TokenStream(tokenizer_at(tmp_path / "tokenizer", LINE * 4))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "root", {"a.py": LINE, "b.py": LINE * 2, "c.py": "nothing = 1\n"})


def followed(root: Path, tmp_path: Path, stream: TokenStream) -> tuple[Repository, Following]:
    code = Repository(root, tmp_path / "index")
    following = Following(code, tmp_path / "index" / "tokens", stream)
    finish(code, following)
    return code, following


def finish(code: Repository, following: Following) -> None:
    for work in (code.work(), following.work()):
        while next(work):
            pass


def test_all_files_of_a_repository_are_held(root: Path, tmp_path: Path, stream: TokenStream) -> None:
    _, following = followed(root, tmp_path, stream)

    assert sorted(following.index.paths()) == ["a.py", "b.py", "c.py"]


def test_a_file_says_nothing_about_itself(root: Path, tmp_path: Path, stream: TokenStream) -> None:
    (root / "b.py").unlink()
    _, following = followed(root, tmp_path, stream)
    ids = stream.encode("quux_gather(all")

    assert len(Elsewhere(following.index, "c.py").after(ids).tokens)
    assert not len(Elsewhere(following.index, "a.py").after(ids).tokens)


def test_a_saved_file_is_read_again_and_a_removed_one_is_gone(root: Path, tmp_path: Path, stream: TokenStream) -> None:
    code, following = followed(root, tmp_path, stream)
    (root / "c.py").write_text(LINE * 3)
    (root / "a.py").unlink()
    code.note(["a.py", "c.py"])
    following.note()

    finish(code, following)

    assert sorted(following.index.paths()) == ["b.py", "c.py"]
    ids = stream.encode(LINE * 2)[:-3]
    assert Elsewhere(following.index, "b.py").after(ids).longest > 3


def test_what_did_not_change_is_not_cut_into_tokens_again(
    root: Path, tmp_path: Path, stream: TokenStream, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed(root, tmp_path, stream)
    cut: list[str] = []
    monkeypatch.setattr(stream, "encode_once", lambda text: cut.append(text) or np.zeros(0, np.int64))

    followed(root, tmp_path, stream)

    assert cut == []
