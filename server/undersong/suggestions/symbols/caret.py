"""What kind of place the caret stands at: behind a dot, inside a call, in an import, or none of these."""

import keyword
import re
from dataclasses import dataclass

from undersong.source.languages import comment_mark
from undersong.source.lexer import is_in_comment, open_end, tokens_of
from undersong.suggestions.symbols.chain import CLOSING, Call, call_around, chain

# A call or an import that began further up is taken for none.
MOST_LINES = 60

FROM_IMPORT = re.compile(r"[ \t]*from[ ]+([\w.]+)[ ]+import\b(.*)\Z", re.DOTALL)
FROM_MODULE = re.compile(r"[ \t]*from[ ]+((?:[\w.]*\.)?)\w*\Z")
IMPORT_MODULE = re.compile(r"[ \t]*import[ ]+(?:[\w., ]*,[ ]*)?((?:[\w.]*\.)?)\w*\Z")
BEGINS_FROM = re.compile(r"[ \t]*from[ ]")
DEFINED = re.compile(r"[ \t]*(?:async[ ]+)?(?:def|class)[ ]+\w*\Z")
GIVEN_VALUE = re.compile(r"([A-Za-z_]\w*)\s*(?::[^=]*)?=\s*(?:await\s+|not\s+)?\w*\Z")
KEYWORDS = frozenset(keyword.kwlist)
# Keywords that are values, and names that begin a statement as keywords do.
VALUE_WORDS, SOFT_WORDS = frozenset({"None", "True", "False"}), frozenset({"match", "case", "type", "print"})
FORMATTED = re.compile(r"[rR]?[fF][rR]?[\"']")


@dataclass(frozen=True, slots=True)
class Caret:
    """A place to complete a name at.

    `kind` is ``attribute``, ``imported``, ``module``, ``argument``, ``definition`` or ``name``; `typed` the part of
    the name that stands there; `line` the line up to the caret, inside an f-string without the text around;
    `receiver` the chain before the dot; `module` what is imported from, `used` what is imported already; `target` the
    name that is being given a value; `is_after_value` says that a value has just ended, so that of all words only
    ``and``, ``in``, ``if`` and their like can go on.
    """

    kind: str
    typed: str
    line: str
    receiver: tuple[str, ...] = ()
    call: Call | None = None
    module: str = ""
    target: str = ""
    used: frozenset[str] = frozenset()
    is_after_value: bool = False


def caret_at(prefix: str, language: str = "python") -> Caret | None:
    """Return what stands at the end of a text; None inside a string or a comment, and where a value has just ended."""
    *above, whole = prefix.rsplit("\n", MOST_LINES)[-MOST_LINES:]
    line = code_at_end(whole, language)
    if line is None:
        return None
    typed = open_end(line)
    imported = _import(above, line, typed) if language == "python" else None
    found = imported or _named(above, line, typed)
    return None if found.is_after_value and not typed else found


def code_at_end(line: str, language: str) -> str | None:
    """Return a line as far as it is code; in the braces of an f-string, without the string around them.

    >>> code_at_end("print(f'{a} and {self.b", "python"), code_at_end("x = 'some", "python")
    ('print(self.b', None)
    """
    open_text = open_end(line)
    if open_text[:1].isidentifier() and "'" not in open_text and '"' not in open_text:
        return None if is_in_comment(line, comment_mark(language)) else line
    if not open_text:
        return None if is_in_comment(line, comment_mark(language)) else line
    _, brace, code = open_text.replace("{{", "").rpartition("{")
    if not brace or "}" in code or not FORMATTED.match(open_text):
        return None
    return line[: len(line) - len(open_text)] + code


def _import(above: list[str], line: str, typed: str) -> Caret | None:
    if found := (FROM_MODULE.match(line) or IMPORT_MODULE.match(line)):
        dotted = found[1]
        return Caret("module", typed, line, module=dotted if not dotted.strip(".") else dotted.removesuffix("."))
    lines = [*above, line]
    start = next((at for at in range(len(lines) - 1, -1, -1) if BEGINS_FROM.match(lines[at])), None)
    found = FROM_IMPORT.match("\n".join(lines[start:])) if start is not None else None
    if found is None or ("\n" in found[2] and (found[2].lstrip()[:1] != "(" or ")" in found[2])):
        return None
    names = re.findall(r"\w+", found[2])
    return Caret("imported", typed, line, module=found[1], used=frozenset(names[:-1] if typed else names))


def _named(above: list[str], line: str, typed: str) -> Caret:
    if DEFINED.match(line):
        return Caret("definition", typed, line)
    tokens = tokens_of("\n".join([*above, line[: len(line) - len(typed)]]))
    words = [token.removeprefix(" ") if token[0] != "\n" else "\n" for token in tokens]
    call = call_around(words)
    given = GIVEN_VALUE.search(line)
    target = given[1] if given else ""
    if words[-1] == ".":
        return Caret("attribute", typed, line, chain(words[:-1]), call, target=target)
    kind = "argument" if call is not None and call.at_start else "name"
    return Caret(kind, typed, line, call=call, target=target, is_after_value=_ends_value(words))


def _ends_value(words: list[str]) -> bool:
    """Return whether tokens end in a name, a literal or a closing bracket, and not in a word that wants one."""
    *before, last = words
    if last in CLOSING:
        return True
    is_soft = last in SOFT_WORDS and before[-1:] == ["\n"]
    is_name = last.isidentifier() and last not in KEYWORDS and not is_soft
    return is_name or last[:1].isdigit() or last[-1:] in "\"'" or last in VALUE_WORDS
