"""What a chain of names before a dot or a bracket means in this repository."""

from dataclasses import dataclass

from undersong.source.outline import Function, Outline
from undersong.suggestions.symbols.scope import Scope
from undersong.suggestions.symbols.table import SymbolTable

# A re-export may point to a re-export.
MOST_HOPS = 4


@dataclass(frozen=True, slots=True)
class Meaning:
    """A class (its instance or itself), a module (its path), or a function; empty when nothing is known.

    `is_guess` says that only the name's likeness to a class speaks for it.
    """

    class_name: str = ""
    module: str = ""
    function: str = ""
    is_guess: bool = False

    def __bool__(self) -> bool:
        return bool(self.class_name or self.module or self.function)


NOTHING = Meaning()


@dataclass(frozen=True, slots=True)
class View:
    """A place's surroundings in a repository: the file's own outline, the scope around it, and all others."""

    path: str
    own: Outline
    scope: Scope
    table: SymbolTable

    def meaning(self, chain: tuple[str, ...]) -> Meaning:
        """Return what a chain means, one link after the other."""
        found = self._first(chain[0]) if chain else NOTHING
        for link in chain[1:]:
            found = self._next(found, link)
        return found

    def functions(self, chain: tuple[str, ...]) -> list[Function]:
        """Return the functions that a call of a chain may run."""
        *receiver, name = chain
        if name == "super":
            return []
        owner = self.meaning(tuple(receiver)) if receiver else NOTHING
        if owner.class_name and not owner.is_guess:
            for one in self.table.class_chain(owner.class_name, self.own):
                if name in one.methods:
                    return [one.methods[name]]
        if not receiver and name == "cls":
            name = self.scope.class_name
        if not receiver:
            name = self._first(name).class_name or self._first(name).function or name
        return self.table.called(name, self.own)

    def _first(self, name: str) -> Meaning:
        scope = self.scope
        if name in ("self", "cls", "super") and scope.class_name:
            return Meaning(scope.class_name)
        for given in (scope.locals, scope.parameters, self.own.names):
            if given.get(name) in self.table.classes or given.get(name) in self.own.classes:
                return Meaning(given[name])
        if name in self.own.classes:
            return Meaning(name)
        if name in self.own.functions:
            return Meaning(function=name)
        if name in self.own.imports and name not in scope.locals:
            return self._imported(self.own.imports[name], self.path) or self._alike(name)
        return self._alike(name)

    def _imported(self, origin: str, importer: str, hops: int = MOST_HOPS) -> Meaning:
        module, _, name = origin.partition(":")
        path = self.table.module(module, importer)
        if not name:
            return Meaning(module=path or "")
        inner = self.table.module(f"{module}{'' if module.endswith('.') else '.'}{name}", importer)
        if inner:
            return Meaning(module=inner)
        return self._in_module(path, name, hops) if path else NOTHING

    def _in_module(self, path: str, name: str, hops: int = MOST_HOPS) -> Meaning:
        if not hops:
            return NOTHING
        outline = self.table.outline(path)
        if name in outline.classes:
            return Meaning(name)
        if name in outline.functions:
            return Meaning(function=name)
        if outline.names.get(name) in self.table.classes:
            return Meaning(outline.names[name])
        return self._imported(outline.imports[name], path, hops - 1) if name in outline.imports else NOTHING

    def _next(self, before: Meaning, link: str) -> Meaning:
        if link == "()":
            if before.function:
                returned = next((f.returns for f in self.table.called(before.function, self.own) if f.returns), "")
                return Meaning(returned) if returned in self.table.classes else NOTHING
            return before
        if link == "[]":
            return NOTHING
        if before.module:
            return self._in_module(before.module, link)
        if before.class_name:
            member = self.table.members(before.class_name, self.own).get(link)
            if member and member.type in self.table.classes:
                return Meaning(member.type)
        return self._alike(link)

    def _alike(self, name: str) -> Meaning:
        """Return the class whose name is a variable's in capitals: ``Request`` for ``request`` or ``http_request``."""
        parts = name.strip("_").split("_")
        for start in range(len(parts)):
            camel = "".join(part[:1].upper() + part[1:] for part in parts[start:])
            if camel in self.table.classes or camel in self.own.classes:
                return Meaning(camel, is_guess=True)
        return NOTHING
