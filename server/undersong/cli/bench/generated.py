"""A repository of generated modules that repeats itself as much, and as little, as people's code does."""

import random
from pathlib import Path

WORDS = """
account order invoice product customer payment session report basket address ticket message
load save update delete find check send parse render merge count close
name status total created owner price quantity email active reference
"""
NOUNS, VERBS, FIELDS = (line.split() for line in WORDS.strip().split("\n"))


def write_repository(root: Path, files: int, seed: int) -> None:
    """Write modules of some 200 lines each into packages of 20; the same seed writes the same."""
    chance = random.Random(seed)
    for number in range(files):
        folder = root / f"package_{number // 20}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{chance.choice(NOUNS)}_{number}.py").write_text(module(chance))


def module(chance: random.Random) -> str:
    """Return one module: a class with methods, and functions that call each other."""
    noun = chance.choice(NOUNS)
    parts = [f'"""Work on one {noun}."""\n', "import logging\n", "log = logging.getLogger(__name__)\n"]
    parts.append(klass(noun, chance))
    parts += [function(chance) for _ in range(chance.randint(8, 16))]
    return "\n".join(parts)


def klass(noun: str, chance: random.Random) -> str:
    """Return a class with a constructor and methods over its fields."""
    fields = chance.sample(FIELDS, 4)
    lines = [f"\nclass {noun.title()}:", f'    """A {noun} of the shop."""\n']
    lines.append(f"    def __init__(self, {', '.join(fields)}):")
    lines += [f"        self.{field} = {field}" for field in fields]
    for _ in range(chance.randint(4, 9)):
        verb, field = chance.choice(VERBS), chance.choice(fields)
        lines.append(f"\n    def {verb}_{field}(self, value):")
        lines.append(f'        log.info("{verb} {field}", extra={{"{noun}": self.{field}}})')
        lines.append(f'        if value is None:\n            raise ValueError("{field} is missing")')
        lines.append(f"        self.{field} = value\n        return self.{field}")
    return "\n".join(lines) + "\n"


def function(chance: random.Random) -> str:
    """Return a function that walks over things and gathers some."""
    verb, noun, field = chance.choice(VERBS), chance.choice(NOUNS), chance.choice(FIELDS)
    limit = chance.randint(1, 500)
    return f'''
def {verb}_{noun}s({noun}s, limit={limit}):
    """{verb.title()} every {noun} whose {field} is set."""
    found = []
    for {noun} in {noun}s[:limit]:
        if {noun}.{field} is not None:
            found.append({noun}.{chance.choice(VERBS)}_{field}({noun}.{field}))
    return found
'''
