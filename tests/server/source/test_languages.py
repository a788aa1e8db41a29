from undersong.source.languages import comment_mark, language_of


def test_a_suffix_names_the_language_as_the_editor_does() -> None:
    assert language_of("a/b.PY") == "python"
    assert language_of("view.tsx") == "typescriptreact"


def test_prose_and_data_are_no_code() -> None:
    assert language_of("README.md") is None
    assert language_of("data.json") is None
    assert language_of("Makefile") is None


def test_each_language_has_its_comment_mark() -> None:
    assert [comment_mark(language) for language in ("python", "sql", "go")] == ["#", "--", "//"]
