"""What can be seen from a place: the class and function around it, and the names given there."""

import re
from dataclasses import dataclass, field

from undersong.source.outlining import PARAMETERS, class_made, parameters_of, type_in

SCOPE = re.compile(r"^([ \t]*)(?:async +)?(def|class) +(\w+)", re.MULTILINE)
SIGNATURE = re.compile(rf"def +\w+\s*{PARAMETERS}")
GIVEN = re.compile(
    r"\b([A-Za-z_]\w*)[ ]*(?::[ ]*([\w\[\]., |'\"]+?))?[ ]*=(?!=)[ ]*([^\n]*)"
    r"|\b(?:for|as)[ ]+([A-Za-z_]\w*)(?:,[ ]*([A-Za-z_]\w*))?|([A-Za-z_]\w*)[ ]*:="
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The surroundings of a place.

    `class_name` is the class around it, if any; `function` the name of the function; `parameters` and `locals` map
    names to their class, where that is known; `body` is the text from the function's beginning on.
    """

    class_name: str = ""
    function: str = ""
    parameters: dict[str, str] = field(default_factory=dict)
    locals: dict[str, str] = field(default_factory=dict)
    body: str = ""


def scope_at(above: str, indent: int) -> Scope:
    """Return what can be seen below a text by a line that is indented so many columns."""
    class_name = function = ""
    start = len(above)
    parameters: dict[str, str] = {}
    for found in reversed(list(SCOPE.finditer(above))):
        depth = len(found[1].expandtabs(4))
        if depth >= indent:
            continue
        indent = depth
        if found[2] == "class":
            class_name = found[3]
            break
        function = function or found[3]
        start = found.start()
        signature = SIGNATURE.search(above, start)
        parameters = {**(dict(parameters_of(signature["parameters"])) if signature else {}), **parameters}
        if not indent:
            break
    body = above[start:]
    return Scope(class_name, function, parameters, given_in(body) if function else {}, body)


def given_in(text: str) -> dict[str, str]:
    """Return the names that a text gives a value, with their class where it is known.

    >>> given_in("client = Client(1)\\nfor item in items:\\n    pass\\nage: int = 3")
    {'client': 'Client', 'item': '', 'age': ''}
    """
    names: dict[str, str] = {}
    for name, annotation, value, looped, second, walrus in GIVEN.findall(text):
        if name:
            names[name] = type_in(annotation) or class_made(value) or names.get(name, "")
        for other in (looped, second, walrus):
            if other:
                names.setdefault(other, "")
    return names
