"""What an exported model writes on its own, and how often that is what came: no repository, no gate."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from undersong.inference.language.model import LanguageModel
from undersong.learning.corpus.cuts import Block, Cut, is_exact, token_of

# Of what stands before: some 450 tokens. It begins at a multiple of the step, so that a key more only appends.
CONTEXT_CHARS, STEP_CHARS = 1_600, 800
MOST_TOKENS = 40


@dataclass(frozen=True, slots=True)
class Completed:
    """How a model did on cuts.

    Parameters
    ----------
    exact
        For each cut: whether the first line is the rest of the real one.
    next_token
        For each: whether the first token is right.
    times_ms
        For each: until the line was there, each time from nothing.
    """

    exact: tuple[bool, ...]
    next_token: tuple[bool, ...]
    times_ms: tuple[float, ...]

    @property
    def line_share(self) -> float:
        """The share of exact lines, 0 to 1."""
        return sum(self.exact) / max(1, len(self.exact))


class Completer:
    """Writes the most likely line, token by token.

    Parameters
    ----------
    folder
        Holds ``model.onnx`` and ``tokenizer.json``.
    start
        The id that stands before all text; None where the model knows none.
    """

    def __init__(self, folder: Path, start: int | None = None, threads: int = 1) -> None:
        self._model = LanguageModel(folder, threads)
        self._memory, self._start = self._model.memory("cuts"), start

    def line(self, before: str) -> str:
        """Return the rest of the line."""
        tokenizer, memory = self._model.tokenizer, self._memory
        ids = tokenizer.encode(_near(before))[-(self._model.positions - MOST_TOKENS - 2) :]
        ids = ids if self._start is None else np.concatenate([[self._start], ids])
        ids, half = ids[:-1], ids[-1:]
        head = tokenizer.text(half)
        memory.cut(min(memory.shared(ids), len(ids) - 1))
        logits = memory.read(ids[len(memory.ids) :])[-1]
        allowed = tokenizer.beginning_with(head.decode(errors="ignore"))
        chosen = int(allowed[logits[allowed].argmax()]) if len(allowed) else int(half[0])
        written = tokenizer.pieces[chosen]
        for _ in range(MOST_TOKENS):
            if b"\n" in written[len(head) :] or not tokenizer.pieces[chosen]:
                break
            chosen = int(memory.read(np.array([chosen]))[-1].argmax())
            written += tokenizer.pieces[chosen]
        return written[len(head) :].split(b"\n")[0].decode(errors="ignore")

    def forget(self) -> None:
        """Begin from nothing the next time."""
        self._memory.forget()


def complete(completer: Completer, cuts: Sequence[Cut]) -> Completed:
    """Return how a model does on cuts."""
    exact, right, times = list[bool](), list[bool](), list[float]()
    for cut in cuts:
        completer.forget()
        begun = time.perf_counter()
        line = completer.line(cut.before)
        times.append((time.perf_counter() - begun) * 1_000)
        exact.append(is_exact(line, cut.rest))
        right.append(bool(line.strip()) and token_of(line) == token_of(cut.rest))
    return Completed(tuple(exact), tuple(right), tuple(times))


def chars_saved(completer: Completer, blocks: Sequence[Block]) -> float:
    """Return the share of characters that a person who takes every right suggestion never types.

    The model is asked at each token; a suggestion counts if the line goes on with it. Indentation is not counted.
    """
    typed = total = 0
    for block in blocks:
        before = block.before
        for line in block.lines:
            indent = len(line) - len(line.lstrip())
            typed += _typed(completer, before, line, indent)
            total += len(line) - indent
            before += f"{line}\n"
    return 1 - typed / max(1, total)


def _typed(completer: Completer, before: str, line: str, at: int) -> int:
    typed = 0
    while at < len(line):
        said = completer.line(before + line[:at]).rstrip()
        if len(said.strip()) > 1 and line.startswith(said, at):
            at += len(said)
            continue
        rest = line[at:]
        step = len(rest) - len(rest.lstrip()) or len(token_of(rest))
        typed += step
        at += step
    return typed


def _near(before: str) -> str:
    """Return the last 800 to 1,600 characters, from the beginning of a line."""
    if len(before) <= CONTEXT_CHARS:
        return before
    begin = len(before) - CONTEXT_CHARS
    begin = -(-begin // STEP_CHARS) * STEP_CHARS
    line = before.find("\n", begin)
    return before[line + 1 :] if 0 <= line < len(before) - 1 else before[begin:]
