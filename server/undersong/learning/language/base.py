"""The base model: the weights that a tuned model starts from, out of the package that carries them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from undersong.domain.errors import BadInput, NotThere
from undersong.learning.language.gguf import Gguf, read_gguf
from undersong.learning.language.shape import Shape, weight

Array = NDArray[Any]
# Our part → the matrices of the file that lie one under the other in it.
PARTS = {
    "attention_norm": ("attn_norm",),
    "qkv": ("attn_q", "attn_k", "attn_v"),
    "output": ("attn_output",),
    "feed_norm": ("ffn_norm",),
    "gate_up": ("ffn_gate", "ffn_up"),
    "down": ("ffn_down",),
}
OUTER = {"embedding.weight": "token_embd.weight", "norm.weight": "output_norm.weight"}


@dataclass(frozen=True, slots=True)
class Base:
    """A model's sizes, weights and tokens."""

    shape: Shape
    weights: Mapping[str, Array]
    """Float32 under the names of `shape.weight`."""
    tokens: tuple[str, ...]
    merges: tuple[str, ...]
    specials: tuple[str, ...]
    """Tokens that stand for no text, such as the end of one."""
    end: int
    """The id of the token that ends a text."""


def read_base(path: Path, sha256: str | None = None) -> Base:
    """Return the base in a GGUF file.

    Raises
    ------
    NotThere
        There is no such file.
    BadInput
        It is not the file of that digest, or none that can be read.
    """
    if not path.is_file():
        raise NotThere(str(path), "`node scripts/setup.mjs` fetches it")
    if sha256 is not None and digest(path) != sha256:
        raise BadInput(str(path), "is not the file that the adapter was made for", "remove it and set up again")
    file = read_gguf(path)
    shape, tokens = _shape(file.values), file.values["tokenizer.ggml.tokens"]
    specials = tuple(token for token, kind in zip(tokens, _kinds(file), strict=True) if kind == CONTROL)
    merges, end = tuple(file.values["tokenizer.ggml.merges"]), int(file.values["tokenizer.ggml.eos_token_id"])
    return Base(shape, _weights(file, shape), tuple(tokens), merges, specials, end)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# Kind of a token that is a mark, not text.
CONTROL = 3


def _kinds(file: Gguf) -> list[int]:
    kinds: list[int] = file.values["tokenizer.ggml.token_type"]
    return kinds


def _shape(values: Mapping[str, Any]) -> Shape:
    said = {name.removeprefix("llama."): value for name, value in values.items() if name.startswith("llama.")}
    return Shape(
        layers=said["block_count"],
        width=said["embedding_length"],
        heads=said["attention.head_count"],
        kv_heads=said["attention.head_count_kv"],
        feed_forward=said["feed_forward_length"],
        vocabulary=said["vocab_size"],
        rope_theta=said["rope.freq_base"],
        positions=said["context_length"],
        epsilon=round(said["attention.layer_norm_rms_epsilon"], 9),  # written in single precision
    )


def _weights(file: Gguf, shape: Shape) -> dict[str, Array]:
    weights = {name: file.matrices[theirs]() for name, theirs in OUTER.items()}
    for layer in range(shape.layers):
        for part, theirs in PARTS.items():
            rows = [file.matrices[f"blk.{layer}.{name}.weight"]() for name in theirs]
            weights[weight(layer, part)] = np.concatenate(rows) if len(rows) > 1 else rows[0]
    return weights
