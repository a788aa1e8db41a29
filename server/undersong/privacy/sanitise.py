"""Code with everything taken out that was nobody's to keep: secrets, addresses, long texts."""

import re

from undersong.source.secretlike import is_secret_like

SECRET, ADDRESS, LONG_TEXT = "<secret>", "<address>", "<text>"
# A literal beyond this is a message, a document or data; what code does is in shorter ones. The index draws the same
# line (decision 0009).
LONGEST_LITERAL = 64
# Names whose value is a secret however plain it looks: PASSWORD = "hunter2".
TELLING = re.compile(
    r"""((?:pass(?:word|wd|phrase)?|secret|token|api_?key|private_?key|credentials?|auth)\w*["']?\s*[:=]\s*[rbuf]?)"""
    r"""(["'`])(?P<value>[^"'`\n]{4,})\2""",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
# user:password@host inside an address of the net.
CREDENTIALS = re.compile(r"(?<=://)[^\s/@:\"'`]{1,64}:[^\s/@\"'`]{1,128}(?=@)")
PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]{2,40}-----.*?(?:-----END [A-Z ]{2,40}-----|\Z)", re.DOTALL)
LITERAL = re.compile(r"""(["'`])((?:\\.|(?!\1)[^\\\n])*)\1""")
WORD = re.compile(r"[A-Za-z0-9+/_=.-]{16,}")


def sanitised(text: str, longest_literal: int = LONGEST_LITERAL) -> str:
    r"""Return the text with placeholders for secrets, e-mail addresses and long literals; lines stay lines.

    Doing it twice changes nothing more.

    >>> sanitised('PASSWORD = "hunter2"\nmail("ann@example.org")')
    'PASSWORD = "<secret>"\nmail("<address>")'
    """
    text = PRIVATE_KEY.sub(_same_lines, text)
    text = CREDENTIALS.sub(SECRET, text)
    text = TELLING.sub(lambda found: f"{found[1]}{found[2]}{SECRET}{found[2]}", text)
    text = EMAIL.sub(ADDRESS, text)
    text = LITERAL.sub(lambda found: f"{found[1]}{_literal(found[2], longest_literal)}{found[1]}", text)
    return WORD.sub(lambda found: SECRET if is_secret_like(found[0]) else found[0], text)


def _literal(inside: str, longest: int) -> str:
    if is_secret_like(inside):
        return SECRET
    return LONG_TEXT if len(inside) > longest else inside


def _same_lines(found: re.Match[str]) -> str:
    return SECRET + "\n" * found[0].count("\n")
