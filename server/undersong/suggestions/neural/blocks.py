"""Whether a suggestion may go on over the end of its line, and where its block ends."""

# What a line ends with when lines that belong to it follow.
OPENERS = (":", "(", "[", "{", ",")


def least_indent(line: str, first: str) -> int | None:
    """Return how deep (columns) the next lines must be to belong to a suggestion; None when none do.

    `line` stands before the cursor, `first` is the first suggested line. A line that opens a block has a body that is
    deeper; a suggestion that begins a statement may be followed by others as deep.
    """
    whole = line + first.rstrip()
    indent = len(whole) - len(whole.lstrip())
    if whole.endswith(OPENERS):
        return indent + 1
    return indent if indent and not line.strip() else None


def whole_block(text: str, indent: int) -> str | None:
    """Return the lines of a text up to where a line is less deep than its block; None when that never comes.

    >>> whole_block("a()\\n    b()\\nc", 4)
    'a()\\n    b()'
    """
    first, *rest = text.split("\n")
    kept = [first]
    for number, line in enumerate(rest):
        is_last = number == len(rest) - 1
        if line.strip() and len(line) - len(line.lstrip()) < indent:
            return "\n".join(kept).rstrip()
        if is_last:
            return None  # it may go on
        kept.append(line.rstrip())
    return None
