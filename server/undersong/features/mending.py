"""How soon trouble is answered: by an edit, and by the next run."""

from collections import deque
from statistics import median

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.window import SPAN_MS
from undersong.features.focus import is_trouble
from undersong.features.meter import Meter, Values
from undersong.features.trials import PAIR_MS, trial_of

# The median of the last of them is enough, at the same cost.
MOST_ANSWERS = 50


class Mending(Meter):
    """Measures from an error, or a failing run, to what answers it. Trouble that follows on trouble waits with it; what
    nothing answered for ten minutes is given up.

    post_error_edit_seconds
        Unit: seconds. Formula: median over ten minutes of (next edit by hand - error). Source: own, after Jadud 2006.
    post_error_run_seconds
        Unit: seconds. Formula: median over ten minutes of (next run - error). Source: own, after Jadud 2006.
    """

    kinds = frozenset({Kind.ERROR_OCCURRED, Kind.TEST_RUN, Kind.COMMAND_EXECUTED, Kind.FILE_MODIFIED})

    def __init__(self) -> None:
        self._edits, self._runs = Answers(), Answers()

    def take(self, event: Event, end_ms: int) -> None:  # noqa: ARG002 - an answer has its own time
        """Note trouble, or an answer to it."""
        if event.kind == Kind.FILE_MODIFIED:
            if event.origin == Origin.USER:
                self._edits.answer(event.time_ms)
            return
        # A command and its report tell of one run within seconds: the second does not answer the first.
        if event.kind != Kind.ERROR_OCCURRED and trial_of(event) is not None:
            self._runs.answer(event.time_ms, PAIR_MS)
        if is_trouble(event):
            self._edits.ask(event.time_ms)
            self._runs.ask(event.time_ms)

    def close(self, end_ms: int) -> Values:
        """Return the median times to the next edit and to the next run; None where nothing was answered."""
        return {
            "post_error_edit_seconds": self._edits.median_seconds(end_ms),
            "post_error_run_seconds": self._runs.median_seconds(end_ms),
        }


class Answers:
    """The waiting times of the last ten minutes, none longer than ten minutes.

    Trouble is answered, or too old to be, whatever came before it: so what is measured depends on twenty minutes alone.
    """

    def __init__(self) -> None:
        self._asked: deque[int] = deque()
        self._waits: deque[tuple[int, int]] = deque(maxlen=MOST_ANSWERS)

    def ask(self, time_ms: int) -> None:
        """Begin to wait; older trouble waits on."""
        self._give_up(time_ms)
        self._asked.append(time_ms)

    def answer(self, time_ms: int, least_ms: int = 0) -> None:
        """End the wait of all trouble that is not too young to be ended, and note the longest."""
        self._give_up(time_ms)
        if self._asked and self._asked[0] <= time_ms - least_ms:
            self._waits.append((time_ms, time_ms - self._asked[0]))
        while self._asked and self._asked[0] <= time_ms - least_ms:
            self._asked.popleft()

    def median_seconds(self, end_ms: int) -> float | None:
        """Return the median wait."""
        while self._waits and self._waits[0][0] <= end_ms - SPAN_MS:
            self._waits.popleft()
        return median(wait_ms for _, wait_ms in self._waits) / 1000 if self._waits else None

    def _give_up(self, time_ms: int) -> None:
        while self._asked and self._asked[0] < time_ms - SPAN_MS:
            self._asked.popleft()
