from builders.days import Editor
from undersong.reports.assistance import Suggestions, assistance_section


def read(*told):
    editor, suggestions = Editor(), Suggestions()
    for outcome, kind in told:
        editor.suggest(outcome, kind)
        editor.wait(10)
    for event in editor.events:
        suggestions.feed(event)
    return suggestions


def test_each_suggestion_is_counted_once_by_kind_and_outcome():
    section = assistance_section(read(("accepted", "completion"), (None, "completion"), ("dismissed", "naming")))

    assert section.table.rows == (
        ("completion", 2, 1, 0, 0, 0, 0, 1, "50 %"),
        ("naming", 1, 0, 0, 0, 1, 0, 0, "0 %"),
    )
    assert sum(row["suggestions"] for row in section.spec["data"]["values"]) == 3


def test_naming_fixes_have_a_sentence():
    words = assistance_section(read(("accepted", "naming"), ("dismissed", "naming"))).words

    assert "Of two naming fixes offered, one went in." in words


def test_an_outcome_told_twice_counts_once():
    suggestions = read(("accepted", "completion"))
    editor = Editor()
    editor.suggest("accepted")
    for event in (*editor.events, *editor.events):
        suggestions.feed(event)

    assert (len(suggestions.kinds), suggestions.taken()) == (1, 1)  # the builder's first id is the same each time


def test_no_suggestion_is_a_sentence():
    assert assistance_section(Suggestions()).words == "No suggestion was shown in this range."
