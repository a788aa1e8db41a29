"""What brackets and strings a text opens and closes by itself."""

import re
from dataclasses import dataclass
from functools import lru_cache

from undersong.source.languages import DASH_COMMENTS, HASH_COMMENTS

# Here an apostrophe is a lifetime or prose more often than a quote.
NO_APOSTROPHE = frozenset({"rust", "html", "vue", "svelte", "yaml", "r"})
BACKTICK = frozenset({"javascript", "javascriptreact", "typescript", "typescriptreact", "go", "shellscript"})
COMMENTS = frozenset({"#", "//", "--"})
PAIRS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text that was looked through.

    `closed` are the closers that close nothing of the text's own, with their places: brackets, and the quote of the
    string that the cursor stood in; `opened` the brackets, and the string at the end, that it opens and does not close;
    `code` the text with every string and comment blanked out; `comment` where a comment begins, -1 without one.
    """

    closed: tuple[tuple[str, int], ...]
    opened: tuple[tuple[str, int], ...]
    code: str
    comment: int = -1

    @property
    def is_closed(self) -> bool:
        """Every bracket and string that the text opens is closed by it."""
        return not self.opened

    @property
    def is_neutral(self) -> bool:
        """What stands behind the text is in the same brackets and strings as without the text."""
        return [PAIRS.get(mark, mark) for mark, _ in self.closed] == [mark for mark, _ in reversed(self.opened)]


@lru_cache(maxsize=128)
def pieces_of(text: str, open_quote: str, language: str) -> Pieces:
    """Return what a text opens and closes, when the cursor stands in a string of `open_quote`, or in none."""
    if not open_quote:
        return _walked(text, 0, [], language)
    at = closed_at(text, 0, open_quote)
    if at < 0:
        return Pieces((), (), " " * len(text))
    return _walked(text, at, [(open_quote, at - len(open_quote))], language)


def _walked(text: str, at: int, closed: list[tuple[str, int]], language: str) -> Pieces:
    """Return what is found from `at` on, where code begins."""
    opened: list[tuple[str, int]] = []
    code, last, comment = [" " * at], at, -1
    find = _marks(language).search
    while found := find(text, at):
        mark, start, at = found.group(), found.start(), found.end()
        if mark in "([{":
            opened.append((mark, start))
        elif mark in PAIRS:
            if opened and opened[-1][0] == PAIRS[mark]:
                opened.pop()
            else:
                closed.append((mark, start))
        else:
            quote, at = _skipped(text, found)
            comment = start if comment < 0 and mark in COMMENTS else comment
            code += [text[last:start], " " * (at - start)]
            last = at
            if quote:
                opened.append((quote, start))
    return Pieces(tuple(closed), tuple(opened), "".join([*code, text[last:]]), comment)


def _skipped(text: str, found: re.Match[str]) -> tuple[str, int]:
    """Return the quote of a string that does not end, and where the string or comment ends."""
    mark = found.group()
    if mark in COMMENTS:
        end = text.find("\n", found.end())
        return "", len(text) if end < 0 else end
    end = closed_at(text, found.end(), mark)
    return (mark, len(text)) if end < 0 else ("", end)


def closed_at(text: str, at: int, quote: str) -> int:
    """Return the place behind the quote that closes a string, -1 when it goes on to the end of the text or line."""
    found = _closer(quote).match(text, at)
    return found.end() if found else -1


@lru_cache(maxsize=16)
def _closer(quote: str) -> re.Pattern[str]:
    line_end = r"\n" if len(quote) == 1 and quote != "`" else ""
    return re.compile(rf"(?:\\.|(?!{quote})[^\\{line_end}])*+{quote}", re.DOTALL)


@lru_cache(maxsize=64)
def _marks(language: str) -> re.Pattern[str]:
    """Return what may begin something in a language."""
    comment = "#" if language in HASH_COMMENTS else "--" if language in DASH_COMMENTS else "//"
    quotes = ['"""', "'''"] if language == "python" else []
    quotes += ['"'] + ["'"] * (language not in NO_APOSTROPHE) + ["`"] * (language in BACKTICK)
    return re.compile("|".join([*map(re.escape, quotes), comment, r"[()\[\]{}]"]))


def open_quote_of(line: str, language: str) -> str:
    """Return the quote of the string that a line ends in, or nothing.

    >>> open_quote_of('x = f("a', "python"), open_quote_of('x = f("a"', "python")
    ('"', '')
    """
    opened = pieces_of(line, "", language).opened
    return opened[-1][0] if opened and opened[-1][0] not in "([{" else ""
