"""The CUPS data set: programmers with a code assistant, every change of its state and every moment labelled."""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from undersong.domain.errors import BadInput
from undersong.learning.studies.base import Fault
from undersong.learning.studies.table import Record, read_records

TABLE = "events.csv.gz"
SOURCE = "CUPS (microsoft/coderec_programming_states)"
LICENCE = "MIT"
REQUIRED = ("programmer", "seq", "t_s", "state_name", "compCharLen")
# Without these a moment can still be told, it only knows less. What was seen after the decision, such as edit_pct_0,
# is not among them.
MEASURED = (
    "time_in_state_s",
    "confidence",
    "documentLength",
    "meanLogProb",
    "meanAlternativeLogProb",
    "numLines",
    "numTokens",
    "promptEndPos",
    "quantile",
    "timeSinceIssuedMs",
)
TOLD = ("hidden_state", "cups_code", "suggestion", "prompt_tail")
STATES = frozenset({"Shown", "Replay", "Browsing", "Accepted", "Rejected"})
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
MEANING = {"n": "\n", "t": "\t", "r": "\r"}
UNKNOWN = float("nan")
# Nothing that is measured here comes near it, and models count in 32 bits.
LARGEST = 1e12
# Sessions last half an hour; a leap of a quarter of a day is a clock that was wrong.
LONGEST_SECONDS = 21_600


@dataclass(frozen=True, slots=True)
class Moment:
    """One change of the assistant's state; a number that is not known is NaN.

    Parameters
    ----------
    person, seq
        Who, and the place in their series as the file writes it.
    at_seconds
        Since the person's first moment; never less than that of the moment before.
    state
        Shown, Replay (shown again), Browsing, Accepted or Rejected.
    offered_chars
        How long the suggestion still was.
    activity
        What hands did: UserTyping, UserPaused, UserBeforeAction.
    code
        What the person said afterwards that they were doing; an answer, never a feature.
    suggestion, before
        The offered text, and the last characters before the cursor when it was asked for.
    measured
        The other measurements by the names of their columns.
    """

    person: str
    seq: str
    at_seconds: float
    state: str
    offered_chars: float
    activity: str
    code: str
    suggestion: str
    before: str
    measured: dict[str, float]


People = dict[str, list[Moment]]


def read_people(folder: Path, faults: list[Fault]) -> People:
    """Return each programmer's moments in their order, and tell in `faults` what was left out.

    A row is left out when it cannot be placed (no whole number as `seq`, one that its programmer already used, a state
    that is not known, a suggestion of no length); any other cell that is no number counts as not known. Raises
    `BadInput` when nothing can be used.
    """
    people: defaultdict[str, list[tuple[int, int, Record]]] = defaultdict(list)
    seen: set[tuple[str, int]] = set()
    for row, record in read_records(folder / TABLE, REQUIRED, faults):
        if not seen:
            faults.extend(Fault(TABLE, 0, name, "is missing") for name in (*MEASURED, *TOLD) if name not in record)
        fault = fault_of(record, seen)
        if fault:
            faults.append(Fault(TABLE, row, *fault))
        else:
            seq = int(record["seq"])
            seen.add((record["programmer"], seq))
            people[record["programmer"]].append((seq, row, record))
    if not people:
        raise BadInput(TABLE, "has no usable row", "give the folder that holds the data set as it was published")
    return {person: list(moments_of(sorted(rows, key=place), faults)) for person, rows in people.items()}


def fault_of(record: Record, seen: set[tuple[str, int]]) -> tuple[str, str] | None:
    """Return the column and the reason why a row cannot be placed, or nothing."""
    if not record["programmer"]:
        return "programmer", "is empty"
    try:
        seq = int(record["seq"])
    except ValueError:
        return "seq", f"is {record['seq']!r}, which is no whole number"
    if (record["programmer"], seq) in seen:
        return "seq", f"is {seq} a second time for {record['programmer']}"
    if record["state_name"] not in STATES:
        return "state_name", f"is {record['state_name']!r}, which is no known state"
    if record["state_name"] == "Shown" and math.isnan(number(record["compCharLen"])):
        return "compCharLen", f"is {record['compCharLen']!r}, which is no length"
    return None


def place(item: tuple[int, int, Record]) -> tuple[int, int]:
    """Return what a person's rows are sorted by."""
    return item[:2]


def moments_of(rows: list[tuple[int, int, Record]], faults: list[Fault]) -> Iterator[Moment]:
    """Yield a person's moments in time that neither runs back nor leaps.

    A time that cannot be is taken as the one before. Where the next row goes on from it all the same, somebody set the
    clock, and time is counted on from the moment before.
    """
    times = [number(record["t_s"]) for _, _, record in rows]
    last, ahead = 0.0, 0.0
    for i, (_, row, record) in enumerate(rows):
        if goes_on(times[i] + ahead, last):
            last = times[i] + ahead
        else:
            why = "time neither runs back nor leaps"
            faults.append(Fault(TABLE, row, "t_s", f"is {record['t_s']!r}, taken as {last}: {why}"))
            following = times[i + 1] if i + 1 < len(times) else UNKNOWN
            if not goes_on(following + ahead, last) and goes_on(following, times[i]):
                ahead = last - times[i]
        yield moment_of(record, last, teller(row, record, faults))


def goes_on(at: float, last: float) -> bool:
    """Tell whether a time may follow another; one that is not known may not."""
    return last <= at <= last + LONGEST_SECONDS


def teller(row: int, record: Record, faults: list[Fault]) -> Callable[[str], float]:
    """Return what reads a cell as a number, and tells where it holds something else."""

    def tell(column: str) -> float:
        text = record.get(column, "")
        value = number(text)
        if text and math.isnan(value) and text.lower() != "nan":
            faults.append(Fault(TABLE, row, column, f"is {text!r}, which is no usable number; taken as not known"))
        return value

    return tell


def moment_of(record: Record, at_seconds: float, tell: Callable[[str], float]) -> Moment:
    """Return a row as a Moment."""
    return Moment(
        record["programmer"],
        record["seq"],
        at_seconds,
        record["state_name"],
        tell("compCharLen"),
        record.get("hidden_state", ""),
        record.get("cups_code", ""),
        unescaped(record.get("suggestion", "")),
        unescaped(record.get("prompt_tail", "")),
        {column: tell(column) for column in MEASURED},
    )


def number(text: str) -> float:
    """Return a cell as a number; NaN where it holds none, or one that cannot be."""
    try:
        value = float(text)
    except ValueError:
        return UNKNOWN
    return value if abs(value) <= LARGEST else UNKNOWN


def unescaped(text: str) -> str:
    """Return text as it stood in the editor; the file holds it in quotes, with its line breaks escaped."""
    return ESCAPED.sub(lambda found: MEANING.get(found[1], found[1]), text.removeprefix('"').removesuffix('"'))
