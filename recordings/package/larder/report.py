"""What is told about a kitchen."""

from larder.expiry import expiry_note, expiring_items
from larder.item import item_label


def shelf_lines(stock, shelf):
    """Return the labels of what stands on a shelf."""
    return [item_label(item) for item in stock.shelf_items(shelf)]


def stock_lines(stock):
    """Return the labels of everything, a heading a shelf."""
    lines = []
    for shelf in stock.shelf_names():
        lines.append(f"{shelf}:")
        lines.extend(f"  {line}" for line in shelf_lines(stock, shelf))
    return lines


def expiry_lines(stock, today):
    """Return a sentence about each thing that must be eaten soon."""
    return [expiry_note(item, today) for item in expiring_items(stock, today)]


def stock_report(stock, today):
    """Return everything that there is to tell, as one text."""
    return "\n".join([*stock_lines(stock), *expiry_lines(stock, today)])


def count_items(stock):
    """Return how many items there are on each shelf."""
    return {shelf: len(stock.shelf_items(shelf)) for shelf in stock.shelf_names()}
