from collections.abc import Mapping
from pathlib import Path

import pytest

from builders.repositories import repository
from undersong.domain.errors import RenameRefused
from undersong.domain.position import Position, TextEdit
from undersong.suggestions.naming.rename import Scene, rename, word_at

A = """class Store:
    def findItem(self, theKey=1):
        aLocal = theKey
        aLocal = 2
        return aLocal


def helpMe():
    aLocal = 3
    return Store().findItem(theKey=aLocal)
"""
B = """from a import Store, helpMe
import a

x = Store()
x.findItem(theKey=2)
a.helpMe()
print(f"{helpMe()}")  # helpMe
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("jedi")


class Project:
    """Files on disk, and renames in them."""

    def __init__(self, root: Path, cache: Path, files: Mapping[str, str]) -> None:
        self.root, self.cache = repository(root, files), cache
        self.texts = {str(root / name): text for name, text in files.items()}

    def rename(self, name: str, line: int, character: int, new: str) -> dict[str, str]:
        """Return file → text after the rename."""
        path = str(self.root / name)
        at, old = word_at(self.texts[path], Position(line, character))
        texts = {file: text for file, text in self.texts.items() if old in text}
        edits = rename(Scene(self.root, texts, self.cache), path, at, old, new)
        return {Path(file).name: applied(text, edits, file) for file, text in self.texts.items()}


def applied(text: str, edits: tuple[TextEdit, ...], path: str) -> str:
    """Return a text after its edits; all test texts are ASCII, so units are characters."""
    lines = text.split("\n")
    for edit in sorted((edit for edit in edits if edit.path == path), key=lambda edit: edit.span.start, reverse=True):
        line = lines[edit.span.start.line]
        lines[edit.span.start.line] = line[: edit.span.start.character] + edit.text + line[edit.span.end.character :]
    return "\n".join(lines)


@pytest.fixture
def project(tmp_path: Path, cache: Path) -> Project:
    return Project(tmp_path, cache, {"a.py": A, "b.py": B})


def test_a_local_is_renamed_in_its_function_alone(project: Project) -> None:
    after = project.rename("a.py", 2, 9, "a_local")

    assert after["a.py"].count("a_local") == 3
    assert after["a.py"].count("aLocal") == 2
    assert after["b.py"] == B


def test_a_function_is_renamed_wherever_it_is_imported(project: Project) -> None:
    after = project.rename("a.py", 7, 5, "help_me")

    assert after["a.py"].count("help_me") == 1
    assert after["b.py"] == B.replace("helpMe", "help_me").replace("# help_me", "# helpMe")


def test_it_can_be_asked_for_at_a_use(project: Project) -> None:
    assert project.rename("b.py", 5, 4, "help_me") == project.rename("a.py", 7, 5, "help_me")


def test_a_method_is_renamed_where_its_class_is_known(project: Project) -> None:
    after = project.rename("a.py", 1, 9, "find_item")

    assert "findItem" not in after["a.py"] + after["b.py"]


def test_a_parameter_is_renamed_with_its_keywords(project: Project) -> None:
    after = project.rename("a.py", 1, 24, "the_key")

    assert "theKey" not in after["a.py"] + after["b.py"]


def test_unsaved_text_is_what_counts(project: Project) -> None:
    path = str(project.root / "a.py")
    project.texts[path] = "# a line more\n" + A

    assert project.rename("a.py", 8, 5, "help_me")["a.py"].startswith("# a line more\nclass Store")


@pytest.mark.parametrize(
    ("files", "place", "new", "finding"),
    [
        ({"a.py": A, "c.py": "def f(q):\n    q.findItem()\n"}, (1, 9), "find_item", "cannot be followed"),
        (
            {"a.py": A, "c.py": "class T:\n    def findItem(self): ...\n"},
            (1, 9),
            "find_item",
            "has a method of this name",
        ),
        ({"a.py": A, "c.py": "import a\ngetattr(a, 'helpMe')\n"}, (7, 5), "help_me", "names it in a string"),
        ({"a.py": A + "\nhelp_me = 2\n"}, (7, 5), "help_me", "already used in a.py line 12"),
        ({"a.py": A}, (2, 9), "theKey", "already used"),
        ({"a.py": A}, (7, 5), "class", "is no name in Python"),
        ({"a.py": "import os\nos.getcwd()\n"}, (1, 4), "get_cwd", "outside this project"),
        ({"a.py": "def f(x):\n    return x.unknownThing\n"}, (1, 15), "unknown_thing", "cannot be followed"),
    ],
)
def test_what_could_miss_a_place_is_refused(
    tmp_path: Path, cache: Path, files: dict[str, str], place: tuple[int, int], new: str, finding: str
) -> None:
    project = Project(tmp_path, cache, files)

    with pytest.raises(RenameRefused) as refused:
        project.rename("a.py", *place, new)

    assert finding in str(refused.value)


def test_a_place_without_a_name_is_refused(project: Project) -> None:
    with pytest.raises(RenameRefused, match="no name"):
        project.rename("a.py", 5, 0, "x")


def test_a_taken_name_in_another_function_does_not_matter(tmp_path: Path, cache: Path) -> None:
    text = "def f():\n    myVar = 1\n    return myVar\n\n\ndef g():\n    my_var = 2\n    return my_var\n"

    after = Project(tmp_path, cache, {"a.py": text}).rename("a.py", 1, 5, "my_var")

    assert "myVar" not in after["a.py"]
