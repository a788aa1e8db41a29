"""Texts at a cursor, as processors and the gate get them."""

from undersong.domain.suggestion import Context, Signals, Suggestion
from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.place import Place


def at(code: str, language: str = "python", path: str = "a.py") -> Context:
    """The place where a bar stands in code; without one, its end."""
    prefix, _, suffix = code.partition("|")
    return Context(path, language, prefix, suffix)


def done(processor: Processor, code: str, text: str, known: Known | None = None, language: str = "python") -> str:
    """What a processor makes of a text; a refusal as its reason in angle brackets."""
    result = processor.process(text, Place(at(code, language)), known or Known())
    return f"<{result.reason}>" if isinstance(result, Refused) else result


def offered(text: str, confidence: float = 0.5, signals: Signals | None = None, source: str = "both") -> Suggestion:
    """A suggestion."""
    return Suggestion(text, confidence, source, "completion 0.0.0", signals=signals)
