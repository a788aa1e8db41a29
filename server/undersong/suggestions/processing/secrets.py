"""Keys, tokens and passwords."""

import re
from typing import ClassVar

from undersong.source.secretlike import is_secret_like
from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.place import Place

LONG = re.compile(r"[^\s\"'`,;()\[\]{}<>]{16,}")
# A literal given to a name of this kind is somebody's password, or reads like an invented one.
PASSWORD = re.compile(
    r"(?i)\b\w*(?:passwd|password|secret|api_?key|auth_?token|access_?key)\w*[\"']?\s*[:=]\s*[\"'](?=[^\"'\s]{6})"
    r"(?=[^\"']*\d)[^\"'\s{}$%<>]+[\"']"
)


class Secrets(Processor):
    """What looks like a secret is never offered, not even the rest of one."""

    name: ClassVar[str] = "secrets"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:  # noqa: ARG002
        """Refuse a text that holds or completes something secret-like."""
        line = place.line[-80:]
        whole = line + text
        runs = (found.group() for found in LONG.finditer(whole) if found.end() > len(line))
        if any(map(is_secret_like, runs)) or any(found.end() > len(line) for found in PASSWORD.finditer(whole)):
            return Refused("looks like a secret")
        return text
