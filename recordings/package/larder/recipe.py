"""What a dish is made of."""

from dataclasses import dataclass, replace

from larder.units import parse_amount, to_base


@dataclass(frozen=True)
class Need:
    """So much of one thing."""

    name: str
    amount: float
    unit: str


@dataclass(frozen=True)
class Recipe:
    """A dish for some people."""

    title: str
    people: int
    needs: tuple[Need, ...]


def parse_need(line):
    """Return the need that a line such as `800 g flour` tells."""
    number, unit, name = line.split(maxsplit=2)
    amount, unit = parse_amount(f"{number} {unit}")
    return Need(name, amount, unit)


def parse_recipe(title, people, text):
    """Return the recipe that lines of needs tell."""
    lines = [line.strip() for line in text.splitlines()]
    return Recipe(title, people, tuple(parse_need(line) for line in lines if line))


def scale_need(need, factor):
    """Return a need multiplied."""
    return replace(need, amount=need.amount * factor)


def scale_recipe(recipe, people):
    """Return a recipe for another number of people."""
    factor = people / recipe.people
    return replace(recipe, people=people, needs=tuple(scale_need(need, factor) for need in recipe.needs))


def need_total(need):
    """Return a need in its base unit."""
    return to_base(need.amount, need.unit)


def need_names(recipe):
    """Return the names of what a recipe needs, in order."""
    return sorted(need.name for need in recipe.needs)


def merge_needs(recipes):
    """Return what several recipes need together, by name, in base units."""
    totals = {}
    for recipe in recipes:
        for need in recipe.needs:
            totals[need.name] = totals.get(need.name, 0) + need_total(need)
    return totals
