from builders.days import Editor
from undersong.domain.kind import Kind
from undersong.reports.nudging import Nudges, nudges_section


def read(*answers, silent=0, said=()):
    editor, nudges = Editor(), Nudges()
    for answer in answers:
        editor.nudge(answer)
    for _ in range(silent):
        editor.nudge(None, "silent")
    for state in said:
        editor.happen(Kind.SELF_REPORT, report__state=state)
    for event in editor.events:
        nudges.feed(event)
    return nudges


def test_answers_are_counted_and_none_is_one_too():
    section = nudges_section(read("helpful", "helpful", "wrong", None))

    assert section.words == "Four nudges shown; 2 called helpful, 1 called wrong."
    assert ("nudge: no answer", 1) in section.table.rows


def test_silent_nudges_are_told_as_only_counted():
    section = nudges_section(read(silent=2))

    assert section.spec is None
    assert section.words == "No nudges shown; 2 more only counted, in the silent first days."


def test_what_was_told_unasked_is_there():
    assert (
        "Told about the work: stuck 2\u00d7, fine 1\u00d7."
        in nudges_section(read(said=["stuck", "fine", "stuck"])).words
    )


def test_no_nudge_is_a_sentence():
    assert nudges_section(Nudges()).words == "No nudge was shown in this range."
