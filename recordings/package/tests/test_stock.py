from larder.item import Item
from larder.stock import Stock, stock_from_rows


def test_the_same_thing_is_put_together():
    stock = stock_from_rows([("flour", 200, "g")])
    stock.put_away(Item("flour", 300, "g"))
    assert stock.items == [Item("flour", 500, "g")]


def test_a_name_is_found_whatever_its_case():
    stock = stock_from_rows([("Flour", 200, "g"), ("milk", 1, "l")])
    assert [item.amount for item in stock.find_items("flour")] == [200]


def test_the_oldest_is_taken_first():
    stock = Stock([Item("egg", 2, "piece"), Item("egg", 6, "piece", shelf="fridge")])
    assert stock.take_out("egg", 3) == 0
    assert stock.items == [Item("egg", 5, "piece", shelf="fridge")]


def test_what_is_not_there_is_not_taken():
    assert stock_from_rows([("egg", 2, "piece")]).take_out("egg", 5) == 3


def test_shelves_are_told_in_order():
    stock = Stock([Item("egg", 2, "piece", shelf="fridge"), Item("salt", 1, "kg", shelf="cupboard")])
    assert stock.shelf_names() == ["cupboard", "fridge"]
