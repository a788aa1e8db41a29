"""What the hashes of a recording stand for, as an editor finds it by hashing what its workspace holds."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FILE = re.compile(r"\bfile ([0-9a-f]{16})\b")


@dataclass(frozen=True, slots=True)
class Names:
    """Hash → name; the package that was worked on is our own, so nothing of anybody's is in it."""

    names: Mapping[str, str] = field(default_factory=dict)

    def of_file(self, file: str) -> str:
        """Return a file's name, or that it is one."""
        return self.names.get(file, "another file")

    def of_test(self, signature: str) -> str:
        """Return a test's name without its path, or its hash."""
        return self.names.get(signature, f"test {signature}").rsplit("::", 1)[-1]

    def in_words(self, text: str) -> str:
        """Return a text in which each `file <hash>` is a name."""
        return FILE.sub(lambda found: self.of_file(found[1]), text)


NOBODY = Names()


def read_names(path: Path) -> Names:
    """Return the names beside a recording; a recording of somebody else's has none."""
    return Names(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else NOBODY
