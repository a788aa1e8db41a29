"""Names, dots, brackets and calls, read backwards from the caret."""

from dataclasses import dataclass

# A chain of dots longer than this is followed from its end.
LONGEST_CHAIN = 6
OPENING, CLOSING = "([{", ")]}"
# What may stand before a bracket without being called.
NOT_CALLED_WORDS = "if elif while and or not in is return yield assert await lambda else del for"
NOT_CALLED = frozenset(NOT_CALLED_WORDS.split())
# Statements begin with these, so that a bracket further up was forgotten, not left open.
BEGINNING_WORDS = "def class return import raise for while with try if elif else"
BEGINNINGS = frozenset(BEGINNING_WORDS.split())


@dataclass(frozen=True, slots=True)
class Call:
    """An unclosed call around the caret.

    `callee` is the chain that is called, `commas` how many arguments stand there, `given` the keywords among them;
    `at_start` says that an argument begins at the caret.
    """

    callee: tuple[str, ...]
    commas: int
    given: frozenset[str]
    at_start: bool


def chain(words: list[str]) -> tuple[str, ...]:
    """Return the names, calls and items that a list of tokens ends in, dots left out.

    >>> chain(["x", "=", "self", ".", "client", "(", "1", ")"])
    ('self', 'client', '()')
    """
    found: list[str] = []
    at = len(words) - 1
    while at >= 0 and len(found) < LONGEST_CHAIN:
        if words[at] in CLOSING:
            at = _opening(words, at)
            found.append("()" if words[at] == "(" and at > 0 else "[]")
            at -= 1
            if at < 0 or not (words[at].isidentifier() or words[at] in CLOSING) or words[at] in NOT_CALLED:
                break
        elif words[at].isidentifier():
            found.append(words[at])
            if at < 1 or words[at - 1] != ".":
                break
            at -= 2
        else:
            found += ["''"] if words[at][-1:] in "\"'" else []
            break
    return tuple(reversed(found))


def call_around(words: list[str]) -> Call | None:
    """Return the innermost unclosed call at the end of some tokens; None in a list, in a signature, or outside.

    >>> call_around(["f", "(", "1", ",", "by", "=", "2", ","])
    Call(callee=('f',), commas=2, given=frozenset({'by'}), at_start=True)
    """
    depth = commas = 0
    given: set[str] = set()
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if word in CLOSING:
            depth += 1
        elif word in OPENING and depth:
            depth -= 1
        elif word in OPENING:
            return _opened(words, at, commas, given)
        elif not depth and word == ",":
            commas += 1
        elif not depth and word == "=" and at and words[at - 1].isidentifier():
            given.add(words[at - 1])
        elif word in BEGINNINGS and at and words[at - 1] == "\n":
            return None
    return None


def _opened(words: list[str], at: int, commas: int, given: set[str]) -> Call | None:
    callee = chain(words[:at]) if words[at] == "(" else ()
    is_definition = at >= 2 and words[at - 2] in ("def", "class")
    if not callee or is_definition or callee[-1] in NOT_CALLED:
        return None
    last = next((word for word in reversed(words) if word != "\n"), "")
    return Call(callee, commas, frozenset(given), last in ("(", ","))


def _opening(words: list[str], at: int) -> int:
    """Return where the bracket that closes at a place was opened; the beginning, when it was not."""
    depth = 0
    for place in range(at, -1, -1):
        if words[place] in CLOSING:
            depth += 1
        elif words[place] in OPENING:
            depth -= 1
            if not depth:
                return place
    return 0
