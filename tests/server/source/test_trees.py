import pytest

from undersong.source.trees import GRAMMARS, parse


@pytest.mark.parametrize("language", sorted(GRAMMARS))
def test_every_grammar_loads_and_parses(language: str) -> None:
    tree = parse(language, b"x = 1\n")

    assert tree is not None
    assert not tree.root_node.has_error


def test_other_languages_have_no_tree() -> None:
    assert parse("plaintext", b"x") is None
