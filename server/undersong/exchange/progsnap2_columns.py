"""The columns of ProgSnap2, and which of their values may be kept as they are."""

import re
from collections.abc import Mapping

from undersong.exchange.names import Names
from undersong.exchange.times import TIME, ZONE
from undersong.exchange.vocabulary import words

PREFIX = "progsnap."
# What comes out again as it came in.
NUMBER = re.compile(r"0|[1-9]\d{0,14}", re.ASCII)
# A column that the standard does not list may bear any name, so its name is hidden like its values.
OTHER = f"{PREFIX}other."

NUMBERS = words(
    "EventID Order Score Attempt X-ElapsedTime AssignmentIsGraded ProblemIsGraded ParentEventID ExecutionID"
)
WORDS: Mapping[str, frozenset[str]] = {
    "EventType": words(
        """
        Session.Start Session.End Project.Open Project.Close File.Create File.Delete File.Open File.Close File.Save
        File.Rename File.Copy File.Edit File.Focus File.Init File.Run File.Submit File.RequestHelp Compile Compile.Error
        Compile.Warning Submit Run.Program Run.Test Debug.Program Debug.Test Resource.View Intervention X-Cursor.Move
        X-Commit X-Command Keystroke
        """
    ),
    "EditType": words(
        """
        Insert Delete Replace Move Paste Undo Redo Refactor Reset GenericEdit init insert delete edit format paste
        replace undo redo
        """
    ),
    "EventInitiator": words(
        """
        UserDirectAction UserIndirectAction ToolReaction ToolTimedEvent InstructorDirectAction InstructorIndirectAction
        TeamMemberDirectAction TeamMemberIndirectAction
        """
    ),
    "CompileResult": words("Success Warning Error"),
    "ExecutionResult": words("Success Timeout Error TestFailed"),
    "InterventionCategory": words("Feedback Hint CodeHighlight CodeChange Grade Other"),
    "X-Intervene": words("Y D R"),
    "X-Why": words("compiler semantic logical deviation trial hint subgoal backward"),
}
HIDDEN = words(
    """
    SubjectID ToolInstances CodeStateID ServerTimestamp ServerTimezone ClientTimestamp ClientTimezone SessionID CourseID
    CourseSectionID TermID AssignmentID ProblemID ProjectID ExperimentalCondition TeamID LoggingErrorID EditTrigger
    CodeStateSection DestinationCodeStateSection SourceLocation InsertText DeleteText ProgramInput ProgramOutput
    ProgramErrorOutput CompileMessageType CompileMessageData TestID InterventionType InterventionMessage ResourceID
    X-CodeState X-How
    """
)
PROPERTIES = (
    "Version",
    "AreEventsOrdered",
    "IsEventOrderingConsistent",
    "EventOrderScope",
    "EventOrderScopeColumns",
    "CodeStateRepresentation",
)
PROPERTY_WORDS = words(
    "1.0 3 4 5 6 7 true false True False TRUE FALSE Global Restricted None SubjectID SessionID Table Directory Git"
)


def field_of(column: str) -> str:
    """Return the field's name for a column of the standard.

    >>> field_of("X-ElapsedTime"), field_of("EventID")
    ('progsnap.x_elapsedtime', 'progsnap.eventid')
    """
    return PREFIX + column.lower().replace("-", "_").replace(".", "_")


FIELDS = {column: field_of(column) for column in sorted({*NUMBERS, *WORDS, *HIDDEN})}
COLUMNS = {name: column for column, name in FIELDS.items()}


def field_in(column: str, names: Names) -> str:
    """Return the field's name for any column."""
    return FIELDS.get(column) or OTHER + names.hide(column)


def column_of(name: str, names: Names) -> str:
    """Return the column of a field; one whose name was hidden and is not remembered has its hash for a name."""
    return COLUMNS.get(name) or str(names.show(name.removeprefix(OTHER)))


def hidden(column: str, cell: str, names: Names) -> str | int:
    """Return what is kept of a cell: numbers, times and words of the standard as they are, a hash for the rest."""
    if column.endswith(("Timestamp", "Timezone")) and (TIME.fullmatch(cell) or ZONE.fullmatch(cell)):
        return cell
    if column in NUMBERS and NUMBER.fullmatch(cell):
        return int(cell)
    return names.word(cell, WORDS.get(column, ()))
