"""torch comes when it is asked for, and once."""

import sys
from pathlib import Path

import pytest

from undersong.cli.neural import TORCH, bring_torch
from undersong.domain.errors import BadInput

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="scripts stand in for Python")


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """An environment whose Python writes down what it is asked."""
    path = tmp_path / "bin" / "python"
    path.parent.mkdir()
    offline = f'if [ -e {tmp_path}/offline ]; then echo "no route" >&2; exit 1; fi'
    path.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\n{offline}\n')
    path.chmod(0o755)
    return path


def test_torch_is_added_in_its_one_version(python: Path, tmp_path: Path) -> None:
    bring_torch(python)

    assert (tmp_path / "asked").read_text().split()[-1] == TORCH
    constraints = Path(__file__).parents[3] / "requirements" / "constraints.txt"
    assert f"\n{TORCH} " in constraints.read_text()


def test_torch_that_is_there_stays(python: Path, tmp_path: Path) -> None:
    (tmp_path / "lib" / "python3.11" / "site-packages" / "torch").mkdir(parents=True)

    bring_torch(python)

    assert not (tmp_path / "asked").exists()


def test_without_a_network_the_reason_and_the_next_step_are_told(python: Path, tmp_path: Path) -> None:
    (tmp_path / "offline").touch()

    with pytest.raises(BadInput, match=r"torch could not be added \(no route\); add torch==2"):
        bring_torch(python)
