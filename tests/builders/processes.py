"""What tests ask of processes that run beside them."""

import time

import psutil


def is_held(process: psutil.Process) -> bool:
    """Tell whether a process stands still within a second."""
    until = time.monotonic() + 1
    while time.monotonic() < until and process.status() != psutil.STATUS_STOPPED:
        time.sleep(0.01)
    return bool(process.status() == psutil.STATUS_STOPPED)
