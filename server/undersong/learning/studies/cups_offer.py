"""What a suggestion and the place where it is shown say by themselves, without any history."""

import re
from math import isnan, log1p

from undersong.learning.studies.cups import UNKNOWN, Moment

MEASURES = (
    "offered_chars_log",
    "confidence",
    "mean_log_prob",
    "alternative_log_prob",
    "log_prob_margin",
    "quantile",
    "tokens_log",
    "lines_log",
    "is_unmeasured",
    "total_log_prob",
)
DOCUMENT = ("document_chars_log", "cursor_share", "issued_ms_log", "is_typing", "since_event_log")
LINE = (
    "line_is_blank",
    "after_space",
    "after_word",
    "after_opening",
    "after_closing",
    "after_equals",
    "in_comment",
    "line_chars_log",
    "indent_levels",
    "word_chars_log",
    "in_definition",
)
OFFER = (*MEASURES, *DOCUMENT, *LINE)
WORD_AT_END = re.compile(r"[^\W\d]\w*$")
DEFINITIONS = ("def", "class")
INDENT = 4


def offer_features(moment: Moment) -> dict[str, float]:
    """Return the features of a suggestion at the moment when it is shown; lengths and times as log(1 + x)."""
    return measures(moment) | document(moment) | line(moment.before)


def measures(moment: Moment) -> dict[str, float]:
    """Return what the assistant measured of its own suggestion."""
    told = moment.measured
    mean, other = told["meanLogProb"], told["meanAlternativeLogProb"]
    return {
        "offered_chars_log": logged(moment.offered_chars),
        "confidence": told["confidence"],
        "mean_log_prob": mean,
        "alternative_log_prob": other,
        # How much likelier than its alternatives each token was: surer than `mean` says, where the next words are few.
        "log_prob_margin": mean - other,
        "quantile": told["quantile"],
        "tokens_log": logged(told["numTokens"]),
        "lines_log": logged(told["numLines"]),
        "is_unmeasured": float(isnan(mean)),
        "total_log_prob": mean * told["numTokens"],
    }


def document(moment: Moment) -> dict[str, float]:
    """Return where in the document and in the flow of events the suggestion comes."""
    told = moment.measured
    length = told["documentLength"]
    return {
        "document_chars_log": logged(length),
        "cursor_share": min(1.0, told["promptEndPos"] / length) if length else UNKNOWN,
        # A suggestion from the cache was issued long ago: hands went back to where they had been.
        "issued_ms_log": logged(told["timeSinceIssuedMs"]),
        "is_typing": float(moment.activity == "UserTyping"),
        "since_event_log": logged(told["time_in_state_s"]),
    }


def line(before: str) -> dict[str, float]:
    """Return what stands before the cursor in its own line: a suggestion in the middle of a thought is wanted less."""
    current = before.rpartition("\n")[2]
    text, last = current.strip(), before[-1:]
    word = WORD_AT_END.search(current)
    return {
        "line_is_blank": float(not text),
        "after_space": float(last == " " and bool(text)),
        "after_word": float(last.isalnum() or last == "_"),
        "after_opening": float(last in tuple("([{,")),
        "after_closing": float(last in tuple(")]}")),
        "after_equals": float(text.endswith("=")),
        "in_comment": float("#" in current),
        "line_chars_log": log1p(len(text)),
        "indent_levels": (len(current) - len(current.lstrip())) / INDENT,
        "word_chars_log": log1p(len(word[0])) if word else 0.0,
        "in_definition": float(text.startswith(DEFINITIONS)),
    }


def logged(value: float) -> float:
    """Return log(1 + value), NaN where it is not known."""
    return log1p(max(value, 0.0)) if value == value else UNKNOWN
