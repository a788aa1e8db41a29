"""The kinds of event and the origins of an edit, as the schema spells them."""

from enum import StrEnum

TYPE_PREFIX = "dev.undersong.editor."
TYPE_SUFFIX = ".v1"


class Kind(StrEnum):
    """What happened. A kind that is not listed here is stored raw and counted, never judged."""

    FILE_MODIFIED = "file_modified"
    FILE_OPENED = "file_opened"
    FILE_SAVED = "file_saved"
    CURSOR_MOVED = "cursor_moved"
    TEST_RUN = "test_run"
    COMMIT_CREATED = "commit_created"
    ERROR_OCCURRED = "error_occurred"
    COMMAND_EXECUTED = "command_executed"
    DEBUG_STARTED = "debug_started"
    DEBUG_ENDED = "debug_ended"
    FOCUS_CHANGED = "focus_changed"
    SESSION_STARTED = "session_started"
    SESSION_ENDED = "session_ended"
    SUGGESTION_SHOWN = "suggestion_shown"
    SUGGESTION_OUTCOME = "suggestion_outcome"
    NUDGE_SHOWN = "nudge_shown"
    NUDGE_ANSWERED = "nudge_answered"
    SELF_REPORT = "self_report"


class Origin(StrEnum):
    """Who made an edit. Typing features look at `USER` alone."""

    USER = "user"
    COMPLETION = "completion"
    AGENT = "agent"
    FORMAT = "format"
    GIT = "git"
    UNDO = "undo"
    PASTE = "paste"


def type_of(kind: str) -> str:
    """Return the CloudEvents `type` of a kind: ``dev.undersong.editor.test_run.v1``."""
    return f"{TYPE_PREFIX}{kind}{TYPE_SUFFIX}"


def kind_of(event_type: str) -> str:
    """Return the kind of a CloudEvents `type`; a type that is not ours, or a later version, comes back whole."""
    if event_type.startswith(TYPE_PREFIX) and event_type.endswith(TYPE_SUFFIX):
        return event_type[len(TYPE_PREFIX) : -len(TYPE_SUFFIX)]
    return event_type
