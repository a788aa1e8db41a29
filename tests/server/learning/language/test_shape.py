import pytest

from undersong.learning.language.shape import Shape, weight

SIZES = {"layers": 30, "width": 576, "heads": 9, "kv_heads": 3, "feed_forward": 1536, "vocabulary": 49152}


def test_the_base_has_its_135_million_parameters() -> None:
    assert Shape(**SIZES).parameters == 134_515_008


@pytest.mark.parametrize(
    "changes", [{"heads": 7}, {"kv_heads": 2}, {"width": 600, "heads": 10}, {"feed_forward": 1500}, {"heads": 192}]
)
def test_sizes_that_no_graph_can_have_are_refused(changes: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"divide|multiples"):
        Shape(**{**SIZES, **changes})


def test_queries_keys_and_values_lie_in_one_matrix() -> None:
    shape = Shape(**SIZES)

    assert shape.sizes("qkv") == (576 + 2 * 192, 576)
    assert weight(29, "qkv") == "blocks.29.qkv.weight"
