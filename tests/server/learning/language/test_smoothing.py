import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the training environment")
pytestmark = pytest.mark.train

import torch  # noqa: E402

from undersong.learning.language.calibration import measure_peaks  # noqa: E402
from undersong.learning.language.graph import build  # noqa: E402
from undersong.learning.language.network import Network, network_of, weights_of  # noqa: E402
from undersong.learning.language.parity import compare  # noqa: E402
from undersong.learning.language.shape import Shape, weight  # noqa: E402
from undersong.learning.language.smoothing import factors, smooth  # noqa: E402

SHAPE = Shape(layers=2, width=64, heads=4, kv_heads=2, feed_forward=128, vocabulary=96, positions=64)
IDS = torch.from_numpy(np.random.default_rng(2).integers(0, 96, (2, 48)))


@pytest.fixture(scope="module")
def uneven() -> Network:
    """A network in which a few channels are fifty times the rest, as in trained ones."""
    torch.manual_seed(4)
    network = Network(SHAPE)
    with torch.no_grad():
        for parameter in network.parameters():
            if parameter.ndim > 1:
                parameter.mul_(6)
        for block in network.blocks:
            block.attention_norm.weight[7] = block.feed_norm.weight[9] = 50
    return network.eval()


def test_peaks_are_of_every_matrix_and_leave_the_first_token_out(uneven: Network) -> None:
    peaks = measure_peaks(uneven, [IDS])

    assert len(peaks) == 2 * 4
    assert peaks["blocks.0.down"].shape == (128,)
    assert peaks["blocks.1.qkv"].argmax() == 7
    other_start = torch.cat([torch.full((2, 1), 5), IDS[:, 1:]], 1)
    assert np.allclose(measure_peaks(uneven, [other_start])["blocks.0.qkv"], peaks["blocks.0.qkv"])


def test_a_smoothed_network_says_the_same(uneven: Network) -> None:
    weights = weights_of(uneven)
    vectors = factors(SHAPE, weights, measure_peaks(uneven, [IDS]))

    smoothed = network_of(SHAPE, smooth(SHAPE, weights, vectors))

    with torch.no_grad():
        assert (smoothed(IDS) - uneven(IDS)).abs().max() < 1e-3
    assert not np.allclose(weights_of(smoothed)[weight(0, "qkv")], weights[weight(0, "qkv")])


def test_smoothing_brings_eight_bits_closer_to_float(uneven: Network) -> None:
    weights, ids = weights_of(uneven), IDS[0].numpy()
    vectors = factors(SHAPE, weights, measure_peaks(uneven, [IDS]))

    before = compare(uneven, build(SHAPE, weights), ids)
    after = compare(uneven, build(SHAPE, smooth(SHAPE, weights, vectors)), ids)

    assert after.difference < 0.6 * before.difference


def test_no_factors_change_nothing(uneven: Network) -> None:
    weights = weights_of(uneven)

    assert all(same is weights[name] for name, same in smooth(SHAPE, weights, {}).items())
