"""A language model small enough to be read: it has seen one text and expects it again."""

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer as Trainable
from tokenizers import decoders, models, pre_tokenizers, trainers

from undersong.inference.language.tokenizer import Ids, Tokenizer

SEEN = (
    "import json\n\n\ndef load(path, encoding):\n    with open(path, encoding=encoding) as file:\n"
    "        return json.load(file)\n\n\ndef save(path, value):\n    with open(path, 'w') as file:\n"
    "        json.dump(value, file)\n"
)


def tokenizer_at(folder: Path, text: str = SEEN, size: int = 400) -> Tokenizer:
    """Train a byte-level tokenizer on a text and return it as it is read from a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Trainable(models.BPE())
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]
    )
    made.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=size, special_tokens=["<end>"], initial_alphabet=alphabet, show_progress=False
    )
    made.train_from_iterator([text], trainer)
    made.save(str(folder / "tokenizer.json"))
    return Tokenizer(folder)


class Remembering:
    """Stands in for `Memory`: expects what followed the last tokens in the text it has seen.

    `reads` counts calls, `tokens_read` tokens: what a real model would have had to work for.
    """

    def __init__(self, seen: Ids, vocabulary: int, positions: int = 1_024) -> None:
        self._seen, self._vocabulary, self.positions = seen, vocabulary, positions
        self.ids: Ids = np.zeros(0, np.int64)
        self.reads = self.tokens_read = 0

    def shared(self, ids: Ids) -> int:
        most = min(len(ids), len(self.ids))
        differs = np.flatnonzero(ids[:most] != self.ids[:most])
        return int(differs[0]) if differs.size else most

    def cut(self, length: int) -> None:
        self.ids = self.ids[:length]

    def forget(self) -> None:
        self.cut(0)

    def read(self, ids: Ids, answers: int = 1) -> np.ndarray:
        if not len(ids) or len(self.ids) + len(ids) > self.positions:
            raise ValueError("does not fit")
        self.reads, self.tokens_read = self.reads + 1, self.tokens_read + len(ids)
        self.ids = np.concatenate([self.ids, ids])
        ends = range(len(self.ids) - answers + 1, len(self.ids) + 1)
        return np.array([self._logits(self.ids[:end]) for end in ends], np.float32)

    def _logits(self, before: Ids) -> np.ndarray:
        logits = np.zeros(self._vocabulary, np.float32)
        for length in (1, 2, 3, 4):
            context = before[-length:]
            for place in range(length, len(self._seen)):
                if len(context) == length and (self._seen[place - length : place] == context).all():
                    logits[self._seen[place]] += 4.0**length / 8
        return logits


class RememberingModel:
    """Stands in for `LanguageModel`."""

    def __init__(self, folder: Path, text: str = SEEN, positions: int = 1_024) -> None:
        self.tokenizer = tokenizer_at(folder, text)
        self._seen, self.positions = self.tokenizer.encode(text), positions
        self.memories: dict[str, Remembering] = {}

    def memory(self, document: str) -> Remembering:
        return self.memories.setdefault(document, Remembering(self._seen, len(self.tokenizer.pieces), self.positions))

    def forget(self, document: str) -> None:
        self.memories.pop(document, None)
