"""A network that has learned something, and its graphs."""

import json

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the training environment")
pytestmark = pytest.mark.train

import onnx  # noqa: E402
import torch  # noqa: E402
from torch.nn import functional  # noqa: E402

from undersong.learning.language.graph import SHAPE as PROPERTY  # noqa: E402
from undersong.learning.language.graph import build  # noqa: E402
from undersong.learning.language.network import Network, weights_of  # noqa: E402
from undersong.learning.language.parity import Reader, compare  # noqa: E402
from undersong.learning.language.quantize import EIGHT, FLOAT, Kind, Precision  # noqa: E402
from undersong.learning.language.shape import Shape  # noqa: E402

SHAPE = Shape(layers=4, width=128, heads=4, kv_heads=2, feed_forward=384, vocabulary=4096, positions=128)


def counting(rows: int, length: int = 64) -> torch.Tensor:
    """Return texts in which each token is the one before plus a step that the text keeps."""
    start, step = torch.randint(0, 4096, (rows, 1)), torch.randint(1, 4, (rows, 1))
    return (start + step * torch.arange(length)) % 200


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(6)
    network = Network(SHAPE)
    optimizer = torch.optim.AdamW(network.parameters(), 2e-3)
    for _ in range(50):
        ids = counting(8)
        logits = network(ids[:, :-1])
        optimizer.zero_grad()
        functional.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten()).backward()
        optimizer.step()
    return network.eval()


@pytest.fixture(scope="module")
def ids() -> np.ndarray:
    return np.random.default_rng(8).integers(0, 200, 60)


@pytest.fixture(scope="module")
def eight(network: Network) -> onnx.ModelProto:
    return build(SHAPE, weights_of(network))


def test_the_toy_has_more_than_a_million_parameters() -> None:
    assert 1e6 < SHAPE.parameters < 2e6


def test_the_graph_in_float_says_what_the_network_says(network: Network, ids: np.ndarray) -> None:
    found = compare(network, build(SHAPE, weights_of(network), FLOAT), ids)

    assert found.difference < 1e-3
    assert found.agreement == 1


def test_eight_bits_cost_next_to_nothing(network: Network, eight: onnx.ModelProto) -> None:
    found = compare(network, eight, counting(1)[0].numpy())

    assert found.agreement >= 0.95
    assert abs(found.lost_nats) < 0.02


def test_a_graph_is_held_in_eight_bits_where_it_is_asked_to_be(eight: onnx.ModelProto, network: Network) -> None:
    small, large = len(eight.SerializeToString()), len(build(SHAPE, weights_of(network), FLOAT).SerializeToString())

    assert small < 0.4 * large
    assert small < 1.2 * SHAPE.parameters, "the embedding and the head are one matrix in the file"


@pytest.mark.parametrize("precision", [FLOAT, EIGHT, Precision(Kind.BLOCKS, Kind.BLOCKS, Kind.FLOAT)])
def test_reading_piece_by_piece_says_what_reading_at_once_says(
    network: Network, ids: np.ndarray, precision: Precision
) -> None:
    model = build(SHAPE, weights_of(network), precision)
    whole = Reader(SHAPE, model, 96).read(ids)

    reader = Reader(SHAPE, model, 96)
    pieces = np.concatenate([reader.read(piece) for piece in np.split(ids, [32, 33, 34, 50])])

    # Inputs in eight bits share one scale a call, so that other pieces round otherwise.
    assert np.abs(pieces - whole).max() < (1e-3 if precision is FLOAT else 0.5)
    assert (pieces.argmax(1) == whole.argmax(1)).mean() >= (1 if precision is FLOAT else 0.9)


def test_only_the_places_that_are_kept_get_logits(eight: onnx.ModelProto, ids: np.ndarray) -> None:
    whole = Reader(SHAPE, eight, 64).read(ids)

    kept = Reader(SHAPE, eight, 64).read(ids, np.array([3, 59]))

    assert kept.shape == (2, 4096)
    assert np.allclose(kept, whole[[3, 59]], atol=1e-4)


def test_the_file_tells_its_sizes_and_its_ports(eight: onnx.ModelProto) -> None:
    said = {entry.key: entry.value for entry in eight.metadata_props}
    ports = {port.name for port in eight.graph.input}

    assert Shape(**json.loads(said[PROPERTY])) == SHAPE
    assert ports == {"ids", "seqlens", "total", "keep", *(f"p{kind}{layer}" for kind in "kv" for layer in range(4))}


def test_the_same_weights_give_the_same_bytes(network: Network, eight: onnx.ModelProto) -> None:
    assert build(SHAPE, weights_of(network)).SerializeToString() == eight.SerializeToString()
