"""What a model reads before a document: the mark of a beginning, or what follows the cursor (suffix first).

What follows comes first, so that a key that is typed only adds at the end of what was read.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from undersong.inference.language.tokenizer import Ids
from undersong.suggestions.neural.stream import TokenStream

# As many tokens of what follows as the model was taught with.
MOST_SUFFIX = 96
# Characters that hold as many.
REACH = 600


@dataclass(frozen=True, slots=True)
class Marks:
    """Numbers of the tokens that stand for no text.

    `document` stands before a text; `suffix` before what follows the cursor and `prefix` before what precedes it, None
    in a model that was not taught to fill in.
    """

    document: int = 0
    suffix: int | None = None
    prefix: int | None = None


def marks_of(manifest: Mapping[str, object]) -> Marks:
    """Return the marks that a joined model's manifest names."""
    named = manifest.get("marks")
    numbers = named if isinstance(named, dict) else {}
    document, suffix, prefix = (
        number if isinstance(number := numbers.get(name), int) else None for name in ("document", "suffix", "prefix")
    )
    return Marks(document or 0, suffix, prefix)


def header(marks: Marks, stream: TokenStream, suffix: str) -> Ids:
    """Return what is read first for a cursor with this text behind it.

    The rest of the cursor's own line is left out: closing brackets come and go while one types.
    """
    _, line_end, below = suffix.partition("\n")
    if marks.suffix is None or marks.prefix is None or not below.strip():
        return np.array([marks.document], np.int64)
    ids = stream.encode((line_end + below)[:REACH])[:MOST_SUFFIX]
    return np.concatenate([[marks.suffix], ids, [marks.prefix]])
