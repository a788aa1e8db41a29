"""What is wrong with Dart that is still being written, line by line: by its look, since a parser wants it whole."""

import re
from enum import StrEnum

PAIRS = {")": "(", "]": "[", "}": "{"}
# An `=` by itself between the parentheses of a condition.
ASSIGNED = re.compile(r"\b(?:if|while)\s*\([^=;{]*[^=!<>;{]=(?![=>])")
ENDLESS = re.compile(r"\bwhile\s*\(\s*true\s*\)\s*{")
LEAVES = re.compile(r"\b(?:break|return)\b")
# Lines like these go on, or need no semicolon.
OPEN_ENDED = re.compile(r"[;{},(\[]$|[-+*/=<>&|?:]$")
HEADING = re.compile(r"^(?:}\s*)?(?:if|while|for|else|do)\b")
CONTINUED = ("{", ".", "=>")


class Slip(StrEnum):
    """A kind of fault that a reader sees without running anything."""

    QUOTE = "a string that does not end"
    BRACKET = "a bracket without its other half"
    SEMICOLON = "a statement that does not end"
    ASSIGNMENT = "an assignment for a condition"
    ENDLESS = "a loop that nothing leaves"


def slips(code: str) -> set[tuple[Slip, int]]:
    """Return each slip with the number of its line, from 0."""
    bare, unended = without_strings(code)
    lines = bare.split("\n")
    found = {(Slip.QUOTE, line) for line in unended}
    found |= {(Slip.BRACKET, line) for line in unpaired(lines)}
    found |= {(Slip.SEMICOLON, line) for line in unfinished(lines)}
    found |= {(Slip.ASSIGNMENT, i) for i, line in enumerate(lines) if ASSIGNED.search(line)}
    return found | {(Slip.ENDLESS, line) for line in endless(bare)}


def without_strings(code: str) -> tuple[str, list[int]]:
    """Return code with empty strings and no comments, and the lines on which a string does not end.

    >>> without_strings("print('a (b'); // c")
    ("print(''); ", [])
    """
    kept, unended = [], []
    for number, line in enumerate(code.split("\n")):
        text, quote, is_escaped = "", "", False
        for i, letter in enumerate(line):
            if not quote and line.startswith("//", i):
                break
            if not quote or (letter == quote and not is_escaped):
                text += letter
                quote = "" if quote else letter if letter in "'\"" else ""
            is_escaped = letter == "\\" and not is_escaped
        kept.append(text)
        if quote:
            unended.append(number)
    return "\n".join(kept), unended


def unpaired(lines: list[str]) -> set[int]:
    """Return the lines with a bracket that nothing opens or closes."""
    waiting: list[tuple[str, int]] = []
    found: set[int] = set()
    for number, line in enumerate(lines):
        for letter in line:
            if letter in PAIRS.values():
                waiting.append((letter, number))
            elif letter in PAIRS:
                found.update(skipped(waiting, PAIRS[letter], number))
    return found | {number for _, number in waiting}


def skipped(waiting: list[tuple[str, int]], opening: str, number: int) -> list[int]:
    """Take away the last such bracket and all behind it, which nothing closed, and return the lines of those.

    A closing bracket that nothing opened stands for itself.
    """
    for i in range(len(waiting) - 1, -1, -1):
        if waiting[i][0] == opening:
            behind = [line for _, line in waiting[i + 1 :]]
            del waiting[i:]
            return behind
    return [number]


def unfinished(lines: list[str]) -> set[int]:
    """Return the lines that look like a statement without its semicolon."""
    texts = [(number, line.strip()) for number, line in enumerate(lines) if line.strip()]
    following = [text for _, text in texts[1:]] + [""]
    return {
        number
        for (number, text), after in zip(texts, following, strict=False)
        if not OPEN_ENDED.search(text) and not HEADING.match(text) and not after.startswith(CONTINUED)
    }


def endless(bare: str) -> set[int]:
    """Return the lines on which a `while (true)` begins that holds neither `break` nor `return`."""
    starts = ((found.start(), found.end()) for found in ENDLESS.finditer(bare))
    return {bare.count("\n", 0, start) for start, end in starts if not LEAVES.search(block(bare, end))}


def block(bare: str, start: int) -> str:
    """Return what stands from inside an opening brace to its closing one, or to the end."""
    depth = 1
    for i in range(start, len(bare)):
        depth += (bare[i] == "{") - (bare[i] == "}")
        if not depth:
            return bare[start:i]
    return bare[start:]
