"""Texts between daemon and worker: of a document that both have, only what changed is sent.

A question how a text goes on carries the whole text, and the next one nearly the same. Both ends remember the last text
of each document, by the same rule over the same messages, so that neither has to tell the other what it knows.
"""

from collections import OrderedDict
from typing import Any

# Documents whose texts are remembered at either end. More windows than these type at once in no house.
MOST_KNOWN = 64
Texts = tuple[str, str]


class Known:
    """The last texts of documents: before the cursor, and behind it."""

    def __init__(self) -> None:
        self._texts: OrderedDict[str, Texts] = OrderedDict()

    def of(self, path: str) -> Texts:
        """Return the texts of a document as they were, or empty ones."""
        return self._texts.get(path, ("", ""))

    def keep(self, path: str, texts: Texts) -> None:
        """Remember the texts of a document, and forget those that were not asked about for longest."""
        self._texts[path] = texts
        self._texts.move_to_end(path)
        if len(self._texts) > MOST_KNOWN:
            self._texts.popitem(last=False)

    def shortened(self, params: dict[str, Any]) -> dict[str, Any]:
        """Return params with what is not known; those of another kind as they are. Nothing is remembered yet."""
        if not has_texts(params):
            return params
        prefix, suffix = self.of(params["path"])
        head, tail = agreeing(prefix, params["prefix"]), agreeing_at_end(suffix, params["suffix"])
        changed = [params["prefix"][head:], params["suffix"][: len(params["suffix"]) - tail]]
        return {**without_texts(params), "changed": [head, tail, *changed]}

    def note(self, params: dict[str, Any]) -> None:
        """Remember the texts of params that were sent."""
        if has_texts(params):
            self.keep(params["path"], (params["prefix"], params["suffix"]))

    def restored(self, params: dict[str, Any]) -> dict[str, Any]:
        """Return params as they were before `shortened`, and remember their texts."""
        if "changed" not in params:
            return params
        (head, tail, before, behind), path = params["changed"], params["path"]
        prefix, suffix = self.of(path)
        whole = {"prefix": prefix[:head] + before, "suffix": behind + suffix[len(suffix) - tail :]}
        self.keep(path, (whole["prefix"], whole["suffix"]))
        return {name: value for name, value in params.items() if name != "changed"} | whole


def has_texts(params: dict[str, Any]) -> bool:
    """Tell whether params carry the text around a cursor."""
    return "prefix" in params and "suffix" in params and "path" in params


def without_texts(params: dict[str, Any]) -> dict[str, Any]:
    """Return params without the text around the cursor."""
    return {name: value for name, value in params.items() if name not in {"prefix", "suffix"}}


def agreeing(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike. Whole stretches are compared, never single characters."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while low < high:  # so many agree for sure, and so many may at most
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def agreeing_at_end(one: str, other: str) -> int:
    """Return how many characters two texts end with alike."""
    low, high = 0, min(len(one), len(other))
    one, other = one[len(one) - high :], other[len(other) - high :]
    if one == other:
        return high
    size = high
    while low < high:
        middle = (low + high + 1) // 2
        is_alike = one[size - middle : size - low] == other[size - middle : size - low]
        low, high = (middle, high) if is_alike else (low, middle - 1)
    return low
