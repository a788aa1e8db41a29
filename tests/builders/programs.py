"""Python files that nobody wrote, alike enough to be learned from."""

import random

VERBS = ("load", "save", "count", "merge", "check", "close")
NOUNS = ("order", "invoice", "basket", "parcel", "voucher", "stock")


def program(seed: int, functions: int = 8) -> str:
    """Return a file of functions over a few nouns and verbs; the same for the same seed."""
    rng = random.Random(seed)
    noun = rng.choice(NOUNS)
    head = f'"""Work on each {noun}."""\n\nfrom shop.{noun}s import find_{noun}\n'
    return head + "".join(_function(rng.choice(VERBS), rng.choice(NOUNS), number) for number in range(functions))


def _function(verb: str, noun: str, number: int) -> str:
    return (
        f"\n\ndef {verb}_{noun}_{number}({noun}, limit=10):\n"
        f"    found = find_{noun}({noun}.identifier)\n"
        f"    if found is None:\n        raise LookupError({noun}.identifier)\n"
        f"    return found.{verb}(limit)\n"
    )
