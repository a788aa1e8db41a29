"""The ways in which names are written."""

import re

# What a style's names look like without the underscores around them. A single small word is snake_case and camelCase
# at once, a single capitalised run is UPPER_CASE and PascalCase: `WORD` and `ACRONYM` say neither.
SNAKE, CAMEL, PASCAL, UPPER, WORD, ACRONYM, MIXED = (
    "snake_case",
    "camelCase",
    "PascalCase",
    "UPPER_CASE",
    "word",
    "acronym",
    "mixed",
)
PATTERNS = (
    (WORD, re.compile(r"[a-z][a-z0-9]*")),
    (SNAKE, re.compile(r"[a-z][a-z0-9]*(_+[a-z0-9]+)+")),
    (CAMEL, re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)+")),
    (ACRONYM, re.compile(r"[A-Z][A-Z0-9]*")),
    (PASCAL, re.compile(r"([A-Z][a-z0-9]*)+")),
    (UPPER, re.compile(r"[A-Z][A-Z0-9]*(_+[A-Z0-9]+)+")),
)
FITTING = {SNAKE: {SNAKE, WORD}, CAMEL: {CAMEL, WORD}, PASCAL: {PASCAL, ACRONYM}, UPPER: {UPPER, ACRONYM}}
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[A-Z]+(?=[A-Z][a-z])|\d+")


def style_of(name: str) -> str:
    """Return how a name is written.

    >>> style_of("parse_line"), style_of("_HTTPError"), style_of("get"), style_of("MAX"), style_of("Parse_line")
    ('snake_case', 'PascalCase', 'word', 'acronym', 'mixed')
    """
    bare = name.strip("_")
    return next((style for style, pattern in PATTERNS if pattern.fullmatch(bare)), MIXED)


def rewritten(name: str, style: str) -> str:
    """Return a name in another style; underscores around it stay.

    >>> rewritten("_parseHTTPLine2", "snake_case"), rewritten("max_retries", "UPPER_CASE")
    ('_parse_http_line2', 'MAX_RETRIES')
    """
    bare = name.strip("_")
    before, _, after = name.partition(bare)
    parts = parts_of(bare)
    match style:
        case "snake_case":
            written = "_".join(parts)
        case "UPPER_CASE":
            written = "_".join(parts).upper()
        case "PascalCase":
            written = "".join(part[:1].upper() + part[1:] for part in parts)
        case _:
            written = parts[0] + "".join(part[:1].upper() + part[1:] for part in parts[1:])
    return before + written + after


def parts_of(bare: str) -> list[str]:
    """Return a name's words in small letters; digits stay with the word before them."""
    parts: list[str] = []
    for part in PART.findall(bare):
        if part.isdigit() and parts:
            parts[-1] += part
        else:
            parts.append(part.lower())
    return parts or [bare.lower()]
