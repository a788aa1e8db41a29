"""The contract of a processor."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from undersong.suggestions.processing.place import Place


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the open file.

    `has_word` tells whether a name was met anywhere in the repository; None where no repository was read.
    """

    has_word: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing of a text is worth showing; `reason` is short and may stand in the status bar."""

    reason: str


class Processor(ABC):
    """One thing that can be wrong with a text, and what is done about it.

    A text has line feeds for line breaks and is inserted at the cursor; what stands behind it stays. A processor never
    raises, changes nothing that is right, finds nothing more to do in its own result, and leaves no bracket open that
    the text closed.
    """

    name: ClassVar[str]

    @abstractmethod
    def process(self, text: str, place: Place, known: Known) -> str | Refused:
        """Return the text, what is left of it, or why nothing is."""
