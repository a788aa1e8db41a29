"""A folder in the layout of FITech, made up: no step of it was anybody's."""

import random
from pathlib import Path
from typing import Any

from builders.penn import write_table
from undersong.learning.studies.fitech import COLUMNS, TABLE

Row = dict[str, Any]
LINES = ("var total = 0;", "total = total + 1;", "print(total);", "var name = 'a';", "print(name);")


def step(person: str, code: str, at_seconds: float, **cells: Any) -> Row:
    """Return the cells of a step; what is not given is an edit that nobody marked."""
    usual = {"AssignmentID": "A1", "EventType": "File.Edit", "X-Intervene": "", "X-Why": ""}
    return {"SubjectID": person, "X-CodeState": code, "X-ElapsedTime": at_seconds, **usual, **cells}


def write_steps(folder: Path, steps: list[Row], columns: tuple[str, ...] = COLUMNS) -> Path:
    """Write steps as a table with these columns."""
    write_table(folder / TABLE, columns, ([row[column] for column in columns] for row in steps))
    return folder


def write_fitech(folder: Path, people: int = 8, count: int = 60, seed: int = 5) -> Path:
    """Write people who are marked when they take away what they had, after a pause, and now and then otherwise."""
    chance, steps = random.Random(seed), []
    for person in range(people):
        at, lines = 0.0, [LINES[0]]
        for _ in range(count):
            gives_up = chance.random() < 0.1
            at = round(at + (chance.uniform(20, 60) if gives_up else chance.uniform(0, 8)), 1)
            lines = lines[:1] if gives_up else [*lines, chance.choice(LINES)]
            mark = "Y" if chance.random() < (0.8 if gives_up else 0.02) else ""
            steps.append(step(f"S{person}", "\n".join(lines), at, **{"X-Intervene": mark, "X-Why": "trial"}))
    return write_steps(folder, steps)
