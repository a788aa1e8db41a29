"""A small repository whose modules use one another's names, to ask for them."""

from pathlib import Path

from builders.repositories import repository

SHARED = """
class PageClient:
    def __init__(self, timeout): self.timeout = timeout


def fetch_page(address, timeout): ...
"""


def pages(root: Path, modules: int = 8) -> Path:
    """Write so many modules beside the one that they share."""
    return repository(root, {"shared.py": SHARED, **{f"m{number}.py": module(number) for number in range(modules)}})


def module(number: int) -> str:
    lines = [f"from shared import fetch_page, PageClient\n\n\nclass Page{number}(PageClient):\n"]
    lines += [
        f"    def step_{step}(self, address):\n        answer = fetch_page(address, timeout=self.timeout)\n"
        f"        return answer.status_code_{step % 3}\n\n"
        for step in range(15)
    ]
    return "".join(lines)
