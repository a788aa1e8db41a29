from builders.days import Editor
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.reports.assistance import Suggestions, assistance_section, assistance_words


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


def test_what_was_taken_is_told_for_each_kind_of_work_that_there_is_enough_of() -> None:
    suggestions = Suggestions()
    for number in range(34):
        part = "tests" if number < 20 else "database" if number < 32 else "components"
        id_ = f"{number}"
        shown = {"suggestion.id": id_, "suggestion.kind": "completion", "suggestion.slice": part}
        told = {"suggestion.id": id_, "suggestion.kind": "completion", "suggestion.outcome": "accepted"}
        suggestions.feed(happened(Kind.SUGGESTION_SHOWN, shown))
        if number % 2:
            suggestions.feed(happened(Kind.SUGGESTION_OUTCOME, told))

    assert suggestions.by_slice() == [("tests", 20, 10), ("database", 12, 6)]
    assert "Taken were 50 % in tests, 50 % in database code." in assistance_words(suggestions)


def test_a_later_look_at_what_was_taken_is_no_outcome() -> None:
    suggestions = Suggestions()
    about = {"suggestion.id": "1", "suggestion.kind": "completion"}
    suggestions.feed(happened(Kind.SUGGESTION_OUTCOME, {**about, "suggestion.kept_after": "30s"}))

    assert suggestions.outcomes == {}


def happened(kind: Kind, data: dict[str, object]) -> Event:
    return Event("1", kind, 0, 0, "editor/w1", "s", data=data)
