from larder.recipe import Need, merge_needs, need_names, parse_recipe, scale_recipe

PANCAKES = parse_recipe("pancakes", 2, "250 g flour\n500 ml milk\n2 piece egg")


def test_a_recipe_is_read_line_by_line():
    assert PANCAKES.needs[0] == Need("flour", 250, "g")
    assert need_names(PANCAKES) == ["egg", "flour", "milk"]


def test_a_recipe_for_more_people_needs_more():
    assert scale_recipe(PANCAKES, 4).needs[1] == Need("milk", 1000, "ml")


def test_recipes_are_added_in_base_units():
    bread = parse_recipe("bread", 4, "1 kg flour")
    assert merge_needs([PANCAKES, bread])["flour"] == 1250
