"""A file as a stream of codes in which line breaks say how the indentation changes."""

from collections.abc import Generator, Sequence

import numpy as np
from numpy.typing import NDArray

from undersong.source.lexer import tokens_of
from undersong.suggestions.index.vocabulary import DEEPEST, LEVEL, Vocabulary

Codes = NDArray[np.int32]
USUAL_STEP = 4
# Some 16,000 tokens, which take 5 ms.
PIECE_CHARS = 65_536


def raw_codes(text: str, vocabulary: Vocabulary) -> Codes:
    """Return the codes of whole lines; line breaks are still negative and hold their indentation."""
    return coded(tokens_of(text), vocabulary)


def coded_slowly(text: str, vocabulary: Vocabulary) -> Generator[bool, None, Codes]:
    """Return the raw codes of a file, yielding between pieces of some thousand lines."""
    parts: list[Codes] = []
    start = 0
    while start < len(text) or not parts:
        end = text.find("\n", start + PIECE_CHARS)
        end = len(text) if end < 0 else end
        parts.append(raw_codes(text[start:end], vocabulary))
        start = end + 1
        yield True
    return np.concatenate(parts)


def coded(tokens: Sequence[str], vocabulary: Vocabulary) -> Codes:
    """Return the codes of tokens."""
    return np.fromiter(map(vocabulary.__getitem__, tokens), np.int32, len(tokens))


def relative(codes: Codes) -> Codes:
    """Replace each line break by the change of indentation against the line before, in the file's own steps."""
    breaks = np.flatnonzero(codes < 0)
    if not breaks.size:
        return codes
    changes = np.diff(-codes[breaks] - 1, prepend=0)
    step = step_of(changes)
    levels = np.sign(changes) * -(-np.abs(changes) // step)
    result = codes.copy()
    result[breaks] = (LEVEL + np.clip(levels, -DEEPEST, DEEPEST - 1)) << 1
    return result


def step_of(changes: NDArray[np.int32]) -> int:
    """Return the commonest step inwards, which is the file's indentation width; four when there is none."""
    inwards = changes[(changes > 0) & (changes <= DEEPEST)]
    return int(np.bincount(inwards).argmax()) if inwards.size else USUAL_STEP
