"""What has to be bought."""

from larder.recipe import merge_needs, need_total
from larder.units import base_unit, format_amount


def missing_amount(need, stock):
    """Return how much of a need is not in stock, in its base unit."""
    return max(0, need_total(need) - stock.total_amount(need.name))


def missing_needs(recipe, stock):
    """Return the needs that the stock does not cover, with what is missing of each."""
    missing = {need.name: (missing_amount(need, stock), base_unit(need.unit)) for need in recipe.needs}
    return {name: (amount, unit) for name, (amount, unit) in missing.items() if amount > 0}


def can_cook(recipe, stock):
    """Tell whether nothing has to be bought for a recipe."""
    return not missing_needs(recipe, stock)


def shopping_list(recipe, stock):
    """Return the lines of a shopping list."""
    missing = missing_needs(recipe, stock)
    return [f"{format_amount(amount, unit)} {name}" for name, (amount, unit) in sorted(missing.items())]


def shopping_names(recipes, stock):
    """Return the names of which several recipes together need more than there is."""
    totals = merge_needs(recipes)
    return sorted(name for name, total in totals.items() if total > stock.total_amount(name))


def tick_off(lines, name):
    """Return a shopping list without the lines of a name."""
    return [line for line in lines if not line.endswith(f" {name}")]
