/** The story of the recording, act by act. */

/** Nearly half an hour in which everything works: functions and their tests, two at a time. */
export async function workInPeace(developer, tell) {
  await developer.read("README.md", 3);
  await developer.read("larder/units.py", 10, 24);
  await developer.terminal.open();
  await developer.test();
  tell("green: begun");
  for (const { file, code, test, claim } of FEATURES) {
    await developer.write(file, code);
    await developer.think(15);
    await developer.write(test, claim);
    await developer.test();
    tell(`green: ${file}`);
    await developer.think(30);
  }
  await developer.read("larder/shopping.py", 7, 13, 20);
  await developer.test();
  await developer.commit("Sums, shelves and cheap things");
  await developer.think(60);
  tell("green: committed");
}

/** A test for mixed units fails: the stock adds kilograms to grams. Found at the sixth place that is looked at. */
export async function hunt(developer, tell) {
  await developer.write("tests/test_shopping.py", MIXED_UNITS);
  await developer.test();
  tell("hunt: a test fails");
  await developer.read("larder/shopping.py", 9, 14);
  await developer.test();
  for (const { file, found, line, restored } of WRONG_TURNS) {
    await developer.change(file, found, line);
    await developer.test();
    await developer.think(25);
    await developer.undo(file, restored);
    await developer.test();
    tell(`hunt: not in ${file}`);
    await developer.read("larder/stock.py", 30, 38);
    await developer.read("larder/recipe.py", 34, 50);
  }
  await developer.test();
  await developer.read("larder/item.py", 26);
  await developer.change("larder/stock.py", "from larder.item", STOCK_IMPORTS);
  await developer.change(
    "larder/stock.py",
    "return sum(item.amount",
    "return sum(item_total(item) for item in self.find_items(name))",
  );
  await developer.test();
  tell("hunt: found");
  await developer.think(20);
  await developer.test();
  await developer.commit("Count what is there in base units");
  await developer.think(40);
}

const FEATURES = [
  {
    file: "larder/units.py",
    code: '\n\ndef sum_amounts(amounts, unit):\n    """Return the sum of amounts and their units, in one unit."""\n    return sum(convert_amount(amount, known, unit) for amount, known in amounts)\n',
    test: "tests/test_units.py",
    claim:
      '\n\ndef test_amounts_of_one_kind_are_added():\n    from larder.units import sum_amounts\n\n    assert sum_amounts([(1, "kg"), (500, "g")], "g") == 1500\n',
  },
  {
    file: "larder/item.py",
    code: '\n\ndef is_same_kind(item, other):\n    """Tell whether two items are the same thing in the same unit."""\n    return is_named(item, other.name) and item.unit == other.unit\n',
    test: "tests/test_stock.py",
    claim:
      '\n\ndef test_items_of_one_kind_share_name_and_unit():\n    from larder.item import is_same_kind\n\n    assert is_same_kind(Item("egg", 2, "piece"), Item("Egg", 9, "piece"))\n',
  },
  {
    file: "larder/prices.py",
    code: '\n\ndef cheapest_name(book, names):\n    """Return the cheapest of some things, by the price of a base unit."""\n    return min((name for name in names if book.has_price(name)), key=book.prices.__getitem__)\n',
    test: "tests/test_prices.py",
    claim:
      '\n\ndef test_the_cheapest_thing_is_found():\n    from larder.prices import cheapest_name\n\n    assert cheapest_name(PriceBook({"oil": 0.9, "salt": 0.1}), ["oil", "salt", "egg"]) == "salt"\n',
  },
  {
    file: "larder/recipe.py",
    code: '\n\ndef needs_thing(recipe, name):\n    """Tell whether a recipe needs a thing."""\n    return name in need_names(recipe)\n',
    test: "tests/test_recipe.py",
    claim:
      '\n\ndef test_pancakes_need_milk():\n    from larder.recipe import needs_thing\n\n    assert needs_thing(PANCAKES, "milk")\n    assert not needs_thing(PANCAKES, "salt")\n',
  },
  {
    file: "larder/report.py",
    code: '\n\ndef empty_shelves(stock, shelves):\n    """Return the shelves on which nothing stands."""\n    return [shelf for shelf in shelves if shelf not in stock.shelf_names()]\n',
    test: "tests/test_stock.py",
    claim:
      '\n\ndef test_shelves_without_anything_are_told():\n    from larder.report import empty_shelves\n\n    stock = Stock([Item("egg", 2, "piece", shelf="fridge")])\n    assert empty_shelves(stock, ["cellar", "fridge"]) == ["cellar"]\n',
  },
  {
    file: "larder/expiry.py",
    code: '\n\ndef keeping_items(stock):\n    """Return the items that have no date."""\n    return [item for item in stock.items if item.best_before is None]\n',
    test: "tests/test_expiry.py",
    claim:
      "\n\ndef test_salt_keeps():\n    from larder.expiry import keeping_items\n\n    assert keeping_items(Stock([MILK, SALT])) == [SALT]\n",
  },
  {
    file: "larder/shopping.py",
    code: '\n\ndef list_length(recipe, stock):\n    """Return how many things have to be bought."""\n    return len(missing_needs(recipe, stock))\n',
    test: "tests/test_shopping.py",
    claim:
      "\n\ndef test_an_empty_larder_lacks_everything():\n    from larder.shopping import list_length\n\n    assert list_length(PANCAKES, stock_from_rows([])) == 3\n",
  },
];

const MIXED_UNITS =
  '\n\ndef test_a_kilogram_covers_250_grams():\n    stock = stock_from_rows([("flour", 1, "kg"), ("milk", 1, "l"), ("egg", 1, "dozen")])\n    assert can_cook(PANCAKES, stock)\n';

/** What is tried and taken back: each changes a place that only shows the trouble. */
const WRONG_TURNS = [
  {
    file: "larder/shopping.py",
    found: "return max(0, need_total(need)",
    line: "return max(0, need.amount - stock.total_amount(need.name))",
    restored: "return max(0, need_total(need) - stock",
  },
  {
    file: "larder/units.py",
    found: "return amount * FACTORS[unit]",
    line: "return amount / FACTORS[unit]",
    restored: "return amount * FACTORS[unit]",
  },
  {
    file: "larder/recipe.py",
    found: "return to_base(need.amount, need.unit)",
    line: "return need.amount",
    restored: "return to_base(need.amount, need.unit)",
  },
  {
    file: "larder/shopping.py",
    found: "if amount > 0}",
    line: "return {name: (amount, unit) for name, (amount, unit) in missing.items() if amount > 1000}",
    restored: "if amount > 0}",
  },
];

const STOCK_IMPORTS = "from larder.item import Item, add_amount, is_empty, is_named, item_total, take_amount";
