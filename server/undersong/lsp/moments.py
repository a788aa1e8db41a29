"""Times as the wire writes them, looked up instead of computed where a batch repeats itself."""

from collections.abc import Callable
from datetime import UTC, datetime

from undersong.domain.ulid import ALPHABET, time_of

# An import may bring years; what is older than the newest few thousand seconds is computed again.
MOST_CACHED = 4_096


class Lookup(dict[str, int]):
    """Text → number, computed once by `compute`, which raises ValueError for a text that means none."""

    def __init__(self, compute: Callable[[str], int]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, text: str) -> int:
        """Compute and keep the number."""
        number = self._compute(text)
        if len(self) >= MOST_CACHED:
            self.clear()
        self[text] = number
        return number


def second_of(text: str) -> int:
    """Return the milliseconds since the epoch of ``2025-11-21T04:12:00``, UTC.

    >>> second_of("1970-01-01T00:00:02")
    2000
    """
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1000


def time_text(time_ms: int) -> str:
    """Return a time as the wire writes it.

    >>> time_text(2003)
    '1970-01-01T00:00:02.003Z'
    """
    seconds, milliseconds = divmod(time_ms, 1000)
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}.{milliseconds:03}Z"


# The first 19 characters of a time → its milliseconds; the next three → theirs.
SECONDS = Lookup(second_of)
MILLISECONDS = {f"{number:03}": number for number in range(1000)}
# The first 8 characters of a ULID count 1024 ms each, the next two the milliseconds within.
ULID_SECONDS = Lookup(lambda text: time_of(f"{text}00"))
ULID_TAILS = {high + low: i * 32 + j for i, high in enumerate(ALPHABET) for j, low in enumerate(ALPHABET)}
