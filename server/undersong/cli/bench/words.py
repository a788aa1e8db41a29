"""The baseline of completion: words of the open file, as VS Code's word-based suggestions offer them."""

import re

WORD = re.compile(r"[^\W\d]\w{2,}")


class WordCompletion:
    """Offers the word of the text that begins with what is typed; the one used last comes first."""

    def complete(self, head: str) -> str:
        """Return what the first offer adds behind the text; nothing without a typed beginning."""
        typed = re.search(r"\w*\Z", head)
        prefix = typed.group() if typed else ""
        if not prefix:
            return ""
        known = dict.fromkeys(reversed(WORD.findall(head[: len(head) - len(prefix)])))
        return next((word[len(prefix) :] for word in known if word.startswith(prefix) and word != prefix), "")
