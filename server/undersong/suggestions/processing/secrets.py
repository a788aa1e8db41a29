"""Keys, tokens and passwords."""

import re
from typing import ClassVar

from undersong.source.secretlike import KNOWN_KEY, is_secret_like
from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.place import Place

LONG = re.compile(r"[^\s\"'`,;()\[\]{}<>]{16,}")
# A literal given to a name of this kind is somebody's password, or reads like an invented one. Its closing quote may
# stand behind the cursor already.
PASSWORD = re.compile(
    r"(?im)\b\w*(?:passwd|password|secret|api_?key|auth_?token|access_?key)\w*[\"']?\s*[:=]\s*[\"'](?=[^\"'\s]{6})"
    r"(?=[^\"']*\d)[^\"'\s{}$%<>]+(?:[\"']|$)"
)


class Secrets(Processor):
    """What looks like a secret is never offered, not even the rest of one."""

    name: ClassVar[str] = "secrets"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:  # noqa: ARG002
        """Refuse a text that holds or completes something secret-like."""
        line = place.line[-80:]
        whole = line + text
        runs = (found for found in LONG.finditer(whole) if found.end() > len(line))
        if any(_is_secret(found, whole) for found in runs) or any(
            found.end() > len(line) for found in PASSWORD.finditer(whole)
        ):
            return Refused("looks like a secret")
        return text


def _is_secret(found: re.Match[str], whole: str) -> bool:
    """Return whether a run of characters is a secret; a name outside of quotes is one only in a known form."""
    run = found.group()
    is_name = run.isidentifier() and whole[found.start() - 1 : found.start()] not in ("'", '"')
    return bool(KNOWN_KEY.search(run)) if is_name else is_secret_like(run)
