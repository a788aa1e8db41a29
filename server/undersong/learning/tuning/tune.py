"""Tuning a base on texts while nobody works: a low-rank delta, within some minutes, that yields at once."""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from undersong.domain.errors import TooFewExamples
from undersong.learning.corpus.sequences import Manner, Sequences
from undersong.learning.language.adapter import FILE, adapter_bytes, apply_adapter, read_adapter
from undersong.learning.language.base import Base, read_base
from undersong.learning.language.lora import adapt, deltas_of
from undersong.learning.language.network import Network, network_of
from undersong.learning.language.tokens import tokenizer
from undersong.learning.tuning.attention import mix_by_parts
from undersong.learning.tuning.making import encoder, marks_of, probe_loss, probes_of
from undersong.learning.tuning.numbers import quickest
from undersong.learning.tuning.trainer import MODEL, Plan, Trainer

Adapter = Mapping[str, NDArray[Any]]
# Half of what the release was tuned with: of a function's surroundings that is enough, and a step takes half as long.
LENGTH = 256
RANK = 8
# Texts kept out to tell the loss before and after; so many sequences of them.
HELD_ONE_IN, PROBES = 20, 8
LEAST_TEXTS = 2
CHECKPOINT = "reached.pt"


@dataclass(frozen=True, slots=True)
class Tuned:
    """What tuning brought.

    Parameters
    ----------
    adapter
        A file as the join takes it: all that the tuned model differs from its base by, the shipped delta included.
    tokens
        Tokens learned from, each time counted.
    loss_before, loss_after
        Nats a token on texts that were kept out.
    """

    adapter: Path
    tokens: int
    loss_before: float
    loss_after: float


def tune(
    base: Path | Base,
    documents: Iterable[str],
    replay: Iterable[str],
    seconds: float,
    out: Path,
    should_stop: Callable[[], bool],
    *,
    shipped: Path | None = None,
    seed: int = 7,
    threads: int = 1,
) -> Tuned:
    """Learn from documents and replay for so many seconds, and write the adapter into the folder `out`.

    A run that was broken off goes on where it was if it finds the same `out`. `base` is the GGUF file or what was
    read of it, `shipped` the adapter that it serves with, from which tuning begins.

    Raises
    ------
    TrainingAbandoned
        `should_stop`, which is asked several times a second, said so; what was reached is kept in `out`.
    TooFewExamples
        There is nothing to learn from.
    """
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    base = read_base(base) if isinstance(base, Path) else base
    texts, held = _parted([*documents, *replay], seed)
    before = read_adapter(shipped) if shipped else {}
    network = _network(base, before)
    encode, marks = encoder(tokenizer(base.tokens, base.merges, base.specials)), marks_of(base)
    probes = probes_of(held, encode, marks, LENGTH, PROBES)
    loss_before = probe_loss(network, probes)
    sequences = Sequences(texts, encode, marks, Manner(LENGTH), seed)
    trained = Trainer(network, sequences.at, Plan(seconds=seconds), out / CHECKPOINT).run(should_stop)
    path = out / FILE
    path.write_bytes(adapter_bytes(_added(before, deltas_of(network))))
    return Tuned(path, trained.tokens, loss_before, probe_loss(network, probes))


def _parted(texts: Sequence[str], seed: int) -> tuple[list[str], list[str]]:
    """Return the texts to learn from and those to probe with."""
    if len(texts) < LEAST_TEXTS:
        raise TooFewExamples(f"{MODEL} (texts)", len(texts), LEAST_TEXTS)
    order = list(texts)
    random.Random(seed).shuffle(order)
    held = max(1, len(order) // HELD_ONE_IN)
    return order[held:], order[:held]


def _network(base: Base, adapter: Adapter) -> Network:
    """Return the base with what it serves with worked in, a new delta beside it, in the quickest numbers."""
    deltas = {name: values for name, values in adapter.items() if not name.endswith(".smooth")}
    network = network_of(base.shape, apply_adapter(base.shape, base.weights, deltas)).to(quickest())
    for block in network.blocks:
        block.mix = mix_by_parts
    adapt(network, RANK)
    return network


def _added(before: Adapter, after: Adapter) -> dict[str, NDArray[Any]]:
    """Return both deltas as one: their ranks side by side. Factors of smoothing stay as they are."""
    both: dict[str, NDArray[Any]] = dict(before)
    for name, values in after.items():
        axis = 0 if name.endswith(".a") else 1
        both[name] = np.concatenate([before[name], values], axis) if name in before else values
    return both
