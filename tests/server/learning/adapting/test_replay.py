"""Replay is code of others that lies on this machine and may be learned from."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from builders.repositories import functions
from undersong.learning.adapting.replay import (
    HELD_PASSAGES,
    SHARE,
    installed_files,
    is_held_back,
    is_permissive,
    replay_for,
)


class Package:
    """What a distribution says of itself."""

    def __init__(self, *lines: tuple[str, str]) -> None:
        self.metadata = EmailMessage()
        for name, value in lines:
            self.metadata.add_header(name, value)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """So many files of others."""
    paths = [tmp_path / f"module_{number}.py" for number in range(200)]
    for path in paths:
        path.write_text(functions(60))
    return paths


def test_three_parts_in_ten_are_replay(files: list[Path]) -> None:
    chars = 100_000

    documents = replay_for(chars, files).documents

    got = sum(map(len, documents))
    assert got / (got + chars) == pytest.approx(SHARE, abs=0.05)


def test_what_judges_is_never_learned_from(files: list[Path]) -> None:
    marked = [path for path in files if is_held_back(path)]
    for path in marked:
        path.write_text("held_back = 1\n" * 400)

    replay = replay_for(10_000_000, files)

    assert 0 < len(marked) < len(files) / 5
    assert not [text for text in replay.documents if "held_back" in text]
    assert {passage.group for passage in replay.held} <= {path.name for path in marked}
    assert 0 < len(replay.held) <= HELD_PASSAGES


def test_where_there_is_little_there_is_less(files: list[Path]) -> None:
    assert len(replay_for(10_000_000, files[:10]).documents) == 10 - sum(map(is_held_back, files[:10]))
    assert replay_for(1_000, []).documents == ()


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ([("License-Expression", "MIT")], True),
        ([("License", "BSD 3-Clause")], True),
        ([("Classifier", "License :: OSI Approved :: Apache Software License")], True),
        ([("License-Expression", "GPL-3.0-or-later")], False),
        ([("License", "MIT"), ("Classifier", "License :: OSI Approved :: GNU GPL v3")], False),
        ([("Classifier", "Topic :: Software Development :: Mitigation")], False),
        ([], False),
    ],
)
def test_a_package_must_say_that_it_may_be_used(lines: list[tuple[str, str]], wanted: bool) -> None:
    assert is_permissive(Package(*lines)) is wanted  # type: ignore[arg-type]


def test_the_standard_library_is_there_and_its_tests_are_not() -> None:
    found = installed_files()

    assert any(path.name == "argparse.py" for path in found)
    assert not [path for path in found if "tests" in path.parts and "site-packages" not in path.parts]
