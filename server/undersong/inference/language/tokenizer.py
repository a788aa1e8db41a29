"""Text into a language model's tokens and back, and which tokens may follow half a word."""

from bisect import bisect_left
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from undersong.domain.errors import ReleaseUnreadable

Ids = NDArray[np.int64]

FILE = "tokenizer.json"


class Tokenizer:
    """A byte-level tokenizer, as `tokenizers` saves it.

    Raises
    ------
    ReleaseUnreadable
        The folder holds none, or not one that can be read.
    """

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer as Saved

        try:
            self._saved = Saved.from_file(str(folder / FILE))
        except Exception as error:  # the library raises bare exceptions
            raise ReleaseUnreadable(folder.name, f"{FILE} cannot be read") from error
        # A file that holds the words "<filename>" holds these words, not the mark that is written so.
        self._saved.encode_special_tokens = True

    def encode(self, text: str) -> Ids:
        """Return the numbers of a text's tokens."""
        return np.array(self._saved.encode(text).ids, np.int64)

    @cached_property
    def pieces(self) -> list[bytes]:
        """What each token stands for; a token that is not text stands for nothing."""
        to_byte = {character: byte for byte, character in byte_characters().items()}
        size = self._saved.get_vocab_size(with_added_tokens=True)
        marks = set(self._saved.get_added_tokens_decoder())
        names = [self._saved.id_to_token(number) or "" for number in range(size)]
        return [
            b"" if number in marks else bytes(to_byte[letter] for letter in name if letter in to_byte)
            for number, name in enumerate(names)
        ]

    def text(self, ids: Ids) -> bytes:
        """Return the bytes that these tokens stand for; they may end within a character."""
        return b"".join(self.pieces[number] for number in ids)

    def beginning_with(self, head: str) -> Ids:
        """Return the tokens that may come when `head` is typed already.

        They begin with it; or they are the first token of what it is cut into, when it is cut into several.
        """
        found = self._longer(head.encode())
        first = self.encode(head)[:1]
        return found if np.isin(first, found).all() else np.concatenate([found, first])

    def going_on(self, tail: bytes) -> Ids:
        """Return the tokens that may come when the rest of a character, and what is behind it, is typed already.

        They begin with it; or they are the longest token that it begins with.
        """
        sorted_pieces, order = self._sorted
        found = self._longer(tail)
        for size in range(len(tail) - 1, 0, -1):
            place = bisect_left(sorted_pieces, tail[:size])
            if place < len(order) and sorted_pieces[place] == tail[:size]:
                return np.append(found, order[place])
        return found

    def _longer(self, head: bytes) -> Ids:
        """Return the tokens that begin with these bytes."""
        sorted_pieces, order = self._sorted
        return order[bisect_left(sorted_pieces, head) : bisect_left(sorted_pieces, head + b"\xff" * 8)]

    @cached_property
    def line_ends(self) -> NDArray[np.bool_]:
        """Whether each token holds the end of a line."""
        return np.array([b"\n" in piece for piece in self.pieces])

    @cached_property
    def _sorted(self) -> tuple[list[bytes], Ids]:
        order = sorted((number for number, piece in enumerate(self.pieces) if piece), key=self.pieces.__getitem__)
        return [self.pieces[number] for number in order], np.array(order, np.int64)


def byte_characters() -> dict[int, str]:
    """Return the printable character that byte-level tokenizers write for each byte (GPT-2's table)."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    return {byte: chr(byte) for byte in printable} | {byte: chr(256 + place) for place, byte in enumerate(others)}
