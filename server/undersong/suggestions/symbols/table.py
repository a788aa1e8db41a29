"""The names of a repository and where each is defined, kept file by file."""

from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from undersong.source.outline import Class, Function, Outline, names_in

# Bases are followed by their last word, so that a name shared by many classes could lead anywhere.
MOST_CLASSES = 24
# Of a name that is defined in more files than these, only some are looked at.
MOST_FILES = 50
# Outlines kept as objects, those asked for last; unpacking one takes 0.1 ms.
MOST_UNPACKED = 200
NOTHING = Outline()
KINDS = ("class", "function", "method", "attribute", "parameter", "variable", "module")


@dataclass(frozen=True, slots=True)
class Found:
    """A member of a class: which class has it, its own class where that is known, and whether it is a method."""

    owner: str
    type: str
    is_method: bool


class SymbolTable:
    """All outlines of a repository, and what leads from a name to them."""

    def __init__(self) -> None:
        self.version = 0
        # The file under the caret, for which its text in the editor stands: no look-up leads to its copy on disk.
        self.hidden = ""
        self._packed: dict[str, str] = {}
        self._unpacked: OrderedDict[str, Outline] = OrderedDict()
        # Name → paths of the files that define it, as lines of one text: a container a name would make Python's
        # collector slow.
        self.classes: dict[str, str] = {}
        self.functions: dict[str, str] = {}
        # Kind → name → how many definitions.
        self.counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
        # Dotted name, from any folder on → paths of modules; package → names in it.
        self._modules: dict[str, set[str]] = {}
        self._inner: dict[str, Counter[str]] = {}
        # First letter → classes and functions that begin with it.
        self._beginning: dict[str, Counter[str]] = {}

    def put(self, path: str, packed: str) -> None:
        """Take over what a file defines, as `packed_outline` packs it; what it defined before is forgotten."""
        if self._packed.get(path, "") == packed:
            return
        self.drop(path)
        if not packed:
            return
        self._packed[path] = packed
        self.version += 1
        for kind, name in names_in(packed):
            self.counts[kind][name] += 1
            if (places := self._places(kind)) is not None:
                _add(places, name, path)
            if kind in ("class", "function"):
                self._beginning.setdefault(name[0], Counter())[name] += 1
        for dotted in dotted_names(path):
            self._modules.setdefault(dotted, set()).add(path)
            package, _, name = dotted.rpartition(".")
            self._inner.setdefault(package, Counter())[name] += 1
        self.counts["module"][dotted_names(path)[0]] += 1

    def drop(self, path: str) -> None:
        """Forget a file; one that is not there changes nothing."""
        packed = self._packed.pop(path, "")
        if not packed:
            return
        self._unpacked.pop(path, None)
        self.version += 1
        for kind, name in names_in(packed):
            _uncount(self.counts[kind], name)
            if (places := self._places(kind)) is not None:
                _discard(places, name, path)
            if kind in ("class", "function"):
                _uncount(self._beginning[name[0]], name)
        for dotted in dotted_names(path):
            self._modules[dotted].discard(path)
            package, _, name = dotted.rpartition(".")
            _uncount(self._inner[package], name)
        _uncount(self.counts["module"], dotted_names(path)[0])

    def outline(self, path: str) -> Outline:
        """Return what a file defines; nothing for one that is not there."""
        if path not in self._unpacked:
            packed = self._packed.get(path, "")
            if not packed:
                return NOTHING
            self._unpacked[path] = Outline.unpacked(packed)
        self._unpacked.move_to_end(path)
        while len(self._unpacked) > MOST_UNPACKED:
            self._unpacked.popitem(last=False)
        return self._unpacked[path]

    def beginning(self, letter: str) -> set[str]:
        """Return the classes and functions of the repository that begin with a letter."""
        names = set(self._beginning.get(letter, ()))
        return {name for name in names if self.hidden not in (self.classes.get(name), self.functions.get(name))}

    def module(self, dotted: str, importer: str = "") -> str | None:
        """Return the path of the module that a dotted name means in a file; the nearest when there are several."""
        if dotted.startswith("."):
            folder = PurePosixPath(importer).parent.parts
            up = len(dotted) - len(dotted.lstrip(".")) - 1
            dotted = ".".join([*folder[: len(folder) - up], *filter(None, dotted.lstrip(".").split("."))])
            whole = [path for path in self._modules.get(dotted, ()) if dotted_names(path)[-1] == dotted]
            return whole[0] if whole else None
        paths = self._modules.get(dotted, set())
        return min(paths, key=lambda path: (len(path), path)) if paths else None

    def inner(self, dotted: str, importer: str = "") -> set[str]:
        """Return the names of the modules in a package; for nothing, those at any top."""
        if dotted.startswith("."):
            folder = PurePosixPath(importer).parent.parts
            up = len(dotted) - len(dotted.lstrip(".")) - 1
            dotted = ".".join([*folder[: len(folder) - up], *filter(None, dotted.lstrip(".").split("."))])
        return set(self._inner.get(dotted, ()))

    def exported(self, path: str) -> dict[str, str]:
        """Return the names that can be imported from a module, each with its kind."""
        outline = self.outline(path)
        kinds = dict.fromkeys(outline.imports, "import") | dict.fromkeys(outline.names, "variable")
        return kinds | dict.fromkeys(outline.functions, "function") | dict.fromkeys(outline.classes, "class")

    def members(self, name: str, own: Outline | None = None) -> dict[str, Found]:
        """Return the members of a class and its bases; classes of `own` come before others of the same name."""
        members: dict[str, Found] = {}
        for owner, found in self._with_bases(name, own):
            for member, kind in found.members.items():
                known = members.get(member)
                if known is None:
                    members[member] = Found(owner, kind, member in found.methods)
                elif not known.type and kind:
                    members[member] = replace(known, type=kind)
        return members

    def called(self, name: str, own: Outline | None = None) -> list[Function]:
        """Return the functions that a call of a name may mean: those of that name, or what makes such a class."""
        classes = self._with_bases(name, own)
        if classes:
            made = next((found.methods["__init__"] for _, found in classes if "__init__" in found.methods), None)
            first = classes[0][1]
            return [made or Function(tuple(member for member in first.members if member not in first.methods))]
        outlines = [self.outline(path) for path in self._first(self.functions, name)]
        mine = [function for known, function in functions_in(own) if known == name] if own else []
        return mine or [found for one in outlines for known, found in functions_in(one) if known == name]

    def class_chain(self, name: str, own: Outline | None = None) -> list[Class]:
        """Return a class and its bases, itself first."""
        return [found for _, found in self._with_bases(name, own)]

    def _first(self, places: dict[str, str], name: str) -> list[str]:
        """Return the paths of a name, some of them when they are many."""
        found = places.get(name, "").split("\n", MOST_FILES)[:MOST_FILES]
        return [path for path in found if path not in ("", self.hidden)]

    def _places(self, kind: str) -> dict[str, str] | None:
        if kind == "class":
            return self.classes
        return self.functions if kind in ("function", "method") else None

    def _with_bases(self, name: str, own: Outline | None) -> list[tuple[str, Class]]:
        found: list[tuple[str, Class]] = []
        waiting, seen = [name], {name}
        while waiting and len(found) < MOST_CLASSES:
            name = waiting.pop(0)
            mine = own.classes.get(name) if own else None
            others = [] if mine else [self.outline(path).classes[name] for path in self._first(self.classes, name)]
            for one in [mine] if mine else others:
                found.append((name, one))
                waiting += [base for base in one.bases if base not in seen]
                seen.update(one.bases)
        return found


