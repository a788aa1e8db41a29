"""What is computed about the work: every feature with its value at the end of the range."""

from collections.abc import Sequence

from undersong.features.feature import Feature
from undersong.reports.section import Row, Section, Table

COLUMNS = ("feature", "looks at", "value", "formula", "source", "read by")
WORDS = (
    "Every number that is reckoned from the work, as it was at the end of this range. A detector sees only the numbers "
    "that name it, and no text, path or name is among them. They stay on this machine, for you alone."
)
LOOKS_AT = {"window": "ten minutes", "session": "the session", "weeks": "weeks"}

# Feature, what it looks at, its value in words, and who reads it.
Told = tuple[Feature, str, str, Sequence[str]]


def computed_section(told: Sequence[Told]) -> Section:
    """Return the features as a table, in their reading order."""
    rows: tuple[Row, ...] = tuple(
        (feature.name, LOOKS_AT[of], words, feature.formula, feature.source, ", ".join(readers))
        for feature, of, words, readers in told
    )
    return Section("computed", "What is computed about this work", WORDS, None, Table(COLUMNS, rows))
