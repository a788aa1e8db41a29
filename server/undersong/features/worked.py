"""How much of each hour was work, from what outlives the events: windows, and hourly sums."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from undersong.domain.window import Window
from undersong.domain.work import WORK_KINDS
from undersong.features.part import HOUR_MS
from undersong.features.pauses import IDLE_MS


@dataclass(frozen=True, slots=True)
class WorkedHour:
    """One hour of UTC in which something was done.

    `utcoffset_minutes` is what the person's clock was ahead of UTC then: it moves with summer time and with travel.
    """

    hour_ms: int
    utcoffset_minutes: int
    active_seconds: float

    @property
    def local_ms(self) -> int:
        """When it began by the person's clock."""
        return self.hour_ms + self.utcoffset_minutes * 60_000


class HourSum(Protocol):
    """The sums of one kind of event within one hour, as the store keeps them for good."""

    @property
    def hour_ms(self) -> int:
        """When the hour begins, UTC."""
        ...

    @property
    def kind(self) -> str:
        """The kind."""
        ...

    @property
    def events(self) -> int:
        """How many there were."""
        ...


def worked_hours(
    windows: Iterable[Window],
    sums: Iterable[HourSum],
    offsets: Mapping[int, int],
    offset_at: Callable[[int], int],
) -> list[WorkedHour]:
    """Return the hours with work in them, oldest first.

    Windows end every 20 seconds while something happens, so the gaps between them follow the rule of all durations:
    two minutes at most. An hour that has sums and no window was imported or never judged; there each event counts two
    minutes, up to the hour, as an editor that tells of itself every two minutes means it. `offsets` is hour → minutes
    where events tell it, `offset_at` tells the rest.
    """
    judged = active_by_hour(window.end_ms for window in windows if window.events)
    active = {**active_of_sums(sums), **judged}
    return [
        WorkedHour(hour_ms, offsets[hour_ms] if hour_ms in offsets else offset_at(hour_ms), ms / 1000)
        for hour_ms, ms in sorted(active.items())
        if ms
    ]


def active_by_hour(ends_ms: Iterable[int]) -> dict[int, int]:
    """Return hour → active milliseconds, from the ends of windows, oldest first."""
    active: dict[int, int] = {}
    last_ms: int | None = None
    for end_ms in ends_ms:
        if last_ms is not None and end_ms > last_ms:
            for hour_ms, ms in split(last_ms, min(end_ms, last_ms + IDLE_MS)):
                active[hour_ms] = active.get(hour_ms, 0) + ms
        last_ms = end_ms
    return active


def split(since_ms: int, until_ms: int) -> Iterator[tuple[int, int]]:
    """Yield each hour that a stretch touches, and how much of the stretch lies in it."""
    while since_ms < until_ms:
        hour_ms = since_ms // HOUR_MS * HOUR_MS
        end_ms = min(until_ms, hour_ms + HOUR_MS)
        yield hour_ms, end_ms - since_ms
        since_ms = end_ms


def active_of_sums(sums: Iterable[HourSum]) -> dict[int, int]:
    """Return hour → active milliseconds, two minutes an event and an hour at most."""
    active: dict[int, int] = {}
    for found in sums:
        if found.kind in WORK_KINDS:
            active[found.hour_ms] = min(HOUR_MS, active.get(found.hour_ms, 0) + IDLE_MS * found.events)
    return active
