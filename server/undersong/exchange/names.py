"""Salted hashes in place of names, and the way back for names that were seen."""

import hmac
import json
from collections.abc import Container
from typing import Any

LENGTH = 16
# Keeps 0 apart from "0".
OTHER_THAN_TEXT = "\0"


class Names:
    """Hashes names as the editor does: HMAC-SHA256 under the home's salt, 16 hexadecimal digits.

    Parameters
    ----------
    salt
        The home's key in hexadecimal.
    remembers
        Keep each name beside its hash, so that `show` can tell it. Only in memory, and only for one command.

    Examples
    --------
    >>> names = Names("00" * 32, remembers=True)
    >>> names.show(names.hide("src/billing.py"))
    'src/billing.py'
    """

    def __init__(self, salt: str, remembers: bool = False) -> None:
        self._key, self._remembers = bytes.fromhex(salt), remembers
        self._seen: dict[str, Any] = {}

    def hash(self, text: str, length: int = LENGTH) -> str:
        """Return the salted hash of a text."""
        # JSON may hold half a sign, which is no UTF-8 and a part of a name all the same.
        return hmac.digest(self._key, text.encode("utf-8", "surrogatepass"), "sha256").hex()[:length]

    def hide(self, value: Any) -> str:
        """Return the hash that stands for a name, or for any value of JSON."""
        text = value if isinstance(value, str) else OTHER_THAN_TEXT + json.dumps(value, sort_keys=True)
        hashed = self.hash(text)
        if self._remembers:
            self._seen[hashed] = value
        return hashed

    def show(self, value: Any) -> Any:
        """Return the name that a hash stands for; whatever else it is, or a name that was not seen, comes back."""
        return self._seen.get(value, value) if isinstance(value, str) else value

    def word(self, value: Any, known: Container[str]) -> str:
        """Return a word that the format's vocabulary lists, and a hash for any other value."""
        return value if isinstance(value, str) and value in known else self.hide(value)

    def number(self, value: Any) -> Any:
        """Return a number, a truth value or nothing as it is, and a hash for anything else."""
        if isinstance(value, float):
            return value if abs(value) < 2**53 else self.hide(value)
        if value is None or (isinstance(value, int) and abs(value) < 2**53):
            return value
        return self.hide(value)
