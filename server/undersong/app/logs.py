"""The structured log: one JSON object a line, rotating, without anybody's text in it."""

import json
import logging
import logging.handlers
import traceback
from pathlib import Path

STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
# Three files of 1 MB hold weeks of a quiet daemon.
FILE_BYTES, FILES_KEPT = 1_000_000, 3


class JsonLines(logging.Formatter):
    """One JSON object a line.

    An exception is written as its type and the places it came through: its text may quote a path or a line of code.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for a record; extra fields come after the fixed ones."""
        line: dict[str, object] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S") + f".{int(record.msecs):03d}",
            "level": record.levelname.lower(),
            "part": record.name.removeprefix("undersong."),
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in STANDARD}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["at"] = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-8:]]
        return json.dumps(line, default=str)


def start_log(folder: Path, process: str) -> None:
    """Send the log of this process to ``<folder>/<process>.log`` (0600), and silence what pygls would say.

    pygls writes message bodies, and those hold source text.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{process}.log"
    path.touch(mode=0o600)
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8")
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("undersong").setLevel(logging.INFO)
    for noisy in ("pygls", "asyncio", "watchdog"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
