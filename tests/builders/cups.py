"""A folder in the layout of CUPS, made up: no row of it was anybody's."""

import json
import random
from pathlib import Path
from typing import Any

from builders.penn import write_table
from undersong.learning.studies.cups import MEASURED, TABLE, Moment

COLUMNS = (
    "programmer",
    "seq",
    "t_s",
    "state_name",
    "compCharLen",
    "hidden_state",
    "cups_code",
    "suggestion",
    "prompt_tail",
    *MEASURED,
)
Row = dict[str, Any]


def moment(at_seconds: float, state: str, code: str = "A", **measured: float) -> Moment:
    """Return a moment of one person; what is not given is usual."""
    offered = measured.pop("compCharLen", 20.0)
    usual = {**dict.fromkeys(MEASURED, 0.0), "documentLength": 100.0, "promptEndPos": 100.0}
    return Moment("U", "0", at_seconds, state, offered, "UserTyping", code, "a + b", "total = ", usual | measured)


def row(person: str, seq: int, at_seconds: float, state: str, **cells: Any) -> Row:
    """Return the cells of a row; what is not given is usual."""
    measured = {**dict.fromkeys(MEASURED, 1.0), "documentLength": 100 + seq, "promptEndPos": 100 + seq}
    texts = {"suggestion": json.dumps("a + b"), "prompt_tail": json.dumps("total = ")}
    usual = {"compCharLen": 20, "hidden_state": "UserTyping", "cups_code": "Z", **measured, **texts}
    return {"programmer": person, "seq": seq, "t_s": at_seconds, "state_name": state, **usual, **cells}


def write_rows(folder: Path, rows: list[Row], columns: tuple[str, ...] = COLUMNS) -> Path:
    """Write rows as a table with these columns."""
    write_table(folder / TABLE, columns, ([row[column] for column in columns] for row in rows))
    return folder


def write_cups(folder: Path, people: int = 8, offers: int = 40, seed: int = 3) -> Path:
    """Write people who take what the assistant is sure of, and who wait long before what is no writing."""
    chance, rows = random.Random(seed), []
    for person in range(people):
        at, length, seq = 0.0, 100, 0
        for offer in range(offers):
            sure, writes = chance.random(), (offer // 10) % 2 == 0
            code, gap = ("Z", chance.uniform(1, 12)) if writes else ("F", chance.uniform(15, 40))
            taken = chance.random() < (0.8 if sure > 0.5 else 0.1)
            for state, wait in (("Shown", gap), ("Replay", 1.0), ("Accepted" if taken else "Rejected", 1.5)):
                at, length = round(at + wait, 3), length + chance.randrange(40 if writes else 3)
                cells = {"meanLogProb": sure - 1, "documentLength": length, "time_in_state_s": wait, "cups_code": code}
                rows.append(row(f"U{person}", seq, at, state, **cells))
                seq += 1
    return write_rows(folder, rows)
