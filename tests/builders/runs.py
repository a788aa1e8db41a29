"""Runs over written-out code, and the tokens before a place in it."""

import numpy as np

from undersong.suggestions.index.evidence import Before
from undersong.suggestions.index.run import PADDING, Run, run_of, text_of
from undersong.suggestions.index.stream import Codes, raw_codes, relative
from undersong.suggestions.index.vocabulary import Vocabulary


def stream(text: str, vocabulary: Vocabulary) -> Codes:
    """Return a text's codes behind the padding."""
    return np.concatenate([np.zeros(PADDING, np.int32), relative(raw_codes(text, vocabulary))])


def run(text: str, vocabulary: Vocabulary) -> Run:
    """Return a run over one text."""
    return run_of(stream(text, vocabulary), vocabulary)


def before(text: str, vocabulary: Vocabulary) -> Before:
    """Return what stands before the end of a text."""
    found = text_of(stream(text, vocabulary), vocabulary)
    numbers = (found.codes[: -PADDING - 1 : -1] >> 1).astype(np.int64)
    return Before(numbers, found.shapes[: -PADDING - 1 : -1].astype(np.int64))
