from undersong.reports.method import METHOD, minutes


def test_every_definition_is_a_sentence():
    assert all(rule.endswith(".") and rule[0].isupper() for rule in METHOD)


def test_the_method_says_what_is_never_shown():
    assert any(rule.startswith("Never shown") for rule in METHOD)


def test_the_rules_numbers_are_the_rules_own():
    words = " ".join(METHOD)

    assert "at least 25 minutes of active time" in words
    assert "a gap counts for 2 minutes at most" in words
    assert minutes(60_000) == "1 minute"


def test_a_focus_block_is_told_apart_from_the_focused_state_and_an_import_from_steady_work():
    words = " ".join(METHOD)

    assert "not the state called focused" in words
    assert "such as imported events, is not judged" in words
