"""The log tells where, not what."""

import json
import logging
from pathlib import Path

from undersong.app.logs import JsonLines, start_log


def record_of_failure() -> logging.LogRecord:
    try:
        raise ValueError("def planted(): pass")
    except ValueError:
        import sys

        return logging.getLogger("undersong.x").makeRecord("undersong.x", 40, "f", 1, "failed", (), sys.exc_info())


def test_an_error_is_logged_by_type_and_place_without_its_text() -> None:
    line = JsonLines().format(record_of_failure())

    assert "planted" not in line
    assert json.loads(line)["error"] == "ValueError"
    assert json.loads(line)["at"][0].startswith("test_logs.py:")


def test_pygls_is_silenced_since_it_writes_message_bodies(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = root.handlers[:]
    try:
        start_log(tmp_path / "logs", "test")
        logging.getLogger("pygls.protocol.json_rpc").error("planted body")
        logging.getLogger("undersong.part").info("heard", extra={"n": 3})
    finally:
        root.handlers[:] = before

    text = (tmp_path / "logs" / "test.log").read_text()
    assert "planted" not in text
    assert json.loads(text)["n"] == 3
