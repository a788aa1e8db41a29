"""Where in a held-back file a name of the repository stands, told by Python's own syntax tree.

The tree is not the reader that completion uses, so that a mistake of the one is not hidden by the same of the other.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

KINDS = ("identifier", "attribute", "keyword", "import")
NOT_NAMES = ("self", "cls")
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Place:
    """A name where it is used; row and column count from 0, in characters. `kind` is one of `KINDS`."""

    path: str
    row: int
    column: int
    name: str
    kind: str


@dataclass(slots=True)
class Defined:
    """What all files of a repository define: any names, members of classes, and parameters by function."""

    names: set[str] = field(default_factory=set)
    members: set[str] = field(default_factory=set)
    parameters: dict[str, set[str]] = field(default_factory=dict)
    modules: set[str] = field(default_factory=set)


def defined_in(texts: Mapping[str, str]) -> Defined:
    """Return what the files (path → text) define; one that does not parse defines nothing."""
    defined = Defined()
    for path, text in texts.items():
        parts = path.removesuffix(".py").removesuffix("/__init__").split("/")
        defined.modules.update(".".join(parts[start:]) for start in range(len(parts)))
        tree = tree_of(text)
        for node in ast.walk(tree):
            if isinstance(node, FunctionNode):
                _function(defined, node)
            elif isinstance(node, ast.ClassDef):
                _class(defined, node)
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _is_own(node.value):
                defined.members.add(node.attr)
        defined.names.update(_bound(tree.body))
    defined.names |= defined.members
    return defined


def places_in(path: str, text: str, defined: Defined) -> list[Place]:
    """Return where a file uses what the repository defines, in order; names of one letter cannot be completed.

    A use is a name that is read, an attribute that is read, a keyword of a call and a name that is imported: where a
    new name is given, nobody could know it.
    """
    lines = text.split("\n")
    found = {}
    for node in ast.walk(tree_of(text)):
        for row, column, name, kind in _uses(node, defined):
            start = len(lines[row].encode()[:column].decode())
            if len(name) > 1 and lines[row].startswith(name, start):
                found[row, start] = Place(path, row, start, name, kind)
    return [found[at] for at in sorted(found)]


def tree_of(text: str) -> ast.Module:
    """Return a text's tree; an empty one when it does not parse."""
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _uses(node: ast.AST, defined: Defined) -> Iterator[tuple[int, int, str, str]]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        if node.id in defined.names and node.id not in NOT_NAMES:
            yield node.lineno - 1, node.col_offset, node.id, "identifier"
    elif isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Store):
        if node.attr in defined.members:
            column = (node.end_col_offset or 0) - len(node.attr.encode())
            yield (node.end_lineno or 1) - 1, column, node.attr, "attribute"
    elif isinstance(node, ast.Call):
        known = defined.parameters.get(_last_name(node.func), set())
        for keyword in node.keywords:
            if keyword.arg in known:
                yield keyword.lineno - 1, keyword.col_offset, keyword.arg, "keyword"
    elif isinstance(node, ast.ImportFrom) and (node.level or node.module in defined.modules):
        for alias in node.names:
            yield alias.lineno - 1, alias.col_offset, alias.name, "import"


def _function(defined: Defined, node: FunctionNode) -> None:
    arguments = node.args
    names = {one.arg for one in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]}
    defined.names |= {node.name, *names}
    defined.parameters.setdefault(node.name, set()).update(names)


def _class(defined: Defined, node: ast.ClassDef) -> None:
    defined.names.add(node.name)
    made = defined.parameters.setdefault(node.name, set())
    made.update(
        one.target.id for one in node.body if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
    )
    for one in node.body:
        if isinstance(one, FunctionNode):
            defined.members.add(one.name)
            if one.name == "__init__":
                made.update(argument.arg for argument in [*one.args.args, *one.args.kwonlyargs])
    defined.members.update(_bound(node.body))


def _bound(body: Iterable[ast.stmt]) -> Iterator[str]:
    """Yield the names that statements give a value."""
    for statement in body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        targets = [statement.target] if isinstance(statement, ast.AnnAssign) else targets
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def _is_own(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in NOT_NAMES


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
