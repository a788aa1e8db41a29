"""A file that the index holds."""

from dataclasses import dataclass, field

from undersong.source.reading import Stamp
from undersong.suggestions.index.run import Run
from undersong.suggestions.index.stream import Codes


@dataclass(slots=True)
class Entry:
    """Where a file lies in its run, what it was when it was read, and the names that it gives.

    `names` counts "kind style" → definitions; `outline` packs what a Python file defines.
    """

    stamp: Stamp
    run: Run
    start: int
    end: int
    lines: int
    names: dict[str, int] = field(default_factory=dict)
    outline: str = ""

    def set_alive(self, is_alive: bool) -> None:
        """Let the file's positions count, or count no more."""
        self.run.is_alive[self.start : self.end] = is_alive

    @property
    def codes(self) -> Codes:
        """The file's stream."""
        return self.run.text.codes[self.start : self.end]
