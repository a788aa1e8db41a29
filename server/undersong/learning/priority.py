"""Makes the trainer the process that everything else goes before."""

import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

LOWEST_NICE = 19
AUTOGROUP = Path("/proc/self/autogroup")
PR_SET_PDEATHSIG = 1
# Libraries that would start a thread a core, read when they are imported.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "LOKY_MAX_CPU_COUNT")


def lower() -> list[str]:
    """Lower this process as far as its system allows, and return what worked.

    With Linux' autogroups a session counts as one against the others, and nice numbers only count within it: the
    session's own number has to be lowered too. That is done where the session is ours alone, as it would lower
    the shell or the daemon with us.
    """
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("nice", _nice),
        ("sched_idle", _sched_idle),
        ("autogroup", _autogroup),
        ("io", _io),
    )
    return [name for name, step in steps if _works(step)]


def use_one_thread() -> None:
    """Let numeric libraries use one thread; to be called before they are imported."""
    os.environ.update(dict.fromkeys(THREADS, "1"))


def use_all_cores() -> None:
    """Let trees grow on all cores, which changes no bit of them; sums of matrices stay on one, where it would."""
    os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))


@contextlib.contextmanager
def trees_on_all_cores() -> Iterator[None]:
    """Let scikit-learn's forests that name no number of jobs use all cores while this holds."""
    from joblib import parallel_config

    with parallel_config(backend="threading", n_jobs=-1):
        yield


def end_with_parent() -> None:
    """Let Linux end this process with the one that started it: an orphan would not hear that work goes on."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            # SIGKILL, as a process that is held does not take anything milder.
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _works(step: Callable[[], object]) -> bool:
    """Tell whether a step is there on this system and allowed."""
    try:
        step()
    except (OSError, AttributeError, ImportError, NotImplementedError):
        return False
    return True


def _nice() -> None:
    if sys.platform == "win32":  # untested
        import psutil

        psutil.Process().nice(psutil.IDLE_PRIORITY_CLASS)
    else:
        os.setpriority(os.PRIO_PROCESS, 0, LOWEST_NICE)


def _sched_idle() -> None:
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def _autogroup() -> None:
    if os.getsid(0) != os.getpid():
        raise NotImplementedError("the session is not ours alone")
    AUTOGROUP.write_text(str(LOWEST_NICE), encoding="ascii")


def _io() -> None:
    import psutil

    psutil.Process().ionice(psutil.IOPRIO_CLASS_IDLE)
