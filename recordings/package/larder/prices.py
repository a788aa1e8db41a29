"""What shopping costs, in cents."""

from larder.units import to_base


class PriceBook:
    """The price of a base unit of each thing."""

    def __init__(self, prices=None):
        self.prices = dict(prices or {})

    def set_price(self, name, cents, amount, unit):
        """Note what an amount of a thing costs."""
        self.prices[name] = cents / to_base(amount, unit)

    def has_price(self, name):
        """Tell whether a price is known."""
        return name in self.prices

    def item_price(self, name, amount, unit):
        """Return what an amount of a thing costs."""
        return round(self.prices[name] * to_base(amount, unit))

    def total_price(self, missing):
        """Return what everything missing costs, as far as prices are known."""
        known = {name: need for name, need in missing.items() if self.has_price(name)}
        return sum(self.item_price(name, amount, unit) for name, (amount, unit) in known.items())

    def unknown_names(self, missing):
        """Return the missing things without a price."""
        return sorted(name for name in missing if not self.has_price(name))


def format_price(cents):
    """Return a price as people write it."""
    return f"{cents // 100}.{cents % 100:02d}"


def parse_price(text):
    """Return the cents of a price such as `2.49`."""
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)
