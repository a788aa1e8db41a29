from undersong.suggestions.naming.occurrences import Occurrence, has_error, keywords, occurrences

TEXT = '''load = 1  # load it
"""load"""
text = f"{load} load"
obj.load(load=load, reload=2)
'''


def test_strings_and_comments_hold_no_names() -> None:
    places = occurrences(TEXT, "load")

    assert places == [Occurrence(0, 0), Occurrence(2, 10), Occurrence(3, 4), Occurrence(3, 9), Occurrence(3, 14)]


def test_columns_are_counted_in_characters() -> None:
    assert occurrences("x = 'ü😀'; load = 2\n", "load") == [Occurrence(0, 10)]


def test_keywords_know_what_is_called() -> None:
    assert keywords(TEXT, "load") == [(Occurrence(3, 9), "load")]
    assert keywords("a.b.run(size=1)\n", "size") == [(Occurrence(0, 8), "run")]


def test_a_text_that_does_not_parse_has_an_error() -> None:
    assert has_error("def f(:\n")
    assert not has_error("def f(): ...\n")