def functions_in(outline: Outline) -> Iterator[tuple[str, Function]]:
    """Yield the functions and methods of a file with their names."""
    yield from outline.functions.items()
    for found in outline.classes.values():
        yield from found.methods.items()


def dotted_names(path: str) -> list[str]:
    """Return the names under which a file may be imported, the shortest first.

    >>> dotted_names("src/flask/json/__init__.py"), dotted_names("app.py")
    (['json', 'flask.json', 'src.flask.json'], ['app'])
    """
    parts = path.rpartition(".")[0].split("/")
    if parts[-1] == "__init__" and len(parts) > 1:
        del parts[-1]
    return [".".join(parts[start:]) for start in range(len(parts) - 1, -1, -1)]


def _add(places: dict[str, str], name: str, path: str) -> None:
    known = places.get(name)
    if known is None:
        places[name] = path
    elif not f"\n{known}".endswith(f"\n{path}"):
        places[name] = f"{known}\n{path}"


def _discard(places: dict[str, str], name: str, path: str) -> None:
    rest = [one for one in places.get(name, "").split("\n") if one and one != path]
    if rest:
        places[name] = "\n".join(rest)
    else:
        places.pop(name, None)


def _uncount(counts: Counter[str], name: str) -> None:
    counts[name] -= 1
    if counts[name] <= 0:
        del counts[name]
