"""How the machine is: on mains or not, busy or not. Everything comes back as "fine" where the system does not tell."""

import os
from dataclasses import dataclass
from pathlib import Path

PRESSURE = Path("/proc/pressure/cpu")


@dataclass(frozen=True, slots=True)
class Machine:
    """Power and load at one moment, in the words of `gate.Snapshot`."""

    battery_percent: float | None = None
    pressure_percent: float | None = None
    load: float = 0.0


def look_at_machine() -> Machine:
    """Return how the machine is now."""
    return Machine(battery_percent(), pressure_percent(), load_a_core())


def battery_percent() -> float | None:
    """Return what the battery holds while the machine lives on it, or None."""
    import psutil

    try:
        battery = psutil.sensors_battery()
    except (AttributeError, OSError, RuntimeError):
        return None  # not every system has the sensor
    return None if battery is None or battery.power_plugged else float(battery.percent)


def pressure_percent(path: Path = PRESSURE) -> float | None:
    """Return the share of the last minute in which some task waited for a CPU, or None where Linux does not tell."""
    try:
        line = path.read_text(encoding="ascii").splitlines()[0]
        fields = dict(field.split("=") for field in line.split()[1:])
        return float(fields["avg60"])
    except (OSError, ValueError, KeyError, IndexError):
        return None


def load_a_core() -> float:
    """Return the load of the last minute divided by the number of cores; 0 where there is no such figure."""
    try:
        return os.getloadavg()[0] / (os.cpu_count() or 1)
    except (AttributeError, OSError):
        return 0.0
