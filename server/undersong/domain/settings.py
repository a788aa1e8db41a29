"""What a person may choose, with the defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Settings:
    """The daemon's side of the `undersong.*` settings. Names here are the editor's with dots for camels.

    Parameters
    ----------
    recording
        Events may be stored. Off until the person has answered.
    raw_days, window_days
        Days that events and windows are kept; hourly sums are kept for good.
    nudges_enabled
        Nudges may be made at all.
    nudges_silent_days
        Days after the first event in which nudges are only counted.
    nudges_daily_cap
        Nudges a day.
    nudges_cooldown_minutes
        Minutes between two nudges.
    sampling_prompts
        A person may be asked how the work is going.
    review
        A look back on the day may be offered near its end.
    completion_enabled, naming_enabled
        The two assists.
    training_enabled
        Models may retrain when the machine is idle.
    training_corrections
        What a person makes of a suggestion may be kept on this machine, without its secrets.
    idle_events_per_hour, training_hours_between, training_new_events
        The idle gate: fewer events in the last hour, more hours since the last training, more new events than these.
    training_max_load
        The machine's load a core above which no training begins.
    daemon_linger_minutes
        How long the daemon stays after the last window.
    """

    recording: bool = False
    raw_days: int = 30
    window_days: int = 180
    nudges_enabled: bool = True
    nudges_silent_days: int = 7
    nudges_daily_cap: int = 4
    nudges_cooldown_minutes: int = 30
    sampling_prompts: bool = False
    review: bool = False
    completion_enabled: bool = True
    naming_enabled: bool = True
    training_enabled: bool = True
    training_corrections: bool = True
    idle_events_per_hour: int = 10
    training_hours_between: float = 12
    training_new_events: int = 100
    training_max_load: float = 0.5
    daemon_linger_minutes: float = 30

    def updated(self, plain: Mapping[str, Any]) -> Self:
        """Return these settings with the known names of `plain` replaced; values of the wrong type are left out."""
        chosen: dict[str, Any] = {}
        for field in fields(self):
            value, default = plain.get(field.name), getattr(self, field.name)
            if isinstance(default, bool) is isinstance(value, bool) and isinstance(value, int | float):
                chosen[field.name] = value
        return replace(self, **chosen)
