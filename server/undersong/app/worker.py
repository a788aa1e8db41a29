"""The worker's root: detectors, index and reports behind one socket."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from undersong.app.logs import start_log
from undersong.domain.clock import clock_from_environment
from undersong.domain.errors import NotJoined, ReleaseUnreadable
from undersong.domain.places import Places, places_from_environment
from undersong.domain.position import Position
from undersong.domain.suggestion import Context, Silence
from undersong.domain.zone import zone_offset_minutes
from undersong.flows.adapt import Adapt
from undersong.flows.assist import Assist
from undersong.flows.attend import answer_to_plain
from undersong.flows.completing import Completing, Mode
from undersong.flows.computed import read_background, readers_of
from undersong.flows.report import make_report
from undersong.flows.resume import Keeper, resumed
from undersong.flows.review import make_review
from undersong.flows.sense import Sense
from undersong.inference.memory import Leftovers
from undersong.inference.onnx import OnnxModel
from undersong.inference.serve import Handler, Server
from undersong.inference.stub import Stub
from undersong.registry.joined import read_joined
from undersong.registry.manifest import read_release
from undersong.registry.shipped import shipped_folder, shipped_release
from undersong.store.events import EventStore
from undersong.suggestions.gate import Gate, Moment
from undersong.suggestions.neural.surroundings import marks_of
from undersong.suggestions.slices import slice_of

LANGUAGE_MODEL, GATE = "completion", "accept"
DETECTORS = ("stuck", "flow", "anomaly")


class Worker:
    """What the worker remembers between requests."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._clock = clock_from_environment()
        self._sense: Sense | None = None
        self._keeper = Keeper()
        self._closed_ms = 0
        self._models: dict[str, Any] = {name: Stub(name) for name in DETECTORS}
        self.completing = Completing(places.index, Mode(os.environ.get("UNDERSONG_COMPLETION", Mode.BOTH)))
        self.assist = Assist(places.index, self.completing)
        # What is explored is another choice in each worker, and the same one as long as it lives.
        self.gate = Gate(seed=self._clock.now_ms())
        self.adapt = Adapt(self.completing, places.index)
        self._leftovers = Leftovers()

    def handlers(self) -> dict[str, Handler]:
        """Return method → function, in the vocabulary of the wire."""
        return {
            "models.load": self.load_model,
            "sense.close": self.close_windows,
            "assist.open": self.open_root,
            "assist.close": lambda root: self.assist.close_root(Path(root)),
            "assist.closed": lambda path: self.assist.closed(path),
            "assist.committed": lambda: self.adapt.committed(self.assist.roots),
            "assist.changed": lambda paths: self.assist.changed(paths),
            "assist.complete": self.complete,
            "assist.list": self.list_names,
            "assist.hints": self.hints,
            "assist.rename": self.rename,
            "assist.status": self.assist.status,
            "report.make": self.make_report,
            "review.make": self.make_review,
            "sense.forget": self.forget,
        }

    def work(self, budget_ms: float) -> bool:
        """Do what waits in the background; what only serves tomorrow comes last."""
        is_busy = self.assist.step(budget_ms) or self.adapt.step()
        self._leftovers.note(is_busy)
        return is_busy

    def load_model(self, model: str, folder: str) -> str:
        """Take a release into service and return its name; the window being judged is not torn."""
        if model == LANGUAGE_MODEL:
            return self._load_language_model(Path(folder))
        loaded = OnnxModel(read_release(Path(folder)))
        if model == GATE:
            self.gate = Gate(loaded, self._clock.now_ms())
            return loaded.name
        self._models[model] = loaded
        if self._sense is not None:
            self._sense.swap(model, loaded)
        return loaded.name

    def find_language_model(self) -> None:
        """Complete with the model that set-up has joined, or say why without one."""
        try:
            _, folder = read_joined(LANGUAGE_MODEL)
        except (NotJoined, ReleaseUnreadable) as error:
            self.completing.without_language_model(str(error))
        else:
            self._load_language_model(folder)

    def _load_language_model(self, folder: Path) -> str:
        release = f"{LANGUAGE_MODEL} {folder.name}"
        shipped = shipped_release(shipped_folder(), LANGUAGE_MODEL)
        marks = marks_of(shipped.manifest.dataset) if shipped else None
        self.completing.use_language_model(folder, release, marks)
        return release

    def close_windows(self, after_ms: int, until_ms: int) -> dict[str, Any]:
        """Judge the windows that end in (after, until], from what the store holds.

        A range that does not go on where the last one ended, because its answer was never heard, begins anew.
        """
        with self._store() as store:
            if self._sense is None or after_ms != self._closed_ms:
                self._sense, self._keeper = resumed(store, self._models, after_ms), Keeper()
            self._sense.feed([e for e in store.events(after_ms, until_ms, with_late=False) if e.time_ms > after_ms])
        judged = self._sense.close_until(until_ms)
        self._closed_ms = until_ms
        return answer_to_plain(judged, self._sense, self._keeper.due(self._sense))

    def forget(self) -> None:
        """Let go of every window in the making: events under it were forgotten. The next one begins from the store."""
        self._sense = None

    def open_root(self, root: str) -> None:
        """Begin to read a repository."""
        self.assist.open(Path(root))

    def complete(self, path: str, language: str, prefix: str, suffix: str) -> dict[str, Any]:
        """Return one suggestion with what the gate makes of it, or why there is none."""
        context = context_of(path, language, prefix, suffix)
        found = self.assist.complete(context)
        if isinstance(found, Silence):
            return {"silence": found.reason}
        judged = self.gate.judge(found, context, Moment())
        notice, self.completing.notice = self.completing.notice, ""
        told: dict[str, Any] = {"slice": slice_of(path, prefix).value}
        told |= {"gate": judged.probability, "shown": judged.is_shown, "explored": judged.is_exploration}
        if "\r\n" in prefix or "\r\n" in suffix:
            found = replace(found, text=found.text.replace("\n", "\r\n"))
        return {**asdict(found), **told, **({"notice": notice} if notice else {})}

    def list_names(self, path: str, language: str, prefix: str, suffix: str) -> dict[str, Any]:
        """Return the names that may stand at the cursor, what is typed of them, and the rest of the line."""
        return asdict(self.assist.listed(context_of(path, language, prefix, suffix)))

    def hints(self, path: str, language: str, text: str) -> list[dict[str, Any]]:
        """Return the names that depart from the repository's conventions."""
        return [
            {
                "start": [hint.span.start.line, hint.span.start.character],
                "end": [hint.span.end.line, hint.span.end.character],
                "name": hint.name,
                "wanted": hint.wanted,
                "kind": hint.kind,
                "evidence": hint.evidence,
                "has_fix": hint.has_fix,
            }
            for hint in self.assist.hints(path, language, text)
        ]

    def rename(self, path: str, text: str, line: int, character: int, new_name: str) -> list[dict[str, Any]]:
        """Return the edits of a scope-correct rename."""
        return [
            {
                "path": edit.path,
                "start": [edit.span.start.line, edit.span.start.character],
                "end": [edit.span.end.line, edit.span.end.character],
                "text": edit.text,
            }
            for edit in self.assist.rename(path, text, Position(line, character), new_name)
        ]

    def make_report(self, since_ms: int, until_ms: int) -> dict[str, Any]:
        """Return the flow report of a range."""
        with self._store() as store:
            readers = readers_of({name: model.features for name, model in self._models.items()})
            background = read_background(store, until_ms, zone_offset_minutes, readers)
            events, windows = store.events(since_ms, until_ms), store.windows(since_ms, until_ms)
            return make_report(events, windows, since_ms, until_ms, background=background)

    def make_review(self, since_ms: int, until_ms: int) -> dict[str, Any]:
        """Return the stretches of a day to look back on."""
        with self._store() as store:
            return make_review(store.events(since_ms, until_ms), store.windows(since_ms, until_ms), since_ms, until_ms)

    @contextmanager
    def _store(self) -> Iterator[EventStore]:
        """Open the store for reading, for one request: the daemon may put a broken one aside at any time."""
        store = EventStore.open_read_only(self._places.events)
        try:
            yield store
        finally:
            store.close()


def context_of(path: str, language: str, prefix: str, suffix: str) -> Context:
    """Return the code around a cursor with lines that end as they do in what models and index have read."""
    return Context(path, language, prefix.replace("\r\n", "\n"), suffix.replace("\r\n", "\n"))


def main() -> int:
    """Serve the daemon at the other end of standard input until it is gone."""
    os.umask(0o077)
    places = places_from_environment()
    start_log(places.logs, "worker")
    if sys.platform == "win32":  # untested
        connection = socket.fromshare(sys.stdin.buffer.read())
    else:
        connection = socket.socket(fileno=0)
    worker = Worker(places)
    worker.find_language_model()
    server = Server(connection, worker.handlers(), worker.work)
    worker.completing.should_stop = server.is_superseded
    worker.completing.waiting = server.others_waiting
    server.run()
    return 0
