from larder.recipe import parse_recipe
from larder.shopping import can_cook, missing_needs, shopping_list, tick_off
from larder.stock import stock_from_rows

PANCAKES = parse_recipe("pancakes", 2, "250 g flour\n500 ml milk\n2 piece egg")


def test_nothing_is_missing_from_a_full_larder():
    stock = stock_from_rows([("flour", 500, "g"), ("milk", 600, "ml"), ("egg", 6, "piece")])
    assert can_cook(PANCAKES, stock)


def test_what_is_missing_is_told_with_its_amount():
    stock = stock_from_rows([("flour", 100, "g"), ("milk", 600, "ml")])
    assert missing_needs(PANCAKES, stock) == {"flour": (150, "g"), "egg": (2, "piece")}


def test_the_shopping_list_is_in_order():
    assert shopping_list(PANCAKES, stock_from_rows([])) == ["2 piece egg", "250 g flour", "500 ml milk"]


def test_a_line_is_ticked_off():
    assert tick_off(["2 piece egg", "250 g flour"], "egg") == ["250 g flour"]
