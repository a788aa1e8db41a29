"""Every place of one Python file where a word stands as a name, not inside a string or a comment."""

from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from undersong.source.trees import parse


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """A name in a file: row from 0, column from 0 in characters."""

    row: int
    column: int


def occurrences(text: str, name: str) -> list[Occurrence]:
    """Return where `name` is an identifier of the text, in order."""
    return [place for place, _ in _identifiers(text, name)]


def keywords(text: str, name: str) -> list[tuple[Occurrence, str]]:
    """Return where `name` is the keyword of an argument, and the last word of what is called there."""
    return [(place, _callee(node)) for place, node in _identifiers(text, name) if _is_keyword(node)]


def has_error(text: str) -> bool:
    """Return whether a text does not parse."""
    tree = parse("python", text.encode())
    return tree is None or tree.root_node.has_error


def _identifiers(text: str, name: str) -> Iterator[tuple[Occurrence, Node]]:
    data, wanted = text.encode(), name.encode()
    tree = parse("python", data)
    if tree is None:
        return
    for row, line in enumerate(data.split(b"\n")):
        at = line.find(wanted)
        while at >= 0:
            node = tree.root_node.descendant_for_point_range((row, at), (row, at + len(wanted)))
            if node is not None and node.type == "identifier" and node.text == wanted:
                yield Occurrence(row, len(line[:at].decode(errors="replace"))), node
            at = line.find(wanted, at + 1)


def _is_keyword(node: Node) -> bool:
    parent = node.parent
    name = parent.child_by_field_name("name") if parent is not None and parent.type == "keyword_argument" else None
    return name is not None and name.start_byte == node.start_byte


def _callee(node: Node) -> str:
    call = node.parent
    while call is not None and call.type not in ("call", "class_definition"):
        call = call.parent
    called = call.child_by_field_name("function") if call is not None else None
    return (called.text or b"").decode(errors="replace").rpartition(".")[2] if called is not None else ""
