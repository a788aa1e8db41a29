"""Where a text is to be inserted: the lines around the cursor, read once for all processors."""

from functools import cached_property

from undersong.domain.suggestion import Context
from undersong.source.languages import comment_mark
from undersong.source.lexer import is_in_comment
from undersong.suggestions.processing.pieces import open_quote_of

# As many lines as tell a file's habits; beyond a screenful nothing is compared.
LINES_ABOVE, LINES_BELOW = 60, 20


class Place:
    """The surroundings of a cursor. Whole files are only searched, never split."""

    def __init__(self, context: Context) -> None:
        self.context, self.language = context, context.language

    @cached_property
    def line(self) -> str:
        """The line of the cursor up to the cursor."""
        return self.context.prefix[self.context.prefix.rfind("\n") + 1 :]

    @cached_property
    def behind(self) -> str:
        """What stands behind the cursor on its line."""
        return self.context.suffix.partition("\n")[0].rstrip("\r")

    @cached_property
    def above(self) -> list[str]:
        """The lines above the cursor's, the nearest last."""
        lines = self.context.prefix.rsplit("\n", LINES_ABOVE + 1)
        return [line.rstrip("\r") for line in lines[-LINES_ABOVE - 1 : -1]]

    @cached_property
    def below(self) -> list[str]:
        """The lines below the cursor's."""
        return [line.rstrip("\r") for line in self.context.suffix.split("\n", LINES_BELOW + 1)[1 : LINES_BELOW + 1]]

    @cached_property
    def next_line(self) -> str:
        """The first line below that is not blank, or nothing."""
        return next((line for line in self.below if line.strip()), "")

    @cached_property
    def line_above(self) -> str:
        """The nearest line above that is not blank, or nothing."""
        return next((line for line in reversed(self.above) if line.strip()), "")

    @cached_property
    def newline(self) -> str:
        """How the document breaks its lines."""
        sample = self.context.prefix[-2000:] + self.context.suffix[:2000]
        return "\r\n" if "\r\n" in sample else "\n"

    @cached_property
    def open_quote(self) -> str:
        """The quote of the string that the cursor stands in, or nothing."""
        for long_quote in ('"""', "'''"):
            if self.language == "python" and self.context.prefix.count(long_quote) % 2:
                return long_quote
        return open_quote_of(self.line, self.language)

    @cached_property
    def is_in_comment(self) -> bool:
        """The cursor stands in a comment."""
        return not self.open_quote and is_in_comment(self.line, comment_mark(self.language))

    @property
    def is_prose(self) -> bool:
        """What is written here is read by people alone: a comment or a long string."""
        return self.is_in_comment or len(self.open_quote) > 1

    @cached_property
    def indent(self) -> int:
        """The columns before the first character of the cursor's line."""
        return indent_of(self.line)


def indent_of(line: str) -> int:
    """Return how many blanks a line begins with; a tab is one."""
    return len(line) - len(line.lstrip(" \t"))
