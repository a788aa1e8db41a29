"""What remains of a suggestion when the person types what it said."""

from dataclasses import replace

from undersong.domain.suggestion import Context, Suggestion


def typed_through(last: Context, offered: Suggestion, now: Context) -> Suggestion | None:
    """Return the rest of what was offered at `last`, when all that changed is that its beginning was typed.

    None when something else was typed, when it was typed to its end, or when the text behind the cursor differs.
    """
    if (now.path, now.suffix) != (last.path, last.suffix) or not now.prefix.startswith(last.prefix):
        return None
    typed = now.prefix[len(last.prefix) :]
    rest = offered.text[len(typed) :]
    if not typed or not rest or not offered.text.startswith(typed):
        return None
    others = tuple(text[len(typed) :] for text in offered.alternatives if text.startswith(typed) and text != typed)
    return replace(offered, text=rest, alternatives=others)
