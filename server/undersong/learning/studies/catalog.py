"""All studies, in reading order."""

from pathlib import Path

from undersong.domain.errors import BadInput
from undersong.learning.studies.base import Study
from undersong.learning.studies.cups_accept import CupsAccept
from undersong.learning.studies.cups_flow import CupsFlow
from undersong.learning.studies.fitech import FitechStuck
from undersong.learning.studies.penn import PennStuck

STUDIES: tuple[type[Study], ...] = (PennStuck, FitechStuck, CupsAccept, CupsFlow)


def study_in(folder: Path, task: str) -> Study | None:
    """Return the study of a task on the layout that a folder has, or None where the folder has none for it."""
    found = [kind for kind in STUDIES if (folder / kind.table).is_file()]
    if len({kind.layout for kind in found}) > 1:
        tables = " and ".join(sorted({kind.table for kind in found}))
        raise BadInput(folder.name, f"holds {tables}, which are different layouts", "keep one data set in a folder")
    return next((kind() for kind in found if kind.task == task), None)


def require_study(folder: Path, task: str) -> Study:
    """Return the study of a task in a folder; raises `BadInput` that names what was looked for."""
    study = study_in(folder, task)
    if study is None:
        layouts = [f"{kind.layout} ({kind.table})" for kind in STUDIES if kind.task == task]
        finding = f"has no data for {task}"
        remedy = f"give a folder in the layout of {' or '.join(layouts)}" if layouts else "choose another model"
        raise BadInput(folder.name or str(folder), finding, remedy)
    return study
