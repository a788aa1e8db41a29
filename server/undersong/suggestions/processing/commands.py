"""Commands that destroy what they are given, or run what they fetch."""

import re
from typing import ClassVar

from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.place import Place

DANGEROUS = re.compile(
    r"\brm\s+(?:-\w+\s+)*-\w*[rR]\w*\s+(?:-\w+\s+)*(?:--no-preserve-root\s+)?[\"']?(?:/(?![\w.]{2})|~|\*|\$HOME)"
    r"|\b(?:curl|wget)\b[^\n|;]*\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b"
    r"|\bdrop\s+(?:table|database|schema)\b"
    r"|\btruncate\s+table\b"
    r"|\bdelete\s+from\s+[\w.\"`\[\]%{}]+\s*(?:;|[\"']|$)"
    r"|\bmkfs(?:\.\w+)?\s+/dev/|\bdd\s+[^\n]*\bof=/dev/|>\s*/dev/(?:sd|nvme|hd)"
    r"|:\(\)\s*\{\s*:\s*\|"
    r"|\bchmod\s+-R\s+0?777\s+/|\bshutil\.rmtree\(\s*[\"'](?:/|~)[\"']"
    r"|\bgit\s+push\s+[^\n]*--force(?!-)|\bgit\s+reset\s+--hard\b",
    re.IGNORECASE | re.MULTILINE,
)
# What is looked through is short, so that a line of a megabyte costs nothing.
REACH = 200


class Commands(Processor):
    """A dangerous command is for the person to write, not for us to offer."""

    name: ClassVar[str] = "commands"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:  # noqa: ARG002
        """Refuse a text that holds such a command or completes one that is begun."""
        line = place.line[-REACH:]
        if any(found.end() > len(line) for found in DANGEROUS.finditer(line + text)):
            return Refused("a dangerous command")
        return text
