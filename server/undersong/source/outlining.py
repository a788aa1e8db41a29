"""Reads what a Python text defines by its lines: a fifth of the cost of its tree, and as good on half-typed code.

Docstrings are blanked first. A class's members are the names that its body binds and every ``self.name`` in it. What is
found are records of fields: ``class name bases``, ``attribute class name type``, ``method class name returns
parameters``, ``function name returns parameters``, ``variable name type`` and ``import name origin``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# Neither can stand in a name.
FIELD, RECORD = "\t", "\x1e"

# Stands for the type of a member that has a record of its own.
METHOD = "()"
STRING = r"(?:\"[^\"\\\n]*+(?:\\.[^\"\\\n]*+)*+\"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+')"
LONG_STRING = re.compile(r"\"\"\".*?(?:\"\"\"|\Z)|'''.*?(?:'''|\Z)", re.DOTALL)
# Parentheses up to three deep, strings inside them skipped; possessive, so that half-typed ones cost nothing.
DEEP = rf"\((?:[^()'\"]++|{STRING}|['\"])*+\)"
DEEPER = rf"\((?:[^()'\"]++|{STRING}|{DEEP}|['\"])*+\)"
PARAMETERS = rf"\((?P<parameters>(?:[^()'\"]++|{STRING}|{DEEPER}|['\"])*+)"
STATEMENT = re.compile(
    rf"""^(?P<indent>[ \t]*+)(?:
    (?:async\ +)?def\ +(?P<function>\w+)\s*{PARAMETERS}(?:\)\s*->\s*(?P<returns>[^:\n]+))?
    | class\ +(?P<class>\w+)\s*(?:\((?P<bases>[^()]*))?
    | from\ +(?P<source>[\w.]+)\ +import\ +(?:\((?P<many>[^)]*)|(?P<few>[^\n\#]*))
    | import\ +(?P<modules>[^\n\#]+)
    | (?P<owner>(?:self|cls)\.)?(?P<variable>[A-Za-z_]\w*+)[ ]*+(?:
        :[ ]*+(?P<type>[^=\n\#]+)(?:=(?P<typed_value>[^\n]*))?$
        | =(?!=)[ ]*+(?P<value>[^\n]*))
    )""",
    re.MULTILINE | re.VERBOSE,
)
COMMENT = re.compile(r"#[^\n]*")
OWN_MEMBER = re.compile(r"\b(?:self|cls)\.(\w+)")
MADE = re.compile(r"(?:await +)?((?:\w+\.)*)([A-Z]\w*)\(")
NAMED_TYPE = re.compile(r"[A-Z]\w*")
# Words that hold another type rather than being the one that a name has.
WRAPPER_WORDS = (
    "Any Optional Union List Dict Set Tuple Sequence Iterable Iterator Mapping Callable Awaitable Type Annotated"
    " ClassVar Final Literal Generator None True False AsyncIterator AsyncGenerator MutableMapping Self T"
)
WRAPPERS = frozenset(WRAPPER_WORDS.split())
STATEMENT_WORDS = "if elif else for while with try except finally return yield lambda match case"
STATEMENTS = frozenset(STATEMENT_WORDS.split())


def records_of(text: str) -> list[str]:
    """Return one record for everything that a text defines, in the order of the text."""
    return _Reader(LONG_STRING.sub(_blank, text)).read()


def open_quotes(text: str) -> str:
    """Return the three quotes that a Python text leaves open at its end, or nothing.

    >>> open_quotes("def f():\\n    '''Say "), open_quotes("'''Done.'''\\nx = ")
    ("'''", '')
    """
    last = ""
    for found in LONG_STRING.finditer(text):
        last = found[0] if found.end() == len(text) else ""
    quotes = last[:3]
    return "" if len(last) >= 6 and last.endswith(quotes) else quotes


def parameters_of(signature: str) -> Iterator[tuple[str, str]]:
    """Yield each parameter of a signature (between its parentheses) with the class that it is annotated with.

    >>> list(parameters_of("self, *names, client: 'Client | None' = None, depth=f(1, 2)"))
    [('self', ''), ('names', ''), ('client', 'Client'), ('depth', '')]
    """
    for part in _split(signature):
        name, _, rest = part.strip().lstrip("*").partition(":")
        name = name.partition("=")[0].strip()
        if name.isidentifier():
            yield name, type_in(rest.partition("=")[0])


def type_in(annotation: str | None) -> str:
    """Return the first class that an annotation names, wrappers aside; nothing when it names none."""
    names = NAMED_TYPE.findall(annotation or "")
    return next((name for name in names if name not in WRAPPERS), "")


def class_made(value: str | None) -> str:
    """Return the class that an expression makes an instance of: ``Client`` for ``http.Client(timeout=1)``."""
    made = MADE.match(value or "")
    return made[2] if made else ""


@dataclass(slots=True)
class _Body:
    """A class or function that is being read: its indentation, where it begins, and a class's name and attributes."""

    indent: int
    start: int
    name: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


class _Reader:
    """Goes through a text's statements with the classes and functions around each."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._records: list[str] = []
        self._around: list[_Body] = []

    def read(self) -> list[str]:
        for match in STATEMENT.finditer(self._text):
            indent = len(match["indent"])
            self._close(indent, match.start())
            if match["function"]:
                self._function(match, indent)
            elif match["class"]:
                self._class(match, indent)
            elif match["variable"]:
                self._variable(match)
            else:
                self._imported(match)
        self._close(0, len(self._text))
        return self._records

    def _add(self, *fields: str) -> None:
        self._records.append(FIELD.join(fields))

    def _close(self, indent: int, at: int) -> None:
        """Leave what does not reach to a place; a class then tells its attributes."""
        while self._around and self._around[-1].indent >= indent:
            body = self._around.pop()
            if body.name:
                for name in OWN_MEMBER.findall(self._text, body.start, at):
                    body.attributes.setdefault(name, "")
                for name, kind in body.attributes.items():
                    if kind != METHOD:
                        self._add("attribute", body.name, name, kind)

    def _function(self, match: re.Match[str], indent: int) -> None:
        parameters = " ".join(name for name, _ in parameters_of(match["parameters"]))
        owner = self._around[-1].name if self._around else ""
        if owner:
            self._add("method", owner, match["function"], type_in(match["returns"]), parameters)
            self._around[-1].attributes[match["function"]] = METHOD
        elif not self._around:
            self._add("function", match["function"], type_in(match["returns"]), parameters)
        self._around.append(_Body(indent, match.end()))

    def _class(self, match: re.Match[str], indent: int) -> None:
        bases = [part.strip().rpartition(".")[2] for part in (match["bases"] or "").split(",") if "=" not in part]
        self._add("class", match["class"], " ".join(base for base in bases if base.isidentifier()))
        self._around.append(_Body(indent, match.end(), match["class"]))

    def _variable(self, match: re.Match[str]) -> None:
        name = match["variable"]
        if name in STATEMENTS:
            return
        kind = type_in(match["type"]) or class_made(match["value"] or (match["typed_value"] or "").strip())
        bodies = [body for body in self._around if body.name] if match["owner"] else self._around[-1:]
        if bodies and bodies[-1].name:
            attributes = bodies[-1].attributes
            attributes[name] = attributes.get(name) or kind
        elif not self._around:
            self._add("variable", name, kind)

    def _imported(self, match: re.Match[str]) -> None:
        source = match["source"]
        listed = COMMENT.sub("", match["many"] or match["few"] or match["modules"] or "").replace("\\", "")
        for part in listed.split(","):
            name, _, local = (piece.strip() for piece in part.strip().partition(" as "))
            first = name.partition(".")[0]
            if source and name.isidentifier():
                self._add("import", local or name, f"{source}:{name}")
            elif not source and first.isidentifier():
                self._add("import", local or first, name if local else first)


def _blank(found: re.Match[str]) -> str:
    return "''" + "\n" * found[0].count("\n")


def _split(signature: str) -> Iterator[str]:
    """Yield what stands between the commas outside of brackets and strings."""
    depth = start = 0
    for found in re.finditer(rf"{STRING}|[()\[\]{{}},]", signature):
        if found[0] in "([{":
            depth += 1
        elif found[0] in ")]}":
            depth -= 1
        elif found[0] == "," and not depth:
            yield signature[start : found.start()]
            start = found.end()
    yield signature[start:]
