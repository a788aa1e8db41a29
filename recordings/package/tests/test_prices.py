from larder.prices import PriceBook, format_price, parse_price


def test_prices_follow_the_amount():
    book = PriceBook()
    book.set_price("flour", 100, 1, "kg")
    assert book.item_price("flour", 250, "g") == 25


def test_only_known_prices_are_added():
    book = PriceBook({"flour": 0.1})
    missing = {"flour": (150, "g"), "egg": (2, "piece")}
    assert book.total_price(missing) == 15
    assert book.unknown_names(missing) == ["egg"]


def test_prices_are_read_and_written():
    assert parse_price("2.49") == 249
    assert format_price(205) == "2.05"
