"""Names that may depart from the convention because something else has chosen them."""

import re
from collections.abc import Iterable
from pathlib import PurePath

from tree_sitter import Node

from undersong.source.definitions import Definition
from undersong.suggestions.naming.styles import ACRONYM, PASCAL, UPPER

# Called by frameworks under these very names: unittest, ast, http.server, docutils, Qt, Twisted, logging.
FOREIGN_NAME = re.compile(
    r"(visit|depart|do|handle|on|test)_?[A-Z]\w*|test\w*|setUp\w*|tearDown\w*|addCleanup|runTest|maxDiff|assert[A-Z]\w*"
    r"|\w+Event|sizeHint|rowCount|columnCount|headerData|\w+Received|connection(Made|Lost)|emit|getLogger|formatTime"
    r"|formatException|componentDid\w+|UNSAFE_\w+|ngOn\w+",
)
# Read by their frameworks under these names: Django, Alembic, pytest, Sphinx, setuptools.
CONSTANT_WORDS = """
    app_name default_app_config pytestmark pytest_plugins revision down_revision branch_labels depends_on application
    project copyright author release version name description
"""
FOREIGN_CONSTANTS = frozenset(CONSTANT_WORDS.split())
FOREIGN_FILES = frozenset({"conf.py", "setup.py", "settings.py", "fabfile.py", "gunicorn.conf.py"})
# Others wrote it, or it is data on purpose.
FOLDER_WORDS = """
    testdata test_data test-data fixtures snapshots vendor vendored _vendor third_party migrations node_modules
"""
FOREIGN_FOLDERS = frozenset(FOLDER_WORDS.split())
GENERATED_FILE = re.compile(r".*(_pb2|_pb2_grpc|\.pb|\.gen|\.generated|\.min)\.\w+")
# Bases that bring no method names of their own.
BASE_WORDS = """
    object ABC ABCMeta Protocol Generic Enum IntEnum StrEnum Flag NamedTuple TypedDict Exception BaseException
    ValueError TypeError RuntimeError KeyError LookupError OSError BaseModel str int dict list
"""
PLAIN_BASES = frozenset(BASE_WORDS.split())

# `Model = get_model()` holds a class and `LIMIT = 3` is a constant, wherever they stand.
VALUE_STYLES = frozenset({PASCAL, UPPER, ACRONYM})


def is_foreign_file(path: str) -> bool:
    """Return whether a file's names are not this team's to choose."""
    place = PurePath(path)
    if "data" in place.parts and not {"test", "tests"}.isdisjoint(place.parts):
        return True
    return not FOREIGN_FOLDERS.isdisjoint(place.parts) or GENERATED_FILE.fullmatch(place.name) is not None


def is_exempt(definition: Definition, style: str, path: str, known: Iterable[Definition]) -> bool:
    """Return whether a name that departs is right as it is. `known` are all definitions of its file."""
    match definition.kind:
        case "parameter" if style in VALUE_STYLES:
            return True
        case "method" | "parameter":
            return FOREIGN_NAME.fullmatch(definition.name) is not None or overrides(definition, known)
        case "function":
            return FOREIGN_NAME.fullmatch(definition.name) is not None or style in VALUE_STYLES
        case "variable":
            return style in VALUE_STYLES
        case "constant":
            place = PurePath(path)
            # Elsewhere than in Python `const` says that it is one, however it is written.
            return definition.name in FOREIGN_CONSTANTS or place.name in FOREIGN_FILES or place.suffix != ".py"
    return False


def overrides(definition: Definition, known: Iterable[Definition]) -> bool:
    """Return whether a method may get its name from a base class that lies outside this file, or does from one inside.

    A base that is only known by its import may demand any name.
    """
    if definition.owner is None:
        return False
    owners = {known.owner.id: known.owner for known in known if known.owner is not None}
    classes = {_class_name(owner): owner for owner in owners.values()}
    names = {(_class_name(other.owner), other.name) for other in known if other.kind == "method" and other.owner}
    seen, waiting = {_class_name(definition.owner)}, bases(definition.owner)
    while waiting:
        base = waiting.pop()
        if base in PLAIN_BASES or base in seen:
            continue
        seen.add(base)
        if base not in classes or (base, definition.name) in names:
            return True
        waiting += bases(classes[base])
    return False


def bases(owner: Node) -> list[str]:
    """Return the names of a class's bases, without the modules and type parameters around them."""
    field = owner.child_by_field_name("superclasses") or next(
        (child for child in owner.children if child.type == "class_heritage"), None
    )
    if field is None:
        return []
    texts = [
        (child.text or b"").decode(errors="replace")
        for child in field.named_children
        if child.type != "keyword_argument"
    ]
    return [re.split(r"[\[(<\s]", text.removeprefix("extends").strip())[0].rpartition(".")[2] for text in texts]


def _class_name(owner: Node) -> str:
    name = owner.child_by_field_name("name")
    return (name.text or b"").decode(errors="replace") if name is not None else ""
