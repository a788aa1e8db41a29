"""Neovim's own language client over `undersong lsp`: an editor that was not made for us."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builders.homes import daemon_home
from builders.wire import wire_event

pytestmark = pytest.mark.process

REPOSITORY = Path(__file__).parents[2]
SCRIPT = Path(__file__).parent / "neovim" / "client.lua"


@pytest.fixture
def neovim():
    found = shutil.which("nvim")
    if found is None and not os.environ.get("CI"):
        pytest.skip("Neovim is not installed")
    return found or pytest.fail("Neovim must be installed where builds are automatic")


@pytest.fixture
def larder(tmp_path):
    """Return a copy of the small package, under version control."""
    folder = tmp_path / "larder"
    shutil.copytree(REPOSITORY / "recordings" / "package", folder)
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    return folder


def test_neovim_is_hinted_offered_and_recorded(neovim, larder):
    with daemon_home(start=False):
        environment = {
            **os.environ,
            "UNDERSONG_PYTHON": sys.executable,
            "UNDERSONG_FILE": "larder/expiry.py",
            "UNDERSONG_EVENT": json.dumps(wire_event()),
        }
        command = [neovim, "--clean", "--headless", "-S", str(SCRIPT)]
        run = subprocess.run(
            command, cwd=larder, env=environment, capture_output=True, text=True, timeout=120, check=False
        )

    assert run.stdout.splitlines()[-1].endswith(" passed, 0 failed"), run.stdout + run.stderr
    assert "exit code" not in run.stderr, "the bridge must end well when the editor asks it to"
