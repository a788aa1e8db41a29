"""Which files of a package are worth learning from: written by people, of the package itself, and code."""

import ast
import re
import warnings

# Folders and names of others' code, of generated code, and of what is the same everywhere.
NOT_ITS_OWN = re.compile(
    r"(^|/)(_?vendor(ed)?|externals?|extern|third_?party|node_modules|site-packages|blib2to3|lib2to3)/"
)
MADE = re.compile(
    r"(^|/)(migrations|locale|versions|static)/|_pb2(_grpc)?\.py$|(^|/)(gen|_?generated)/|_generated\.py$"
)
TESTS = re.compile(r"(^|/)(tests?|testing)/|(^|/)(test_[^/]*|[^/]*_tests?|conftest)\.py$")
SAYS_SO = re.compile(
    r"auto-?(matically )?generated|generated (by|from)|do not (edit|modify)|machine[- ]generated", re.I
)
HEAD_CHARS = 1_500
LEAST_CHARS, MOST_CHARS = 800, 60_000
LEAST_LINES = 25
# Nobody writes such lines by hand: a long one, or as many characters a line on average.
LONGEST_LINE, MOST_CHARS_A_LINE = 400, 70
# A file that is more than half literals is a table.
LITERAL = re.compile(r"\s*[\[({'\"\d\])}]")
MOST_LITERALS = 0.5


def reason_against(path: str, text: str) -> str | None:
    """Return why a file is left out, in a word or two; None for one that is not.

    >>> reason_against("shop/_vendor/six.py", "")
    'vendored'
    """
    if NOT_ITS_OWN.search(path):
        return "vendored"
    if MADE.search(path) or SAYS_SO.search(text[:HEAD_CHARS]):
        return "generated"
    lines = text.split("\n")
    if not LEAST_CHARS <= len(text) <= MOST_CHARS or len(lines) < LEAST_LINES:
        return "size"
    if max(map(len, lines)) > LONGEST_LINE or len(text) / len(lines) > MOST_CHARS_A_LINE:
        return "minified"
    if _literals(lines) > MOST_LITERALS:
        return "a table"
    return None if _parses(text) else "not Python 3"


def is_test(path: str) -> bool:
    """Tell whether a file tests others."""
    return bool(TESTS.search(path))


def _literals(lines: list[str]) -> float:
    code = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return sum(bool(LITERAL.match(line)) for line in code) / max(1, len(code))


def _parses(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of others' escapes in others' strings
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
