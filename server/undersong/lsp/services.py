"""What the handlers work with; the daemon's root builds it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from undersong.domain.clock import Clock
from undersong.domain.nudge import Answer
from undersong.flows.attend import Attend
from undersong.flows.choose import Choices
from undersong.flows.pause import Pause
from undersong.flows.record import Recorder
from undersong.flows.tell import Tell
from undersong.inference.client import WorkerClient
from undersong.learning.adapting.corrections import Corrections
from undersong.lsp.editors import Editors
from undersong.lsp.hints import Hints


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that a window may ask for.

    Parameters
    ----------
    salt
        The key of all hashes, in hexadecimal.
    corrections
        Keeps what became of suggestions under a person's hands.
    status
        Makes the answer to `undersong/status`.
    answer_nudge
        Hands a person's answer to the nudge policy.
    answer_question
        Takes the kind of a question, what became of it and the time; gives until when it was put off.
    open_roots
        Called when a window has introduced itself, to read what it has open.
    tick
        Does what is due at the clock's time; a held clock calls it after it was moved.
    """

    clock: Clock
    salt: str
    corrections: Corrections
    choices: Choices
    pause: Pause
    recorder: Recorder
    attend: Attend
    tell: Tell
    worker: WorkerClient
    editors: Editors
    hints: Hints
    status: Callable[[], Awaitable[dict[str, Any]]]
    answer_nudge: Callable[[str, Answer], None]
    answer_question: Callable[[str, str, int], int | None]
    open_roots: Callable[[], Awaitable[None]]
    tick: Callable[[], Awaitable[None]]
