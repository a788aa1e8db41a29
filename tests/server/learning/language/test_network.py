import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the training environment")
pytestmark = pytest.mark.train

import torch  # noqa: E402

from undersong.learning.language.lora import Adapted, adapt, deltas_of  # noqa: E402
from undersong.learning.language.network import Network, network_of, turn, weights_of  # noqa: E402
from undersong.learning.language.rotary import rotary  # noqa: E402
from undersong.learning.language.shape import Shape  # noqa: E402

SHAPE = Shape(layers=2, width=64, heads=4, kv_heads=2, feed_forward=96, vocabulary=80, positions=32)
IDS = torch.arange(20)[None] * 3 % 80


@pytest.fixture
def network() -> Network:
    torch.manual_seed(3)
    return Network(SHAPE).eval()


def test_a_network_has_the_parameters_of_its_sizes(network: Network) -> None:
    assert sum(parameter.numel() for parameter in network.parameters()) == SHAPE.parameters


def test_weights_go_out_and_come_back(network: Network) -> None:
    again = network_of(SHAPE, weights_of(network))

    assert torch.equal(again(IDS), network(IDS))


def test_what_comes_later_changes_nothing_before_it(network: Network) -> None:
    changed = IDS.clone()
    changed[0, 12:] = 7

    before, after = network(IDS)[0], network(changed)[0]

    assert torch.allclose(before[:12], after[:12], atol=1e-5)
    assert not torch.allclose(before[12:], after[12:], atol=1e-3)


def test_what_a_query_finds_depends_on_the_distance_alone() -> None:
    cosines, sines = (torch.from_numpy(table) for table in rotary(SHAPE))
    query, key = torch.randn(2, 1, SHAPE.head_width)

    def product(at: int, other: int) -> float:
        turned = [turn(one, (cosines[place], sines[place])) for one, place in ((query, at), (key, other))]
        return float((turned[0] * turned[1]).sum())

    assert product(9, 4) == pytest.approx(product(25, 20), abs=1e-4)
    assert product(9, 4) != pytest.approx(product(9, 8), abs=1e-4)


def test_an_adapted_network_begins_as_its_base_and_trains_the_deltas_alone(network: Network) -> None:
    before, weights = network(IDS), weights_of(network)

    trained = adapt(network, rank=4)

    assert torch.equal(network(IDS), before)
    assert sum(one.numel() for one in trained) == 2 * 4 * sum(sum(SHAPE.sizes(part)) for part in PARTS)
    network(IDS).sum().backward()
    assert all(parameter.grad is None for parameter in network.parameters() if not parameter.requires_grad)
    assert weights_of(network).keys() == weights.keys()


PARTS = ("qkv", "output", "gate_up", "down")


def test_weights_of_an_adapted_network_hold_its_deltas(network: Network) -> None:
    bare = weights_of(network)
    adapt(network, rank=4, scale=3.0)
    for module in network.modules():
        if isinstance(module, Adapted):
            torch.nn.init.normal_(module.b)

    merged, kept = weights_of(network), deltas_of(network)

    assert torch.allclose(network_of(SHAPE, merged)(IDS), network(IDS), atol=1e-3)
    added = kept["blocks.1.down.b"].astype(np.float32) @ kept["blocks.1.down.a"].astype(np.float32)
    assert np.abs(merged["blocks.1.down.weight"] - bare["blocks.1.down.weight"] - added).max() < 0.02
    assert {values.dtype for values in kept.values()} == {np.dtype(np.float16)}
