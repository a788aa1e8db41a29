"""From the text around the cursor to a suggestion, or to the reason why there is none."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from undersong.domain.suggestion import Context, Silence, Suggestion
from undersong.suggestions.completion.continuation import Limits, continued
from undersong.suggestions.completion.cursor import Cursor, cursor_at
from undersong.suggestions.completion.document import Document
from undersong.suggestions.completion.mixture import Distribution, mixed
from undersong.suggestions.index.evidence import from_run, from_stream, together
from undersong.suggestions.index.repository import Repository
from undersong.suggestions.index.run import Run

RELEASE = "index 1"
# Tokens after which a line further up in the same file has lost two thirds of its weight.
REACH = 8_000.0
# What a position in the same file counts against one elsewhere.
SAME_FILE = 3.0


@dataclass(slots=True)
class Open:
    """An open document, cut at the cursor."""

    above: Document
    below: Document


def complete(context: Context, document: Open, repository: Repository, others: list[Run]) -> Suggestion | Silence:
    """Return the likeliest continuation of the line at the cursor."""
    *above, line = context.prefix.split("\n")
    behind, *below = context.suffix.split("\n")
    if behind.strip().strip(")]}'\",:;"):
        return Silence("in the middle of a line")
    document.above.replace(above)
    document.below.replace(below)
    cursor = cursor_at(line, document.above)
    runs = [*repository.runs, *others]
    if not runs and len(cursor.stream) < 50:
        return Silence("nothing indexed yet")

    def oracle(before: NDArray[np.int64]) -> Distribution | None:
        return ask(before, cursor, runs)

    found = continued(cursor, oracle, repository.vocabulary, Limits())
    if not found.text:
        return Silence("not sure enough" if found.longest else "no match")
    return Suggestion(found.text, found.confidence, "repository", RELEASE)


def ask(before: NDArray[np.int64], cursor: Cursor, runs: list[Run]) -> Distribution | None:
    """Return what may come after these tokens, by all that is known."""
    parts = [from_stream(cursor.stream, before, REACH), *(from_run(run, before) for run in runs)]
    evidence = together(parts, [SAME_FILE] + [1.0] * len(runs))
    return mixed(evidence) if evidence.codes.size else None
