"""From the text around the cursor to a suggestion of the language model and all that stands beside it."""

import math
import time
from collections.abc import Callable
from dataclasses import replace

from undersong.domain.suggestion import Context, Signals, Silence, Suggestion
from undersong.inference.language.model import LanguageModel
from undersong.suggestions.neural.blocks import least_indent, whole_block
from undersong.suggestions.neural.corpus import Corpus
from undersong.suggestions.neural.decoding import Decoded, Decoder, Limits, Sources
from undersong.suggestions.neural.drafting import Drafting
from undersong.suggestions.neural.ending import Step, first_word, text_of, worth_showing
from undersong.suggestions.neural.healing import open_tail
from undersong.suggestions.neural.reading import Pace, Reading
from undersong.suggestions.neural.stream import TokenStream
from undersong.suggestions.neural.surroundings import Marks, header
from undersong.suggestions.neural.weights import Weights
from undersong.suggestions.tokens.file_tokens import FileTokens

# Characters of a long document that are cut into tokens at all: what is further away is left to the repository.
REACH = 60_000


class Engine:
    """Suggests with one language model.

    Parameters
    ----------
    model
        Runs the release.
    release
        Its name, as suggestions carry it.
    marks
        The tokens that stand for no text.
    """

    def __init__(self, model: LanguageModel, release: str, marks: Marks | None = None) -> None:
        self.model, self.release, self._marks = model, release, marks or Marks()
        self.stream = TokenStream(model.tokenizer)
        self._file = FileTokens(self.stream.line_ends)
        self._pace = Pace()
        self._readings: dict[int, Reading] = {}

    def suggest(
        self, context: Context, repository: Corpus, weights: Weights, limits: Limits, should_stop: Callable[[], bool]
    ) -> Suggestion | Silence:
        """Return the likeliest continuation at the cursor, or why there is none."""
        begun = time.perf_counter()
        tail = open_tail(context.prefix)
        firm = context.prefix[: len(context.prefix) - len(tail)]
        before = self.stream.encode(firm[-REACH:])
        self._file.edit(before, self.stream.encode(context.suffix[:REACH]))
        reading = self._reading(context.path)
        row = reading.read(before, header(self._marks, self.stream, context.suffix), should_stop)
        if row is None:
            return Silence("the text moved on")
        if (time.perf_counter() - begun) * 1000 > limits.line_ms:
            limits = replace(limits, line_ms=2 * limits.line_ms)  # after a jump one waits anyway: not for half a line
        drafting = Drafting(reading.memory, (self._file, repository))
        decoder = Decoder(self.model.tokenizer, Sources(self._file, repository, weights), drafting, before)
        line = context.prefix.rsplit("\n", 1)[-1]
        goes_on = lambda text: least_indent(line, text.split("\n", 1)[0]) is not None  # noqa: E731
        found = decoder.decode(row, tail.encode(), limits, should_stop, goes_on)
        if found.was_stopped:
            return Silence("the text moved on")
        return self._offered(line, found, (time.perf_counter() - begun) * 1000)

    def forget(self, path: str) -> None:
        """Let go of a document that was closed."""
        self.model.forget(path)

    def _reading(self, path: str) -> Reading:
        memory = self.model.memory(path)
        if id(memory) not in self._readings or self._readings[id(memory)].path != path:
            self._readings[id(memory)] = Reading(memory, path, self._pace)
        return self._readings[id(memory)]

    def _offered(self, line: str, found: Decoded, latency_ms: float) -> Suggestion | Silence:
        """Return the head that is worth most; a block that ends clearly when its first line is worth most whole."""
        first = found.steps[: found.ends[0]] if found.ends else found.steps
        count, chance = worth_showing(first, bool(found.ends), b"" if found.ends else found.follower)
        text = text_of(first[:count]).split("\n", 1)[0].rstrip("\r\n") if count else ""
        if not text.strip():
            return Silence("nothing to add to this line" if count else "not sure enough")
        shown = first[:count]
        if found.ends and count == len(first):
            indent = least_indent(line, text)
            block = whole_block(found.text, indent) if indent is not None else None
            if block is not None and "\n" in block:
                text, shown = block, found.steps
                chance = math.prod(step.chance for step in shown)
            text = text.rstrip()
        source = "both" if any(step.is_known for step in shown) else "model"
        return Suggestion(text, chance, source, self.release, (), latency_ms, signals_of(shown), first_word(shown))


def signals_of(steps: list[Step], longest: int = 0) -> Signals:
    """Return how these steps came about."""
    logs = [math.log(max(step.chance, 1e-6)) for step in steps]
    doubts = [step.doubt for step in steps]
    slope = (doubts[-1] - doubts[0]) / (len(doubts) - 1) if len(doubts) > 1 else 0.0
    known = sum(step.is_known for step in steps) / len(steps)
    return Signals(sum(logs) / len(logs), min(logs), steps[0].margin, slope, known, len(steps), longest)
