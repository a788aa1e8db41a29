"""The names that a file gives to things, and of which kind each is."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tree_sitter import Node, Query, QueryCursor, Tree

from undersong.source.trees import grammar, parse

# Captures: what is named, and the scopes that decide between function and method, variable and constant.
PYTHON = """
(function_definition name: (identifier) @function) @scope
(class_definition name: (identifier) @class) @scope
(module (expression_statement (assignment left: (identifier) @constant
  right: [(string) (concatenated_string) (integer) (float) (unary_operator) (tuple)])))
(assignment left: (identifier) @variable)
(assignment left: (pattern_list (identifier) @variable))
(for_statement left: (identifier) @variable)
(as_pattern_target (identifier) @variable)
(named_expression name: (identifier) @variable)
(parameters [(identifier) @parameter (typed_parameter . (identifier) @parameter)
  (default_parameter name: (identifier) @parameter) (typed_default_parameter name: (identifier) @parameter)])
"""
JAVASCRIPT = """
(function_declaration name: (identifier) @function) @scope
(variable_declarator name: (identifier) @function value: [(arrow_function) (function_expression)])
(arrow_function) @scope
(function_expression) @scope
(class_declaration name: (_) @class) @scope
(method_definition name: (property_identifier) @method) @scope
(program (lexical_declaration "const" (variable_declarator name: (identifier) @constant
  value: [(string) (number) (template_string)])))
(program (export_statement (lexical_declaration "const" (variable_declarator name: (identifier) @constant
  value: [(string) (number) (template_string)]))))
(variable_declarator name: (identifier) @variable)
"""
PARAMETER = {
    "javascript": "(formal_parameters [(identifier) @parameter (assignment_pattern left: (identifier) @parameter)])",
    "typescript": "(formal_parameters (_ pattern: (identifier) @parameter))",
}
# The first of these that captures a node decides, so that an arrow function is no variable.
KINDS = ("function", "class", "method", "constant", "parameter", "variable")


@dataclass(frozen=True, slots=True)
class Definition:
    """A name where it is given.

    `kind` is ``function``, ``method``, ``class``, ``constant``, ``variable`` (inside a function) or ``parameter``.
    `row` and `column` count from 0, `column` in bytes. `owner` is the class whose method (or method's parameter) it
    is, as a node of the tree.
    """

    name: str
    kind: str
    row: int
    column: int
    owner: Node | None


def definitions(language: str, text: str) -> list[Definition]:
    """Return the names that a text gives, in order of place; none for languages without a grammar."""
    tree = parse(language, text.encode())
    return list(definitions_in(language, tree)) if tree else []


def definitions_in(language: str, tree: Tree) -> Iterator[Definition]:
    """Yield the names that a tree gives, in order of place."""
    captures = QueryCursor(query(language)).captures(tree.root_node)
    scopes = sorted(captures.pop("scope", []), key=lambda node: node.start_byte)
    named: dict[int, tuple[str, Node]] = {}
    for kind in KINDS:
        for node in captures.get(kind, ()):
            named.setdefault(node.start_byte, (kind, node))
    around: list[Node] = []
    rest = iter([*scopes, None])
    following = next(rest)
    for start, (kind, node) in sorted(named.items(), key=lambda item: item[0]):
        while following is not None and following.start_byte <= start:
            around.append(following)
            following = next(rest)
        around = [scope for scope in around if scope.end_byte > start]
        definition = _placed(kind, node, around)
        if definition is not None:
            yield definition


@cache
def query(language: str) -> Query:
    """Return the query of a language's definitions."""
    if language == "python":
        return Query(grammar(language), PYTHON)
    family = "typescript" if language.startswith("typescript") else "javascript"
    return Query(grammar(language), JAVASCRIPT + PARAMETER[family])


def _placed(kind: str, node: Node, around: list[Node]) -> Definition | None:
    """Return a definition with the kind that its scopes give it; None for what follows no convention of its own."""
    name = (node.text or b"").decode(errors="replace")
    scopes = [scope for scope in around if not _names(scope, node)]
    inner = scopes[-1] if scopes else None
    owner = None
    if kind in ("function", "method") and inner is not None and _is_class(inner):
        kind, owner = "method", inner
    elif kind == "parameter" and len(scopes) > 1 and _is_class(scopes[-2]):
        owner = scopes[-2]
    elif kind == "variable" and (inner is None or _is_class(inner)):
        return None
    row, column = node.start_point
    return Definition(name, kind, row, column, owner)


def _names(scope: Node, node: Node) -> bool:
    """Return whether a node is the name of this very scope."""
    name = scope.child_by_field_name("name")
    return name is not None and name.start_byte == node.start_byte


def _is_class(scope: Node) -> bool:
    return scope.type.startswith("class")
