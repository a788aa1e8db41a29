"""Where a cursor stands in its line."""

from undersong.domain.suggestion import Context
from undersong.source.languages import comment_mark
from undersong.source.lexer import is_in_comment, open_end

CARET = (
    "is_line_begun",
    "is_after_dot",
    "is_after_equals",
    "is_after_opener",
    "is_after_comma",
    "is_after_blank",
    "is_in_word",
    "is_in_string",
    "is_in_comment",
    "typed_chars",
    "typed_word_chars",
    "indent",
    "open_brackets",
    "behind_chars",
    "lines_above",
)
QUOTES = frozenset({"'", '"'})
# A longer line, and a longer file, are like this one.
MOST_CHARS, MOST_LINES = 200, 2000


def caret_features(context: Context) -> dict[str, float]:
    """Return what stands around the cursor, as numbers."""
    line = context.prefix[context.prefix.rfind("\n") + 1 :]
    behind = context.suffix.partition("\n")[0].strip()
    typed, firm = open_end(line), line.rstrip()
    # An apostrophe in a comment opens nothing, and a mark in a string begins no comment.
    begun = typed.lstrip("rbfuRBFU")[:1]
    is_in_note = is_in_comment(line.removesuffix(typed) if begun in QUOTES else line, comment_mark(context.language))
    is_in_string = begun in QUOTES and not is_in_note
    last = firm[-1:]
    return {
        "is_line_begun": float(bool(firm)),
        "is_after_dot": float(last == "." or (bool(typed) and line[: len(line) - len(typed)].endswith("."))),
        "is_after_equals": float(last == "="),
        "is_after_opener": float(last in ("(", "[", "{") and last != ""),
        "is_after_comma": float(last == ","),
        "is_after_blank": float(line != firm and bool(firm)),
        "is_in_word": float(bool(typed) and begun not in QUOTES),
        "is_in_string": float(is_in_string),
        "is_in_comment": float(is_in_note),
        "typed_chars": float(min(len(firm.lstrip()), MOST_CHARS)),
        "typed_word_chars": float(min(len(typed), MOST_CHARS)),
        "indent": float(min(len(line) - len(line.lstrip()), MOST_CHARS)),
        "open_brackets": float(sum(map(line.count, "([{")) - sum(map(line.count, ")]}"))),
        "behind_chars": float(min(len(behind), MOST_CHARS)),
        "lines_above": float(min(context.prefix.count("\n"), MOST_LINES)),
    }
