"""What must be eaten soon."""

from datetime import timedelta


def daysLeft(item, today):
    """Return the days until an item is past its date, or None when it keeps."""
    return None if item.best_before is None else (item.best_before - today).days


def is_expired(item, today):
    """Tell whether an item is past its date."""
    left = daysLeft(item, today)
    return left is not None and left < 0


def expiring_items(stock, today, within_days=3):
    """Return the items that are past their date within some days, soonest first."""
    limit = today + timedelta(days=within_days)
    soon = [item for item in stock.items if item.best_before and item.best_before <= limit]
    return sorted(soon, key=lambda item: item.best_before)


def expired_items(stock, today):
    """Return the items that are past their date."""
    return [item for item in stock.items if is_expired(item, today)]


def drop_expired(stock, today):
    """Take out what is past its date and return it."""
    gone = expired_items(stock, today)
    stock.items = [item for item in stock.items if item not in gone]
    return gone


def expiry_note(item, today):
    """Return a sentence about an item's date."""
    left = daysLeft(item, today)
    if left is None:
        return f"{item.name} keeps."
    if left < 0:
        return f"{item.name} is {-left} days over."
    return f"{item.name} keeps {left} more days."
