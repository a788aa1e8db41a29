"""Whether a training may begin now, and if not, what it waits for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from undersong.domain.settings import Settings

HOUR_MS = 3_600_000
# A daily training that was due at ten in the evening must not slip an hour later each day: a short day is enough.
DAY_MS, WEEK_MS = 20 * HOUR_MS, 6 * 24 * HOUR_MS
# How often each model is trained, the order in which they are.
SCHEDULE: Mapping[str, int] = {
    "stuck": DAY_MS,
    "flow": DAY_MS,
    "anomaly": WEEK_MS,
    "accept": DAY_MS,
    "completion": DAY_MS,
}
# On battery, half of it must be left; the share of time in which some task waited for a CPU (Linux' avg60).
LEAST_BATTERY_PERCENT = 50.0
MOST_PRESSURE_PERCENT = 20.0
# How the reason begins that time alone will remove.
QUIET = "a quiet hour"
RUNS = "the training that runs"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the gate looks at.

    Parameters
    ----------
    now_ms
        The clock's time.
    recent_events, new_events
        Events of the last hour, and since the last training.
    last_ms
        When each model was last trained, whatever came of it.
    drifted
        Models whose errors changed since they were last trained: it is their turn whatever the schedule says.
    is_training
        A training runs, here or in another process.
    unable
        Models that cannot be trained on this machine; they are left out.
    battery_percent
        What the battery holds while the machine lives on it; None on mains.
    pressure_percent, load
        How busy the machine is: CPU pressure where the system tells it, and its load a core.
    """

    now_ms: int
    recent_events: int
    new_events: int
    last_ms: Mapping[str, int]
    is_training: bool = False
    drifted: tuple[str, ...] = ()
    unable: tuple[str, ...] = ()
    battery_percent: float | None = None
    pressure_percent: float | None = None
    load: float = 0.0


def waiting_for(snapshot: Snapshot, settings: Settings) -> str | None:
    """Return what a training waits for, in words; None when one is due.

    >>> waiting_for(Snapshot(0, 0, 37, {}), Settings())
    '37 of 100 new events'
    """
    return _wish(settings) or _work(snapshot, settings) or _schedule(snapshot, settings) or _machine(snapshot, settings)


def due_models(
    last_ms: Mapping[str, int], now_ms: int, drifted: Collection[str] = (), unable: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the models whose turn it is, by the schedule or because they drifted, of those that can be trained."""
    turns = {model: _turn_ms(last_ms, model, every) for model, every in SCHEDULE.items() if model not in unable}
    return tuple(model for model, turn_ms in turns.items() if model in drifted or turn_ms <= now_ms)


def _wish(settings: Settings) -> str | None:
    return None if settings.training_enabled else "training to be switched on"


def _work(snapshot: Snapshot, settings: Settings) -> str | None:
    if snapshot.is_training:
        return RUNS
    if snapshot.new_events <= settings.training_new_events:
        return f"{snapshot.new_events} of {settings.training_new_events} new events"
    if snapshot.recent_events >= settings.idle_events_per_hour:
        return f"{QUIET} ({snapshot.recent_events} events in the last one)"
    return None


def _schedule(snapshot: Snapshot, settings: Settings) -> str | None:
    latest = max(snapshot.last_ms.values(), default=None)
    if latest is None:
        return None
    ready_ms = latest + int(settings.training_hours_between * HOUR_MS)
    if snapshot.now_ms <= ready_ms:
        return f"{_hours(ready_ms - snapshot.now_ms)} more since the last training"
    if not due_models(snapshot.last_ms, snapshot.now_ms, snapshot.drifted, snapshot.unable):
        able = {model: every for model, every in SCHEDULE.items() if model not in snapshot.unable}
        model, every = min(able.items(), key=lambda item: _turn_ms(snapshot.last_ms, *item))
        return f"the turn of {model} in {_hours(_turn_ms(snapshot.last_ms, model, every) - snapshot.now_ms)}"
    return None


def _machine(snapshot: Snapshot, settings: Settings) -> str | None:
    battery, pressure = snapshot.battery_percent, snapshot.pressure_percent
    if battery is not None and battery <= LEAST_BATTERY_PERCENT:
        return f"mains power (the battery is at {battery:.0f} %)"
    # A person who allows any load allows the pressure that comes with it.
    most = MOST_PRESSURE_PERCENT * settings.training_max_load / Settings().training_max_load
    if pressure is not None and pressure >= most:
        return f"a calmer machine (CPU pressure {pressure:.0f} %)"
    if pressure is None and snapshot.load >= settings.training_max_load:
        return f"a calmer machine (load {snapshot.load:.1f} a core)"
    return None


def _turn_ms(last_ms: Mapping[str, int], model: str, every_ms: int) -> int:
    return last_ms[model] + every_ms if model in last_ms else 0


def _hours(span_ms: int) -> str:
    return f"{span_ms / HOUR_MS:.1f} h"
