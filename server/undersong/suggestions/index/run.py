"""A stretch of indexed files whose positions are sorted by the tokens before them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.index.stream import Codes
from undersong.suggestions.index.vocabulary import Vocabulary
from undersong.suggestions.pages import Pages, rest

# Zeros before the first file, so that looking back never leaves the array.
PADDING = 32
# How far back a token may stand to be called copied.
COPY_REACH = 24

Keys = NDArray[np.uint64]
Places = NDArray[np.int32]
Bytes = NDArray[np.uint8]
Values = NDArray[Any]


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at tokens: `order` of them make a key of 64 bits, the nearest in the highest bits.

    `shift` takes off the low bits of the stored value that do not belong to the token.
    """

    order: int
    bits: int
    shift: int

    def keys(self, values: Values) -> Keys:
        """Return for each position from `PADDING` on the key of the tokens before it."""
        low = (values >> self.shift).astype(np.uint64) & np.uint64((1 << self.bits) - 1)
        end = len(values)
        keys = np.zeros(max(0, end - PADDING), np.uint64)
        for back in range(1, self.order + 1):
            keys |= low[PADDING - back : end - back] << np.uint64(self.bits * (self.order - back))
        return keys


# Numbers beyond 65,535 share keys with earlier ones: a rare word then now and then counts as another.
WORDS = View(order=4, bits=16, shift=1)
SHAPES = View(order=8, bits=8, shift=0)


@dataclass(frozen=True, slots=True)
class Sorted:
    """`order[i]` is the position with the i-th smallest key; `keys` are sorted."""

    keys: Keys
    order: Places


@dataclass(frozen=True, slots=True)
class Text:
    """Codes of some files, one after the other behind `PADDING` zeros, with what follows from them.

    `copied` tells how many tokens back the same token stood last, 0 when it did not within `COPY_REACH`.
    """

    codes: Codes
    shapes: Bytes
    copied: Bytes


@dataclass(frozen=True, slots=True)
class Run:
    """A text that can be searched.

    `is_alive` is false where a file has changed since; `pages` are those of the files that it lies in, if it does.
    """

    text: Text
    words: Sorted
    shapes: Sorted
    is_alive: NDArray[np.bool_]
    pages: tuple[Pages, ...] = ()

    def rest(self) -> None:
        """Give back the memory of what was read from files."""
        for pages in self.pages:
            rest(pages)


def text_of(codes: Codes, vocabulary: Vocabulary) -> Text:
    """Return codes with their shapes and copies."""
    numbers = codes >> 1
    shapes = np.frombuffer(bytes(vocabulary.shapes), np.uint8)[numbers]
    copied = np.zeros(len(codes), np.uint8)
    for back in range(COPY_REACH, 0, -1):
        copied[back:][numbers[back:] == numbers[:-back]] = back
    return Text(codes, shapes, copied)


def run_of(codes: Codes, vocabulary: Vocabulary) -> Run:
    """Return a run over codes that begin with `PADDING` zeros."""
    text = text_of(codes, vocabulary)
    words, shapes = sorted_by(WORDS, text.codes), sorted_by(SHAPES, text.shapes)
    return Run(text, words, shapes, np.ones(len(codes), np.bool_))


def sorted_by(view: View, values: Values) -> Sorted:
    """Return all positions behind the padding in the order of their keys."""
    keys = view.keys(values)
    order = np.argsort(keys)
    return Sorted(keys[order], (order + PADDING).astype(np.int32))
