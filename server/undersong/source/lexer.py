"""Text into tokens, the same way for every language: words, numbers, literals, operators and line breaks.

A token carries at most one blank before it (``" foo"``), so that a line can be put together again as it was written.
No state crosses a line, so one changed line is one line to read again. Comments and docstrings come out as words.
"""

import re

# Longer literals are prose or data: nobody wants them guessed.
LITERAL_CHARS = 64

STRING = r"(?:\"[^\"\\\n]*(?:\\.[^\"\\\n]*)*\"|'[^'\\\n]*(?:\\.[^'\\\n]*)*')"
OPERATOR = r"->|:=|=>|\*\*=?|//=?|[=!<>+\-*/%&|^@]=|\.\.\.|&&|\|\||::|[^\s\w]"
WORD = rf"[^\W\d]\w*(?:(?<=[rbfuRBFU])(?!\"\"\"|\'\'\'){STRING})?"
TOKEN = re.compile(rf"\n(?:[ \t]*\n)*[ \t]*| ?(?:{WORD}|\"\"\"|\'\'\'|{STRING}|\d[\w.]*|{OPERATOR})")
WORD_AT_END = re.compile(r"[^\W\d]\w*\Z")
CLOSED_STRING = re.compile(r"\"\"\"|'''|" + STRING)
OPEN_STRING = re.compile(r"[rbfuRBFU]{0,2}[\"'][^\"']*\Z")


def tokens_of(text: str) -> list[str]:
    """Return the tokens of whole lines. Each line begins with its break and indentation, blank lines are left out.

    >>> tokens_of("if a:\\n\\n    b = 'c'")
    ['\\n', 'if', ' a', ':', '\\n\\n    ', 'b', ' =', " 'c'"]
    """
    return TOKEN.findall("\n" + text)


def open_end(line: str) -> str:
    """Return what of the last token is already there: a word, an unclosed string, or nothing.

    >>> open_end("value = sel"), open_end("d['na"), open_end("f(")
    ('sel', "'na", '')
    """
    word = WORD_AT_END.search(line)
    quote = OPEN_STRING.search(_blanked(line))
    if quote:
        return line[quote.start() :]
    return word.group() if word else ""


def _blanked(line: str) -> str:
    return CLOSED_STRING.sub(lambda found: "_" * len(found.group()), line)


def width_of(line_break: str) -> int:
    """Return the indentation that a line-break token opens, in columns; a tab counts as four."""
    indent = line_break[line_break.rfind("\n") + 1 :]
    return len(indent) + 3 * indent.count("\t")


def is_in_comment(line: str, mark: str) -> bool:
    """Return whether the end of a line lies behind a comment mark that stands outside of strings."""
    return mark in _blanked(line)
