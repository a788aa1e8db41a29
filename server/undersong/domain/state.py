"""The states that a person sees, and the detectors that tell them."""

from enum import StrEnum


class State(StrEnum):
    """What the work looks like. Never what a person feels."""

    STEADY = "steady"
    FOCUSED = "focused"
    STUCK = "stuck"
    UNUSUAL = "unusual"


class SelfReport(StrEnum):
    """The answers to "how is the work going?"."""

    STUCK = "stuck"
    FINE = "fine"
    FOCUSED = "focused"
