"""Amounts in the units that recipes use, and the base units that they are counted in."""

BASE_UNITS = {"g": "g", "kg": "g", "ml": "ml", "l": "ml", "piece": "piece", "dozen": "piece"}
FACTORS = {"g": 1, "kg": 1000, "ml": 1, "l": 1000, "piece": 1, "dozen": 12}


def is_known(unit):
    """Tell whether a unit can be converted."""
    return unit in FACTORS


def base_unit(unit):
    """Return the unit in which this one is counted."""
    return BASE_UNITS[unit]


def to_base(amount, unit):
    """Return an amount in its base unit."""
    return amount * FACTORS[unit]


def from_base(amount, unit):
    """Return an amount of the base unit in this unit."""
    return amount / FACTORS[unit]


def convert_amount(amount, unit, wanted):
    """Return an amount of one unit in another of the same kind."""
    if not is_compatible(unit, wanted):
        raise ValueError(f"{unit} cannot be turned into {wanted}")
    return from_base(to_base(amount, unit), wanted)


def is_compatible(unit, other):
    """Tell whether two units measure the same kind of thing."""
    return base_unit(unit) == base_unit(other)


def best_unit(amount, unit):
    """Return the largest unit in which an amount is at least one."""
    total = to_base(amount, unit)
    fitting = [name for name in FACTORS if is_compatible(name, unit) and from_base(total, name) >= 1]
    return max(fitting, key=FACTORS.__getitem__, default=base_unit(unit))


def format_amount(amount, unit):
    """Return an amount as people write it."""
    wanted = best_unit(amount, unit)
    return f"{convert_amount(amount, unit, wanted):g} {wanted}"


def parse_amount(text):
    """Return the number and the unit of a text such as `800 g`."""
    number, unit = text.split()
    return float(number), unit
