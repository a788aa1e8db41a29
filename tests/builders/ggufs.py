"""GGUF files as other programs write them: small, with every packing that is read."""

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ALIGNMENT = 32
F32, Q4_1, Q8_0 = 0, 3, 8
Matrix = tuple[np.ndarray, int]


def write_gguf(path: Path, values: Mapping[str, Any], matrices: Mapping[str, Matrix]) -> Path:
    """Write values, and matrices each with its packing; the packed bytes lose what the packing loses."""
    head = b"GGUF" + struct.pack("<IQQ", 3, len(matrices), len(values))
    head += b"".join(_text(name) + _value(value) for name, value in values.items())
    body = b""
    for name, (matrix, kind) in matrices.items():
        sizes = matrix.shape[::-1]
        head += _text(name) + struct.pack(f"<I{len(sizes)}Q", len(sizes), *sizes) + struct.pack("<IQ", kind, len(body))
        body += _padded(PACKERS[kind](matrix))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_padded(head) + body)
    return path


def llama_values(sizes: Mapping[str, Any], tokens: Sequence[str], merges: Sequence[str], marks: int) -> dict[str, Any]:
    """Return what the file of such a model says of itself; the first `marks` tokens stand for no text."""
    return {
        "general.architecture": "llama",
        **{f"llama.{name}": value for name, value in sizes.items()},
        "tokenizer.ggml.tokens": list(tokens),
        "tokenizer.ggml.token_type": [3] * marks + [1] * (len(tokens) - marks),
        "tokenizer.ggml.merges": list(merges),
        "tokenizer.ggml.eos_token_id": 0,
    }


def _text(text: str) -> bytes:
    return struct.pack("<Q", len(text.encode())) + text.encode()


def _value(value: Any) -> bytes:
    if isinstance(value, str):
        return struct.pack("<I", 8) + _text(value)
    if isinstance(value, list):
        kind = 8 if isinstance(value[0], str) else 5
        items = (_text(item) if kind == 8 else struct.pack("<i", item) for item in value)
        return struct.pack("<IIQ", 9, kind, len(value)) + b"".join(items)
    return struct.pack("<If", 6, value) if isinstance(value, float) else struct.pack("<II", 4, value)


def _padded(content: bytes) -> bytes:
    return content + bytes(-len(content) % ALIGNMENT)


def _f32(matrix: np.ndarray) -> bytes:
    return matrix.astype(np.float32).tobytes()


def _q8_0(matrix: np.ndarray) -> bytes:
    packed = b""
    for block in matrix.reshape(-1, 32):
        scale = np.float16(np.abs(block).max() / 127)
        packed += scale.tobytes() + np.round(block / np.float32(scale)).astype(np.int8).tobytes()
    return packed


def _q4_1(matrix: np.ndarray) -> bytes:
    packed = b""
    for block in matrix.reshape(-1, 32):
        least, scale = np.float16(block.min()), np.float16((block.max() - block.min()) / 15)
        steps = np.clip(np.round((block - np.float32(least)) / np.float32(scale)), 0, 15).astype(np.uint8)
        packed += scale.tobytes() + least.tobytes() + (steps[:16] | steps[16:] << 4).tobytes()
    return packed


PACKERS = {F32: _f32, Q4_1: _q4_1, Q8_0: _q8_0}
