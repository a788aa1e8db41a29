"""What is computed about one's work: every feature with its present value, and who looks at it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from undersong.domain.event import Event
from undersong.domain.window import GRACE_MS, STEP_MS, Window, closing_after
from undersong.domain.work import SESSION_GAP_MS
from undersong.features.catalog import FEATURES
from undersong.features.cycles import productivity_cycles
from undersong.features.feature import Feature
from undersong.features.loops import KINDS, Loop, top_loops
from undersong.features.meter import Values
from undersong.features.personal import Scale, usual
from undersong.features.rolling import MEMORY_MS, Rolling
from undersong.features.session import sessions_of
from undersong.features.session_catalog import RHYTHM, SESSION
from undersong.features.temporal import (
    DAY_MS,
    PEAK_DAYS,
    hourly_patterns,
    peak_hour_activity,
    seasonal_trends,
    weekly_patterns,
)
from undersong.features.worked import worked_hours
from undersong.store.events import EventStore
from undersong.store.rhythm import last_event_ms, last_window, read_offsets, read_states, sample_features

# Windows are kept for half a year; the patterns of hours and days look at the last twelve weeks of it, so that a
# change of job shows within a season.
TREND_DAYS, RHYTHM_DAYS = 180, 84
# Sessions of a day and a night are one search away; a longer one begins there.
LONGEST_SESSION_MS = DAY_MS


@dataclass(frozen=True, slots=True)
class Computed:
    """A feature with its value now.

    Parameters
    ----------
    of
        What it looks at: ``window``, ``session`` or ``weeks``.
    value
        None where it is not known; `Feature.unknown` says why.
    scale
        What is usual for the person, of windows.
    detail
        The whole pattern, of weeks.
    detectors
        Who reads it.
    """

    feature: Feature
    of: str
    value: float | None
    scale: Scale | None = None
    detail: Mapping[str, Any] | None = None
    detectors: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The value in words, or why there is none."""
        return self.feature.unknown if self.value is None else self.feature.say(self.value)

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        feature = self.feature
        plain = {"name": feature.name, "of": self.of, "value": self.value, "words": self.words}
        usually = {} if self.scale is None else {"usual": self.scale.middle, "z": self.scale.z(self.value)}
        detail = {} if self.detail is None else {"detail": dict(self.detail)}
        told = {"unit": feature.unit, "formula": feature.formula, "source": feature.source}
        return {**plain, **usually, **detail, **told, "detectors": list(self.detectors)}


class Pattern(Protocol):
    """Many numbers, and the one that says most."""

    @property
    def headline(self) -> float | None:
        """That one; None where none stands out."""
        ...

    def as_dict(self) -> dict[str, Any]:
        """Return them all as plain values."""
        ...


@dataclass(frozen=True, slots=True)
class Background:
    """What the present is seen against: months of work, what is usual, and who reads which feature.

    `window` is the newest one, where it was measured afterwards because no daemon had seen its events.
    """

    peak_hour_activity: float | None = None
    rhythm: Mapping[str, Pattern | None] = field(default_factory=dict)
    scales: Mapping[str, Scale] = field(default_factory=dict)
    readers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    window: Window | None = None


def compute(window: Window | None, session: Values, background: Background) -> list[Computed]:
    """Return every feature of the newest window, of a session, and of weeks, in reading order.

    `session` holds what `session_features` returned, or nothing where there was no session.
    """
    features = window.features if window else {}
    whole = {**session, "peak_hour_activity": background.peak_hour_activity}
    readers, scales = background.readers, background.scales
    return [
        *(
            Computed(told, "window", features.get(told.name), scales.get(told.name), None, readers.get(told.name, ()))
            for told in FEATURES
        ),
        *(Computed(told, "session", whole.get(told.name)) for told in SESSION),
        *(of_weeks(told, background.rhythm.get(told.name)) for told in RHYTHM),
    ]


def of_weeks(feature: Feature, pattern: Pattern | None) -> Computed:
    """Return a pattern with its headline."""
    if pattern is None:
        return Computed(feature, "weeks", None)
    return Computed(feature, "weeks", pattern.headline, detail=pattern.as_dict())


def read_background(
    store: EventStore, now_ms: int, offset_at: Callable[[int], int], readers: Mapping[str, tuple[str, ...]]
) -> Background:
    """Read months of work; `offset_at` tells the local time of hours whose events are gone."""
    database, since_ms = store.connection, now_ms - TREND_DAYS * DAY_MS
    windows = (window for window, _ in read_states(database, since_ms, now_ms))
    offsets = read_offsets(database, since_ms, now_ms)
    hours = worked_hours(windows, store.hours(since_ms, now_ms), offsets, offset_at)
    recent = [hour for hour in hours if hour.hour_ms > now_ms - RHYTHM_DAYS * DAY_MS]
    # Read twice: half a year of windows is more than a worker should hold at once.
    again = read_states(database, since_ms, now_ms)
    judged = ((window.end_ms, state) for window, state in again if window.events)
    rhythm: dict[str, Pattern | None] = {
        "hourly_patterns": hourly_patterns(recent),
        "weekly_patterns": weekly_patterns(recent),
        "seasonal_trends": seasonal_trends(hours, now_ms),
        "productivity_cycles": productivity_cycles(judged),
    }
    scales = usual(sample_features(database, now_ms - PEAK_DAYS * DAY_MS, now_ms))
    return Background(peak_hour_activity(hours, now_ms), rhythm, scales, readers, newest_window(store, now_ms))


def latest(store: EventStore, until_ms: int, gap_ms: int = SESSION_GAP_MS) -> tuple[Window | None, list[Event]]:
    """Return the newest window and the events of the newest session, either of which there may be none."""
    newest_ms = last_event_ms(store.connection, until_ms)
    session: list[Event] = []
    if newest_ms is not None:
        for session in sessions_of(store.events(newest_ms - LONGEST_SESSION_MS, newest_ms), gap_ms):  # noqa: B007
            pass
    return newest_window(store, until_ms), session


def newest_window(store: EventStore, until_ms: int) -> Window | None:
    """Return the newest window of work as it was judged, or measured now where no daemon saw its events."""
    newest_ms, judged = last_event_ms(store.connection, until_ms), last_window(store.connection, until_ms)
    if newest_ms is None or (judged is not None and newest_ms <= judged.end_ms + STEP_MS + GRACE_MS):
        return judged
    rolling = Rolling()
    for event in store.events(newest_ms - MEMORY_MS, newest_ms):
        rolling.feed(event)
    windows = [rolling.close(end_ms) for end_ms in rolling.due(closing_after(newest_ms))]
    return windows[-1] if windows else judged


def read_loops(store: EventStore, now_ms: int, gap_ms: int = SESSION_GAP_MS) -> list[Loop]:
    """Return the ways to green that came back in the last four weeks."""
    return top_loops(sessions_of(store.events(now_ms - PEAK_DAYS * DAY_MS, now_ms, KINDS), gap_ms))


def readers_of(columns: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return feature → detectors that read it, from detector → columns."""
    names = {feature for features in columns.values() for feature in features}
    return {name: tuple(model for model, features in columns.items() if name in features) for name in sorted(names)}


def of_kind(computed: Sequence[Computed], of: str) -> Iterator[Computed]:
    """Yield what looks at windows, at a session, or at weeks."""
    return (found for found in computed if found.of == of)
