"""The daemon's root: builds every part, listens, and does what is due once a second."""

import asyncio
import logging
import os
import signal
import sys
from pathlib import Path

from undersong import __version__
from undersong.app.lock import ANOTHER_RUNS, Address, take_lock, write_address
from undersong.app.logs import start_log
from undersong.app.parts import Parts
from undersong.domain.clock import clock_from_environment
from undersong.domain.errors import UndersongError
from undersong.domain.places import Places, places_from_environment
from undersong.domain.span import rfc3339
from undersong.lsp.connection import Connection
from undersong.lsp.editors import Editor
from undersong.lsp.handlers.catalog import register_all
from undersong.lsp.handlers.initialize import PROTOCOL
from undersong.lsp.socket import listen

log = logging.getLogger(__name__)

LONGEST_TICK_SECONDS, SHORTEST_TICK_SECONDS = 1.0, 0.05


class Daemon:
    """One daemon of one home."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._stop = asyncio.Event()
        self._parts = Parts(places, clock_from_environment())

    async def run(self) -> None:
        """Serve until told to stop, or until nobody has been there for a while."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGINT"):
            if sys.platform != "win32":
                loop.add_signal_handler(getattr(signal, name), self._stop.set)
        server = await listen(self._places.socket, self._attach)
        write_address(self._places.daemon, self._address())
        log.info("daemon answers", extra={"version": __version__})
        beating = asyncio.create_task(self._beat())
        await self._stop.wait()
        server.close()
        beating.cancel()
        await self._parts.close()
        self._places.daemon.unlink(missing_ok=True)
        if sys.platform != "win32":
            self._places.socket.unlink(missing_ok=True)
        log.info("daemon ended")

    def _address(self) -> Address:
        started = rfc3339(self._parts.clock.now_ms())
        return Address(str(self._places.socket), os.getpid(), __version__, PROTOCOL, started)

    async def _attach(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one window; whatever becomes of it, the others go on."""
        editor = Editor(Connection())
        register_all(editor, self._parts.services)
        self._parts.editors.join(editor)
        try:
            await editor.connection.serve(reader, writer)
        finally:
            self._parts.editors.leave(editor)
            await self._parts.part_with(editor)

    async def _beat(self) -> None:
        """Do what is due once a second of the clock in use."""
        pause = max(SHORTEST_TICK_SECONDS, min(LONGEST_TICK_SECONDS, 1 / (self._parts.clock.speed or 1)))
        while True:
            await asyncio.sleep(pause)
            try:
                await self._parts.tick()
            except UndersongError as error:
                log.warning("a task of the second failed", extra={"finding": type(error).__name__})
            except Exception:
                # One failing duty must not end the others for good.
                log.exception("a task of the second failed")
            if self._parts.is_done():
                self._stop.set()


async def serve(places: Places) -> None:
    """Build the daemon on the running loop and serve."""
    await Daemon(places).run()


def main() -> int:
    """Run the daemon; a second one of the same home leaves at once with `ANOTHER_RUNS`."""
    os.umask(0o077)  # whatever is made from here on belongs to its owner alone, rotated logs included
    places = places_from_environment()
    places.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    held = take_lock(places.lock)
    if held is None:
        return ANOTHER_RUNS
    start_log(places.logs, "daemon")
    os.chdir(Path(places.home.anchor))  # keep no workspace's disk busy
    asyncio.run(serve(places))
    held.close()
    return 0
