from datetime import date

from larder.expiry import drop_expired, expiring_items, expiry_note
from larder.item import Item
from larder.stock import Stock

TODAY = date(2026, 3, 1)
MILK = Item("milk", 1, "l", date(2026, 3, 3))
CREAM = Item("cream", 200, "ml", date(2026, 2, 27))
SALT = Item("salt", 1, "kg")


def test_the_soonest_is_told_first():
    assert expiring_items(Stock([MILK, SALT, CREAM]), TODAY) == [CREAM, MILK]


def test_what_is_over_is_dropped():
    stock = Stock([MILK, CREAM])
    assert drop_expired(stock, TODAY) == [CREAM]
    assert stock.items == [MILK]


def test_notes_say_how_long_it_keeps():
    assert expiry_note(MILK, TODAY) == "milk keeps 2 more days."
    assert expiry_note(CREAM, TODAY) == "cream is 2 days over."
    assert expiry_note(SALT, TODAY) == "salt keeps."
