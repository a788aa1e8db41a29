"""A name that is offered, and what can be told about it in a line."""

from dataclasses import dataclass

from undersong.suggestions.symbols.caret import KEYWORDS
from undersong.suggestions.symbols.features import BUILTINS
from undersong.suggestions.symbols.scene import Scene


@dataclass(frozen=True, slots=True)
class Offer:
    """A name for the caret, in the order of likelihood.

    `text` is what is written for it: the name, or ``name=`` where it can only be a keyword argument. `kind` is
    ``class``, ``function``, ``method``, ``attribute``, ``parameter``, ``variable``, ``module``, ``keyword`` or
    ``word``; `detail` says where it comes from; `chance` (0 to 1) that it stands next.
    """

    name: str
    text: str
    kind: str
    detail: str
    chance: float = 0.0


def offer_of(scene: Scene, name: str) -> Offer:
    """Return a name with its kind and where it is defined."""
    caret, known, view = scene.caret, scene.known, scene.view
    if caret.kind == "argument" and _is_only_parameter(scene, name):
        callee = caret.call.callee[-1] if caret.call else ""
        return Offer(name, f"{name}=", "parameter", f"argument of {callee}")
    if caret.kind == "attribute" and name in known.members and known.receiver.class_name:
        found = view.table.members(known.receiver.class_name, view.own)[name]
        return Offer(name, name, "method" if found.is_method else "attribute", found.owner)
    if name in known.exported:
        return Offer(name, name, _exported_kind(scene, name), caret.module)
    return Offer(name, name, *_seen(scene, name))


def _is_only_parameter(scene: Scene, name: str) -> bool:
    """Return whether a name can be a keyword of the call around and is no name that can be seen from here."""
    own, scope = scene.view.own, scene.view.scope
    call = scene.caret.call
    is_parameter = any(name in function.parameters for function in scene.known.functions)
    seen = (scope.parameters, scope.locals, own.names, own.functions, own.classes, own.imports)
    is_free = call is not None and name not in call.given and name not in ("self", "cls")
    return is_parameter and is_free and not any(name in names for names in seen)


def _exported_kind(scene: Scene, name: str) -> str:
    path = scene.view.table.module(scene.caret.module, scene.view.path) if scene.caret.module else None
    kind = scene.view.table.exported(path).get(name, "module") if path else "module"
    return "variable" if kind == "import" else kind


def _seen(scene: Scene, name: str) -> tuple[str, str]:
    """Return kind and origin of a name by itself."""
    own, scope, table = scene.view.own, scene.view.scope, scene.view.table
    if scene.caret.kind != "attribute":
        if name in scope.parameters:
            return "parameter", f"parameter of {scope.function}"
        for kind, names in (("variable", scope.locals), ("variable", own.names)):
            if name in names:
                return kind, names[name]
        for kind, things in (("class", own.classes), ("function", own.functions)):
            if name in things:
                return kind, "this file"
        if name in own.imports:
            return ("class" if name[0].isupper() else "variable"), own.imports[name].partition(":")[0]
        if name in KEYWORDS or name in BUILTINS:
            return "keyword" if name in KEYWORDS else "function", ""
        for kind, places in (("class", table.classes), ("function", table.functions)):
            if name in places:
                return kind, places[name].partition("\n")[0]
    counts = {kind: table.counts[kind][name] for kind in ("method", "attribute")}
    kind = max(counts, key=lambda kind: counts[kind])
    return (kind, "") if scene.caret.kind == "attribute" and counts[kind] else ("word", "")
