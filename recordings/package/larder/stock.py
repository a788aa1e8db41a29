"""All items on all shelves."""

from larder.item import Item, add_amount, is_empty, is_named, take_amount


class Stock:
    """What is there, in the order in which it was put away."""

    def __init__(self, items=()):
        self.items = list(items)

    def put_away(self, item):
        """Add an item, to the one of the same name, unit and date when there is one."""
        for index, known in enumerate(self.items):
            if known.name == item.name and known.unit == item.unit and known.best_before == item.best_before:
                self.items[index] = add_amount(known, item.amount)
                return
        self.items.append(item)

    def find_items(self, name):
        """Return the items of a name."""
        return [item for item in self.items if is_named(item, name)]

    def has_item(self, name):
        """Tell whether there is anything of a name."""
        return bool(self.find_items(name))

    def total_amount(self, name):
        """Return how much there is of a name."""
        return sum(item.amount for item in self.find_items(name))

    def take_out(self, name, amount):
        """Take an amount of a name, the oldest items first, and return what could not be taken."""
        for item in self.find_items(name):
            taken = min(amount, item.amount)
            self.replace_item(item, take_amount(item, taken))
            amount -= taken
        self.drop_empty()
        return amount

    def replace_item(self, item, other):
        """Put one item in the place of another."""
        self.items[self.items.index(item)] = other

    def drop_empty(self):
        """Forget the items of which nothing is left."""
        self.items = [item for item in self.items if not is_empty(item)]

    def shelf_items(self, shelf):
        """Return the items on a shelf."""
        return [item for item in self.items if item.shelf == shelf]

    def shelf_names(self):
        """Return the shelves that hold anything, in order."""
        return sorted({item.shelf for item in self.items})


def stock_from_rows(rows):
    """Return the stock that rows of name, amount and unit describe."""
    return Stock(Item(name, amount, unit) for name, amount, unit in rows)
