"""Files that are all but the same: found by MinHash, in bands, and then compared."""

import re
import zlib
from collections import defaultdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]

# Words of a shingle: five are nearly always more than a phrase that everybody writes.
WORDS = 5
# Two files whose shingles agree to this share are the same for a model. 128 numbers tell it to ±0.035.
SAME = 0.8
HASHES, BANDS = 128, 32
# The largest prime below 2^32: products of two such numbers fit into 64 bits.
PRIME = 4_294_967_291
_seeds = np.random.default_rng(1).integers(1, PRIME, (2, HASHES), np.uint64)


class Seen:
    """The files seen so far.

    A pair that agrees to 0.8 shares one of 32 bands of four with a chance of 0.99999, one that agrees to 0.5 of 0.87;
    what shares one is compared by all 128.
    """

    def __init__(self) -> None:
        self._bands: dict[tuple[int, bytes], list[NDArray[Any]]] = defaultdict(list)

    def is_new(self, text: str) -> bool:
        """Tell whether a text is like none seen before, and remember it."""
        signature = signature_of(text)
        places = _places(signature)
        known = any(likeness(signature, other) >= SAME for place in places for other in self._bands.get(place, ()))
        if not known:
            for place in places:
                self._bands[place].append(signature)
        return not known


def signature_of(text: str) -> NDArray[Any]:
    """Return 128 numbers; the share that two texts have in common is that of their shingles."""
    words = re.findall(r"\w+", text)
    starts = range(max(1, len(words) - WORDS + 1))
    shingles = np.array(sorted({zlib.crc32(" ".join(words[at : at + WORDS]).encode()) for at in starts}), np.uint64)
    factors, offsets = _seeds
    return np.array([((shingles * factors[at] + offsets[at]) % PRIME).min() for at in range(HASHES)], np.uint32)


def likeness(left: NDArray[Any], right: NDArray[Any]) -> float:
    """Return the share of shingles that two files have in common, 0 to 1, as their signatures tell."""
    return float((left == right).mean())


def _places(signature: NDArray[Any]) -> list[tuple[int, bytes]]:
    return [(band, part.tobytes()) for band, part in enumerate(signature.reshape(BANDS, -1))]
