"""One thing on a shelf."""

from dataclasses import dataclass, replace
from datetime import date

from larder.units import format_amount, to_base


@dataclass(frozen=True)
class Item:
    """A thing, how much of it there is, and until when it keeps."""

    name: str
    amount: float
    unit: str
    best_before: date | None = None
    shelf: str = "pantry"


def item_label(item):
    """Return what stands on an item's label."""
    return f"{item.name}: {format_amount(item.amount, item.unit)}"


def item_total(item):
    """Return an item's amount in its base unit."""
    return to_base(item.amount, item.unit)


def take_amount(item, amount):
    """Return the item with an amount taken away, never less than none."""
    return replace(item, amount=max(0, item.amount - amount))


def add_amount(item, amount):
    """Return the item with an amount added."""
    return replace(item, amount=item.amount + amount)


def move_item(item, shelf):
    """Return the item on another shelf."""
    return replace(item, shelf=shelf)


def is_empty(item):
    """Tell whether nothing of an item is left."""
    return item.amount <= 0


def is_named(item, name):
    """Tell whether an item goes by a name, whatever its case."""
    return item.name.lower() == name.lower()
