"""A base in its package and an adapter in a product, small enough to be joined in a test."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from builders.ggufs import F32, llama_values, write_gguf
from undersong.inference.language.tokenizer import byte_characters
from undersong.learning.language.adapter import adapter_bytes
from undersong.learning.language.base import OUTER, PARTS
from undersong.learning.language.shape import Shape, weight
from undersong.registry.manifest import fingerprint

MARKS = ("<end>", "<prefix>")
MERGES = ("d e", "de f")
TOKENS = (*MARKS, *byte_characters().values(), "de", "def")
SHAPE = Shape(layers=2, width=64, heads=4, kv_heads=2, feed_forward=96, vocabulary=len(TOKENS), positions=256)
FILE = "package/toy.gguf"


def base_at(folder: Path, seed: int = 1) -> dict[str, np.ndarray]:
    """Write a base as its package holds it; return its weights under our names."""
    random = np.random.default_rng(seed)
    theirs, ours = {}, {}
    for name, source in OUTER.items():
        sizes = (SHAPE.vocabulary, SHAPE.width) if name.startswith("embedding") else (SHAPE.width,)
        ours[name] = random.normal(size=sizes).astype(np.float32)
        theirs[source] = (ours[name], F32)
    for layer in range(SHAPE.layers):
        for part, sources in PARTS.items():
            rows = {source: _rows(source, random) for source in sources}
            theirs |= {f"blk.{layer}.{source}.weight": (matrix, F32) for source, matrix in rows.items()}
            ours[weight(layer, part)] = np.concatenate(list(rows.values()))
    write_gguf(folder / FILE, llama_values(_sizes(), TOKENS, MERGES, len(MARKS)), theirs)
    return ours


def adapter_at(models: Path, base: Path, arrays: Mapping[str, np.ndarray], version: str = "1.0.0") -> None:
    """Write an adapter for the base in a folder, as a product ships it."""
    folder = models / "completion"
    folder.mkdir(parents=True, exist_ok=True)
    content = adapter_bytes(arrays)
    (folder / "adapter.npz").write_bytes(content)
    said = {
        "model": "completion",
        "version": version,
        "created_ms": 0,
        "files": {"adapter.npz": hashlib.sha256(content).hexdigest()},
        "features": [],
        "schema": fingerprint(()),
        "dataset": {"base": {"file": FILE, "sha256": hashlib.sha256((base / FILE).read_bytes()).hexdigest()}},
    }
    (folder / "manifest.json").write_text(json.dumps(said))


def deltas(rank: int = 2, seed: int = 2) -> dict[str, np.ndarray]:
    """Return a delta for one matrix of each block, as training leaves them."""
    random, (outputs, inputs) = np.random.default_rng(seed), SHAPE.sizes("qkv")
    found = {}
    for layer in range(SHAPE.layers):
        found[f"blocks.{layer}.qkv.a"] = random.normal(size=(rank, inputs)).astype(np.float16)
        found[f"blocks.{layer}.qkv.b"] = random.normal(scale=0.1, size=(outputs, rank)).astype(np.float16)
    return found


def _rows(source: str, random: np.random.Generator) -> np.ndarray:
    sizes = {
        "attn_norm": (SHAPE.width,),
        "ffn_norm": (SHAPE.width,),
        "attn_q": (SHAPE.width, SHAPE.width),
        "attn_k": (SHAPE.kv_width, SHAPE.width),
        "attn_v": (SHAPE.kv_width, SHAPE.width),
        "attn_output": (SHAPE.width, SHAPE.width),
        "ffn_gate": (SHAPE.feed_forward, SHAPE.width),
        "ffn_up": (SHAPE.feed_forward, SHAPE.width),
        "ffn_down": (SHAPE.width, SHAPE.feed_forward),
    }[source]
    return (random.normal(size=sizes) * 0.1 + (len(sizes) == 1)).astype(np.float32)


def _sizes() -> dict[str, float]:
    return {
        "block_count": SHAPE.layers,
        "embedding_length": SHAPE.width,
        "attention.head_count": SHAPE.heads,
        "attention.head_count_kv": SHAPE.kv_heads,
        "feed_forward_length": SHAPE.feed_forward,
        "vocab_size": SHAPE.vocabulary,
        "rope.freq_base": SHAPE.rope_theta,
        "context_length": SHAPE.positions,
        "attention.layer_norm_rms_epsilon": SHAPE.epsilon,
    }
