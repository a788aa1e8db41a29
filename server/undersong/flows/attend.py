"""From stored events to verdicts: closes windows when they are due and keeps what the worker says of them."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from undersong.domain.clock import Clock
from undersong.domain.errors import WorkerError
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import GRACE_MS, STEP_MS, Window
from undersong.inference.client import WorkerClient
from undersong.store.events import EventStore

if TYPE_CHECKING:
    from undersong.flows.sense import Judged as Told
    from undersong.flows.sense import Sense

log = logging.getLogger(__name__)

Judged = tuple[Window, tuple[Verdict, ...], State]
# A daemon that begins waits for the windows to reattach and hand over what they kept; a held clock belongs to one
# who hands over events and time together, so nobody reattaches there.
SETTLE_MS = 2 * GRACE_MS
# After a long absence the gap is judged in parts, so that no request outlasts its deadline.
LONGEST_STRIDE_MS = 7 * 24 * 3600 * 1000


class Attend:
    """Asks the worker to judge every window once, in order.

    `closed_until_ms` is the end of the last window that was given to the worker. An event of an earlier time that
    comes later is marked late when it is stored, so that a replay leaves out what living left out.
    """

    def __init__(self, store: EventStore, worker: WorkerClient, clock: Clock) -> None:
        self._store, self._worker, self._clock = store, worker, clock
        self._begun_ms = clock.now_ms()
        self.closed_until_ms = store.last_window_end() or self._begun_ms // STEP_MS * STEP_MS - STEP_MS
        self._judged_until_ms = self.closed_until_ms
        self._latest_ms = self._begun_ms
        self._has_new = True  # what was stored and not judged before the daemon ended
        self.cut_offs: dict[str, float] = {}  # detector → the person's own, where it is in force
        self._observers: list[Callable[[list[Judged]], None]] = []
        self._drift_observers: list[Callable[[str, str], None]] = []
        self._judging = asyncio.Lock()  # the second's tick, and one that a held clock asks for

    def watch(self, observer: Callable[[list[Judged]], None]) -> None:
        """Call `observer` with the windows that were judged."""
        self._observers.append(observer)

    def watch_drift(self, observer: Callable[[str, str], None]) -> None:
        """Call `observer` with a model and its release when that errs otherwise than it did."""
        self._drift_observers.append(observer)

    def note_events(self, latest: Mapping[str, int], _now_ms: int) -> None:
        """Remember that there is something to judge."""
        self._latest_ms = max((self._latest_ms, *latest.values()))
        self._has_new = True

    async def tick(self) -> None:
        """Close what is due; with no new events nothing is asked."""
        async with self._judging:
            await self._tick()

    async def _tick(self) -> None:
        now = self._clock.now_ms()
        due = (now - GRACE_MS) // STEP_MS * STEP_MS
        is_settled = now - self._begun_ms >= SETTLE_MS or self._clock.speed == 0
        if not is_settled or not self._has_new or due <= self._judged_until_ms:
            return
        due = min(due, self._judged_until_ms + LONGEST_STRIDE_MS)
        self.closed_until_ms = max(self.closed_until_ms, due)
        await self._judge(due)

    async def _judge(self, until_ms: int) -> None:
        try:
            answer = await self._worker.ask("sense.close", 20_000, after_ms=self._judged_until_ms, until_ms=until_ms)
        except WorkerError as error:
            # A late verdict, not a lost one: asked for a range again, the worker begins anew from the store.
            log.warning("windows wait for the worker", extra={"finding": type(error).__name__})
            return
        judged = [judged_from_plain(plain) for plain in answer["windows"]]
        self._store.put_windows(judged, answer["personal"])
        self._judged_until_ms, self.cut_offs = until_ms, answer["cut_offs"]
        self._has_new = self._latest_ms > until_ms
        for observer in self._observers:
            observer(judged)
        for model, release in answer["drifts"]:
            for hear in self._drift_observers:
                hear(model, release)


def judged_from_plain(plain: Mapping[str, Any]) -> Judged:
    """Rebuild what the worker said of one window."""
    window = Window(plain["end_ms"], plain["events"], plain["features"])
    return window, tuple(Verdict.from_dict(verdict) for verdict in plain["verdicts"]), State(plain["state"])


def answer_to_plain(judged: "Sequence[Told]", sense: "Sense", personal: dict[str, Any] | None) -> dict[str, Any]:
    """Return what the worker answers: windows, the personal layer when it is due to be kept, and what it found."""
    drifts, sense.drifts = sense.drifts, []
    return {
        "windows": [judged_to_plain(item.window, item.verdicts, item.state) for item in judged],
        "personal": personal,
        "cut_offs": sense.personal.enter,
        "drifts": [(drift.detector, drift.release) for drift in drifts],
    }


def judged_to_plain(window: Window, verdicts: tuple[Verdict, ...], state: State) -> dict[str, Any]:
    """Return what the worker says of one window as plain values."""
    return {
        "end_ms": window.end_ms,
        "events": window.events,
        "features": dict(window.features),
        "verdicts": [verdict.as_dict() for verdict in verdicts],
        "state": state.value,
    }
