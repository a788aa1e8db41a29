from undersong.source.shapes import FIRST_BREAK, KEPT, shape_of


def test_names_of_one_way_of_writing_share_a_shape() -> None:
    assert shape_of("response") == shape_of("request_count")
    assert len({shape_of(word) for word in ("lower", "Camel", "UPPER", "_own", "__dunder__", "'s'", 'f"s"', "12")}) == 8


def test_keywords_and_operators_keep_their_own_shape() -> None:
    shapes = {shape_of(word) for word in KEPT}

    assert len(shapes) == len(set(KEPT))


def test_every_shape_fits_a_byte_beside_the_line_breaks() -> None:
    assert FIRST_BREAK + 16 <= 256
