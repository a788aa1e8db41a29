"""The text before the cursor, with the half word at its end left open (token healing).

A tokenizer cuts ``retur`` and ``return`` apart differently. What could still grow at the end is therefore not read as
tokens; the next ones are asked for among those that begin with it.
"""

import re

import numpy as np

from undersong.inference.language.tokenizer import Ids, Tokenizer

# The ends that a byte-level tokenizer could still merge with what comes: blanks, a word, or a run of signs.
# Of what is written without blanks between words, Chinese or emoji, the last character alone.
WIDE = "\u2e80-\U0010ffff"
OPEN_END = re.compile(rf"\s+\Z|[{WIDE}]\Z| ?[^\W\d_{WIDE}]+\Z| ?(?:[^\s\w{WIDE}]|_)+\Z")
# Words longer than this are cut apart anyway; more to match against costs time.
LONGEST_TAIL = 64


def open_tail(prefix: str) -> str:
    """Return the end of a text that its next token may still be part of; empty when it stands firm."""
    found = OPEN_END.search(prefix, max(0, len(prefix) - LONGEST_TAIL))
    return found.group() if found else ""


def allowed(tokenizer: Tokenizer, tail: bytes) -> Ids | None:
    """Return the tokens that can come when these bytes are typed already; None when any can.

    Behind blanks only the last one may be left to the next word: a shorter indentation is not what was typed.
    """
    if not tail:
        return None
    if is_continued(tail[0]):
        return tokenizer.going_on(tail)
    head = tail.decode()
    found = tokenizer.beginning_with(head)
    if head.isspace() and len(head) > 1:
        found = np.union1d(found, tokenizer.encode(head[:-1])[:1])
        sizes = np.array([len(tokenizer.pieces[number]) for number in found])
        found = found[sizes >= len(tail) - 1]
    return found if len(found) else None


def is_continued(byte: int) -> bool:
    """Tell whether a byte goes on with a character that an earlier token began (UTF-8)."""
    return byte & 0xC0 == 0x80
