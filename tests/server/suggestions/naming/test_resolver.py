from pathlib import Path

import pytest

from builders.repositories import repository
from undersong.suggestions.naming.occurrences import Occurrence
from undersong.suggestions.naming.resolver import Resolver, forget_trees, references_after

TEXT = "def outer(first):\n    inner = first\n    return inner\n\n\nclass A:\n    def run(self): ...\n"


@pytest.fixture
def resolver(tmp_path: Path) -> tuple[Resolver, str]:
    root = repository(tmp_path / "root", {"a.py": TEXT})
    return Resolver(root, {str(root / "a.py"): TEXT}, tmp_path / "cache"), str(root / "a.py")


def test_a_local_knows_its_function(resolver: tuple[Resolver, str]) -> None:
    ask, path = resolver

    (target,) = ask.targets(path, Occurrence(2, 11))

    assert (target.kind, target.place, target.scope, target.owner) == ("statement", Occurrence(1, 4), (0, 2), "outer")


def test_a_method_knows_that_it_is_one(resolver: tuple[Resolver, str]) -> None:
    ask, path = resolver

    (target,) = ask.targets(path, Occurrence(6, 8))

    assert target.is_method
    assert target.scope is None


def test_what_means_nothing_has_no_target(resolver: tuple[Resolver, str]) -> None:
    ask, path = resolver

    assert ask.targets(path, Occurrence(3, 0)) == []


def test_references_are_found_in_the_file(resolver: tuple[Resolver, str]) -> None:
    ask, path = resolver

    assert ask.references_in_file(path, Occurrence(0, 10)) == {Occurrence(0, 10), Occurrence(1, 12)}
    assert references_after(TEXT, path, Occurrence(0, 10)) == 2


def test_trees_are_forgotten_after_a_rename(resolver: tuple[Resolver, str]) -> None:
    import parso.cache

    ask, path = resolver
    ask.targets(path, Occurrence(2, 11))

    forget_trees([path])

    assert all(Path(path) not in trees for trees in parso.cache.parser_cache.values())
