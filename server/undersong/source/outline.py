"""What a Python file defines: its classes with their members, its functions, variables and imports."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Self

from undersong.source.outlining import FIELD, RECORD, records_of


@dataclass(frozen=True, slots=True)
class Function:
    """A function's parameter names in order, without stars, and the class that it says it returns, or nothing."""

    parameters: tuple[str, ...]
    returns: str = ""


@dataclass(frozen=True, slots=True)
class Class:
    """A class: the last words of its bases, each member with its class where it is known, and its methods."""

    bases: tuple[str, ...]
    members: dict[str, str] = field(default_factory=dict)
    methods: dict[str, Function] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outline:
    """The names that a file gives.

    `names` are module-level variables with their class where it is known; `imports` maps a local name to where it
    comes from (``"pkg.mod:Name"``, ``"..mod:Name"``, or ``"pkg.mod"`` for a module).
    """

    classes: dict[str, Class] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    imports: dict[str, str] = field(default_factory=dict)

    @classmethod
    def unpacked(cls, packed: str) -> Self:
        """Return what `packed_outline` packed."""
        outline = cls()
        for record in packed.split(RECORD) if packed else ():
            kind, *fields = record.split(FIELD)
            ADDERS[kind](outline, *fields)
        return outline


def outline_of(text: str) -> Outline:
    """Return what a Python text defines, up to where it ends.

    >>> found = outline_of("class A(B):\\n    size: int = 1\\n    def grow(self, by=1):\\n        self.age = by")
    >>> found.classes["A"].bases, sorted(found.classes["A"].members), found.classes["A"].methods["grow"].parameters
    (('B',), ['age', 'grow', 'size'], ('self', 'by'))
    """
    return Outline.unpacked(packed_outline(text))


def packed_outline(text: str) -> str:
    """Return the same as one line of text: a thousand files of names as objects make Python's collector slow."""
    return RECORD.join(records_of(text))


def names_in(packed: str) -> Iterator[tuple[str, str]]:
    """Yield kind and name of everything that a packed outline defines; imports are no definitions.

    Kinds are ``class``, ``function``, ``method``, ``attribute``, ``parameter`` and ``variable``.

    >>> list(names_in(packed_outline("def go(by): pass")))
    [('function', 'go'), ('parameter', 'by')]
    """
    for record in packed.split(RECORD) if packed else ():
        letter, _, rest = record.partition(FIELD)
        if letter in ("method", "attribute"):
            rest = rest.partition(FIELD)[2]
        name, _, rest = rest.partition(FIELD)
        if letter == "import":
            continue
        yield letter, name
        if letter in ("function", "method"):
            parameters = rest.partition(FIELD)[2]
            for parameter in parameters.split():
                yield "parameter", parameter


def _class(outline: Outline, name: str, bases: str) -> None:
    outline.classes.setdefault(name, Class(tuple(bases.split())))


def _attribute(outline: Outline, owner: str, name: str, kind: str) -> None:
    outline.classes[owner].members.setdefault(name, kind)


def _method(outline: Outline, owner: str, name: str, returns: str, parameters: str) -> None:
    _attribute(outline, owner, name, returns)
    outline.classes[owner].methods[name] = Function(tuple(parameters.split()), returns)


def _function(outline: Outline, name: str, returns: str, parameters: str) -> None:
    outline.functions[name] = Function(tuple(parameters.split()), returns)


def _variable(outline: Outline, name: str, kind: str) -> None:
    outline.names.setdefault(name, kind)


def _import(outline: Outline, name: str, origin: str) -> None:
    outline.imports[name] = origin


ADDERS: dict[str, Callable[..., None]] = {
    "class": _class,
    "attribute": _attribute,
    "method": _method,
    "function": _function,
    "variable": _variable,
    "import": _import,
}
