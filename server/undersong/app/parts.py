"""The daemon's parts, built once and handed to each other."""

import asyncio
import contextlib
import logging
import sys
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any

from undersong.app.registry import open_registry
from undersong.app.salt import read_salt
from undersong.app.status import status_of
from undersong.domain.clock import Clock
from undersong.domain.errors import StoreUnreadable, UndersongError
from undersong.domain.kind import Kind
from undersong.domain.places import Places
from undersong.flows.ask import Asking
from undersong.flows.attend import Attend
from undersong.flows.choose import Choices
from undersong.flows.keep import Keep
from undersong.flows.learn import Learn
from undersong.flows.nudge import Nudging
from undersong.flows.pause import Pause
from undersong.flows.record import ACTIVITY, Recorder
from undersong.flows.roots import Roots
from undersong.flows.serve import Serving
from undersong.flows.tell import Tell
from undersong.inference.client import WorkerClient
from undersong.learning.adapting.corrections import Corrections
from undersong.learning.adapting.repositories import remember
from undersong.lsp.editors import Editor, Editors
from undersong.lsp.hints import Hints
from undersong.lsp.services import Services
from undersong.store.events import EventStore
from undersong.store.ledger import open_ledger

log = logging.getLogger(__name__)

MINUTE_MS = 60_000


class Parts:
    """Every part of one daemon. Made on the running loop."""

    def __init__(self, places: Places, clock: Clock) -> None:
        self.places, self.clock = places, clock
        self.begun_ms = self._left_ms = clock.now_ms()
        self.editors = Editors()
        self.choices = Choices(places.settings)
        self.store = EventStore.open(places.events, clock)
        ledger = open_ledger(places.ledger)
        self.worker = WorkerClient([sys.executable, "-I", "-m", "undersong", "worker"], self._prepare)
        self.pause = Pause(self.store, clock, lambda: self.choices.settings)
        self.tell = Tell(self.editors, clock, self.pause, lambda verdict: self.nudging.explain(verdict))
        self.recorder = Recorder(self.store, clock, self.notice)
        self.attend = Attend(self.store, self.worker, clock)
        self.roots = Roots(self.worker, self._open_roots)
        self.serving = Serving(open_registry(places, ledger, clock, self.notice), self.worker, self._open_roots)
        self.learn = Learn(places, self.store, ledger, clock, lambda: self.choices.settings, self.notice)
        self.nudging = Nudging(
            self.store, self.recorder, self.editors, clock, lambda: self.choices.settings, self.thresholds
        )
        self.asking = Asking(self.store, self.editors, lambda: self.choices.settings, self.nudging.moment)
        self.keep = Keep(self.store, clock, lambda: self.choices.settings)
        self.services = self._make_services()
        self._tasks: set[asyncio.Task[None]] = set()
        self._forgettings = self.store.forgettings()
        self._told: StoreUnreadable | None = None
        self._wire()

    def models(self) -> list[dict[str, object]]:
        """Return the releases in service."""
        return self.serving.names()

    def thresholds(self) -> dict[str, Mapping[str, float]]:
        """Return detector → threshold → value of the releases in service, with the person's own cut-offs."""
        own = self.attend.cut_offs
        named = self.serving.thresholds().items()
        return {model: {**values, "enter": own[model]} if model in own else values for model, values in named}

    async def tick(self) -> None:
        """Do what is due at the clock's time."""
        now = self.clock.now_ms()
        self._tell_problem()
        await self._follow_forgetting()
        if not self.pause.is_paused:
            await self.attend.tick()
            self.nudging.tick(now)
            self.asking.tick(now)
        self.tell.refresh()
        self.learn.tick(now)
        self.keep.tick(now)

    def _tell_problem(self) -> None:
        """Tell of a database that was put aside, at the start or while the daemon ran."""
        if self.store.problem is not self._told:
            self._told = self.store.problem
            self.notice("error", "store_put_aside", str(self._told))

    async def _follow_forgetting(self) -> None:
        """Let go of what was made of events that someone has just forgotten."""
        forgettings = self.store.forgettings()
        if forgettings == self._forgettings:
            return
        self._forgettings = forgettings
        self.nudging.forget()
        self.asking.forget()
        if self.worker.is_running:
            with contextlib.suppress(UndersongError):
                await self.worker.ask("sense.forget")

    def is_done(self) -> bool:
        """Nobody is attached, nobody was for a while, and no training needs the daemon."""
        now = self.clock.now_ms()
        if len(self.editors):
            self._left_ms = now
            return False
        linger_ms = self.choices.settings.daemon_linger_minutes * MINUTE_MS
        return now - self._left_ms >= linger_ms and not self.learn.is_running and not self.learn.is_due

    async def part_with(self, _editor: Editor) -> None:
        """Let go of what a window that left had open."""
        self._left_ms = self.clock.now_ms()
        await self._follow_roots()

    def notice(self, level: str, code: str, text: str) -> None:
        """Tell every window something that a person needs to know, and the log that it was told."""
        log.warning("told the person", extra={"code": code})
        self.editors.notice(level, code, text)

    async def close(self) -> None:
        """End the worker and the trainer, and close the files."""
        self.learn.close()
        self.roots.stop()
        for task in self._tasks:
            task.cancel()
        await self.worker.close()
        self.store.close()

    async def _prepare(self, worker: WorkerClient) -> None:
        await self.serving.load_all(worker)
        await self.roots.reopen(worker)

    def _open_roots(self) -> list[Path]:
        return [root for editor in self.editors for root in editor.roots if root.is_dir()]

    async def _follow_roots(self) -> None:
        """Read what is open, remember it for the trainer, and let the language model that fits it serve."""
        for root in self._open_roots():
            remember(self.places.index_of(root), root, self.clock.now_ms())
        await self.roots.follow()
        self._later(self.serving.follow())

    def _wire(self) -> None:
        """Tell each part of what it waits for."""
        self.recorder.watch(self.attend.note_events)
        self.recorder.watch(self.nudging.note_events)
        self.recorder.watch(self.asking.note_events)
        self.recorder.watch(lambda latest, now: self.learn.on_activity(now) if ACTIVITY & latest.keys() else None)
        self.recorder.watch(lambda latest, _: self._note_commit() if Kind.COMMIT_CREATED in latest else None)
        self.attend.watch(self.tell.note_verdicts)
        self.attend.watch(self.nudging.note_verdicts)
        self.attend.watch_drift(self.learn.note_drift)
        self.learn.on_release(lambda model: self._later(self.serving.swap(model)))

    def _note_commit(self) -> None:
        """Let the worker learn from a commit; one that starts later learns from the next."""

        async def tell() -> None:
            await self.worker.ask("assist.committed")

        if self.worker.is_running:
            self._later(tell())

    def _make_services(self) -> Services:
        return Services(
            clock=self.clock,
            salt=read_salt(self.places.salt),
            corrections=Corrections(self.places.index),
            choices=self.choices,
            pause=self.pause,
            recorder=self.recorder,
            attend=self.attend,
            tell=self.tell,
            worker=self.worker,
            editors=self.editors,
            hints=Hints(self.store, read_salt(self.places.salt)),
            status=lambda: status_of(self),
            answer_nudge=self.nudging.answer,
            answer_question=self.asking.answer,
            open_roots=self._follow_roots,
            tick=self.tick,
        )

    def _later(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """Run something on the loop, and hold on to it until it is done."""

        async def run() -> None:
            with contextlib.suppress(UndersongError):
                await coroutine

        task = asyncio.get_running_loop().create_task(run())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
