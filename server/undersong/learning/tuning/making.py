"""A network with all that it takes to train, judge and export it: of nothing, or a base with a delta beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from undersong.inference.language.model import FILE as MODEL_FILE
from undersong.inference.language.tokenizer import FILE as TOKENS_FILE
from undersong.learning.corpus.sequences import SMOLLM2, Manner, Marks, Piece, Sequences
from undersong.learning.corpus.tokenizer import MARKS, train_tokenizer
from undersong.learning.language.adapter import FILE as ADAPTER_FILE
from undersong.learning.language.adapter import adapter_bytes
from undersong.learning.language.base import Base
from undersong.learning.language.calibration import measure_peaks
from undersong.learning.language.graph import build
from undersong.learning.language.lora import adapt, deltas_of
from undersong.learning.language.network import Network, network_of, weights_of
from undersong.learning.language.shape import Shape
from undersong.learning.language.smoothing import factors, smooth
from undersong.learning.language.tokens import tokenizer
from undersong.learning.tuning.attention import mix_by_parts
from undersong.learning.tuning.numbers import quickest
from undersong.learning.tuning.trainer import loss_of

if TYPE_CHECKING:
    from undersong.learning.recipes.completion import CompletionConfig

# Sequences that tell how large inputs become: a few thousand tokens.
PEAK_SEQUENCES = 12


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a run works with; `numbers` is what its products are reckoned in."""

    network: Network
    tokens: Tokenizer
    marks: Marks
    draw: Callable[[int], Piece]
    probes: Sequence[Piece]
    numbers: torch.dtype
    is_adapter: bool

    def loss(self) -> float:
        """Return the loss on what was kept out (nats a token)."""
        return probe_loss(self.network, self.probes)

    def export(self, out: Path) -> None:
        """Write the model as it serves: smoothed, in eight bits, with its tokenizer; and the adapter, if it is one."""
        weights, shape = weights_of(self.network), self.network.shape
        exact = network_of(shape, weights)
        samples = (torch.tensor([self.draw(number).ids[:-1]]) for number in range(PEAK_SEQUENCES))
        found = factors(shape, weights, measure_peaks(exact, samples))
        (out / MODEL_FILE).write_bytes(build(shape, smooth(shape, weights, found)).SerializeToString())
        (out / TOKENS_FILE).write_text(self.tokens.to_str(), "utf-8")
        if self.is_adapter:
            adapter: dict[str, NDArray[Any]] = {**deltas_of(self.network), **found}
            (out / ADAPTER_FILE).write_bytes(adapter_bytes(adapter))


def prepared(config: "CompletionConfig", learned: Sequence[str], judged: Sequence[str], base: Base | None) -> Workshop:
    """Return what a run of this config works with; the same seed gives the same."""
    torch.manual_seed(config.seed)
    numbers = quickest()
    if base is None:
        tokens, marks = train_tokenizer(learned, config.vocabulary), MARKS
        network = Network(_shape(config, tokens.get_vocab_size()))
    else:
        tokens, marks = tokenizer(base.tokens, base.merges, base.specials), marks_of(base)
        network = network_of(base.shape, base.weights).to(numbers)
        adapt(network, config.rank)
    for block in network.blocks:
        block.mix = mix_by_parts
    encode, manner = encoder(tokens), config.manner
    drawn = Sequences(learned, encode, marks, manner, config.seed)
    probes = probes_of(judged, encode, marks, manner.length, config.probes)
    return Workshop(network, tokens, marks, drawn.at, probes, numbers, base is not None)


def encoder(tokens: Tokenizer) -> Callable[[str], list[int]]:
    """Return what cuts a text into ids; a text that spells a mark stays text."""
    tokens.encode_special_tokens = True
    return lambda text: list(tokens.encode(text, add_special_tokens=False).ids)


def marks_of(base: Base) -> Marks:
    """Return the marks that releases are tuned with; a base that has not so many has only its end."""
    return SMOLLM2 if len(base.specials) > SMOLLM2.suffix else Marks(base.end, base.end, base.end, base.end)


def probes_of(
    texts: Sequence[str], encode: Callable[[str], list[int]], marks: Marks, length: int, count: int
) -> list[Piece]:
    """Return sequences to judge with, always the same."""
    drawn = Sequences(texts, encode, marks, Manner(length, middles=0.0), seed=0)
    return [drawn.at(number) for number in range(count)]


def probe_loss(network: Network, probes: Sequence[Piece]) -> float:
    """Return the mean loss (nats a token)."""
    with torch.no_grad():
        return float(np.mean([loss_of(network, [probe]).item() for probe in probes]))


def _shape(config: "CompletionConfig", vocabulary: int) -> Shape:
    return Shape(
        layers=config.layers,
        width=config.width,
        heads=config.heads,
        kv_heads=config.kv_heads,
        feed_forward=config.feed_forward,
        vocabulary=vocabulary,
        positions=2048,
    )
