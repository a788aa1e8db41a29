"""ULIDs: 26 characters that sort by time (github.com/ulid/spec)."""

import os

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TO_BASE_32 = str.maketrans(ALPHABET, "0123456789abcdefghijklmnopqrstuv")
TIME_CHARS = 10


def new_ulid(time_ms: int, chance: bytes | None = None) -> str:
    """Return a ULID of this millisecond; `chance` (10 bytes) is drawn from the system when not given."""
    number = (time_ms << 80) | int.from_bytes(chance if chance is not None else os.urandom(10))
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(125, -5, -5))


def time_of(ulid: str) -> int:
    """Return the milliseconds since the epoch that a ULID holds."""
    return int(ulid[:TIME_CHARS].translate(TO_BASE_32), 32)


def first_ulid(time_ms: int) -> str:
    """Return the smallest ULID of this millisecond, for range queries; times before the epoch give the first of all."""
    return new_ulid(max(0, time_ms), bytes(10))
