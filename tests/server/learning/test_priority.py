"""The trainer goes behind everything else."""

import json
import subprocess
import sys
import time

import psutil
import pytest

pytestmark = pytest.mark.process

LOWER = "import json; from undersong.learning import priority; print(json.dumps(priority.lower())); input()"

CHILD = """
import time
from undersong.learning import priority
priority.end_with_parent()
print("up", flush=True)
time.sleep(60)
"""
PARENT = f"""
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {CHILD!r}], stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
input()
"""


def lowered(start_new_session: bool) -> tuple[list[str], subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", LOWER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=start_new_session,
    )
    assert process.stdout is not None
    return json.loads(process.stdout.readline()), process


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux' ways of lowering a process")
def test_it_is_lowered_in_its_nice_number_and_its_io() -> None:
    steps, process = lowered(start_new_session=True)
    seen = psutil.Process(process.pid)

    nice, io = seen.nice(), seen.ionice().ioclass
    process.communicate("")

    assert {"nice", "sched_idle"} <= set(steps)
    assert nice == 19
    assert "io" not in steps or io == psutil.IOPRIO_CLASS_IDLE


@pytest.mark.skipif(sys.platform == "win32", reason="there are no sessions")
def test_a_session_that_others_share_is_not_lowered_with_it() -> None:
    steps, process = lowered(start_new_session=False)
    process.communicate("")

    assert "autogroup" not in steps


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux ends orphans when asked to")
def test_it_ends_with_the_one_that_started_it() -> None:
    process = subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    orphan = psutil.Process(int(process.stdout.readline()))

    process.kill()
    process.wait()

    assert has_ended(orphan)


def has_ended(process: psutil.Process) -> bool:
    """Wait for the end of a process that is not our child; one that nobody buries has ended too."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False
