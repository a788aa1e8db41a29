"""How a suggested text reads, by itself and beside the lines around it."""

import re

from undersong.domain.suggestion import Context

WORDING = (
    "chars",
    "lines",
    "words",
    "letters_share",
    "ends_in_word",
    "ends_in_opener",
    "ends_in_closer",
    "unclosed",
    "met_words_share",
    "met_before",
    "likeness",
)
WORD = re.compile(r"[^\W\d]\w*")
# As many lines above are compared; a screenful tells the pattern that a person is in.
NEAR_LINES, NEAR_CHARS = 12, 1200
MOST_WORDS = 8


def wording_features(text: str, context: Context) -> dict[str, float]:
    """Return what can be counted of a text at a place.

    `met_words_share` is the share of its words that stand in the file above; `met_before` 1.0 where its first line
    stands word for word among the last lines; `likeness` how many words its line has in common with the likest of them
    (Jaccard, 0 to 1).
    """
    first = text.partition("\n")[0].strip()
    words = WORD.findall(first)
    near = context.prefix[-NEAR_CHARS:]
    line = context.prefix[context.prefix.rfind("\n") + 1 :]
    last = first[-1:]
    return {
        "chars": float(len(first)),
        "lines": float(text.count("\n") + 1),
        "words": float(len(words)),
        "letters_share": sum(map(str.isalnum, first)) / len(first) if first else 0.0,
        "ends_in_word": float(last.isalnum() or last == "_"),
        "ends_in_opener": float(bool(last) and last in "([{:,."),
        "ends_in_closer": float(bool(last) and last in ")]}\"'"),
        "unclosed": float(sum(map(first.count, "([{")) - sum(map(first.count, ")]}"))),
        "met_words_share": _met_share(words[:MOST_WORDS], context.prefix),
        "met_before": float(bool(first) and first in near),
        "likeness": _likeness((line + first).strip(), near.split("\n")[-NEAR_LINES:-1]),
    }


def _met_share(words: list[str], above: str) -> float:
    """Return the share of words that stand somewhere above; 1.0 where there are none to doubt."""
    return sum(word in above for word in words) / len(words) if words else 1.0


def _likeness(line: str, others: list[str]) -> float:
    """Return the largest share of common words with another line."""
    words = set(WORD.findall(line))
    if not words:
        return 0.0
    sets = (set(WORD.findall(other)) for other in others)
    return max((len(words & other) / len(words | other) for other in sets if other), default=0.0)
