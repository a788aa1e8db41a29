"""The codebase tests itself: catalogs are whole, rooms stay small, what is public is documented."""

import ast
import json
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from undersong.domain.kind import Kind, kind_of

ROOT = Path(__file__).parents[1]
SERVER = ROOT / "server" / "undersong"
SOURCES = sorted(SERVER.rglob("*.py"))
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def public_definitions(body: list[ast.stmt]) -> Iterator[Definition]:
    for node in body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public_definitions(node.body)


def names_in(folder: str) -> set[str]:
    return {path.stem for path in (SERVER / folder).glob("*.py")} - {"__init__", "base", "catalog"}


def module_name(path: Path) -> str:
    parts = path.relative_to(SERVER.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def loaded_modules(path: Path) -> set[str]:
    """The modules of ours that are imported when this one is."""
    found = set()
    for node in tree_of(path).body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("undersong"):
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("undersong")}
    return found


def test_every_handler_is_in_the_catalog() -> None:
    text = (SERVER / "lsp/handlers/catalog.py").read_text()

    assert [name for name in names_in("lsp/handlers") if not re.search(rf"^    {name},$", text, re.MULTILINE)] == []


def test_every_bench_is_in_the_catalog() -> None:
    from undersong.cli.bench.catalog import BENCHES

    assert set(BENCHES) <= names_in("cli/bench")


def test_every_kind_of_event_has_its_schema_and_every_schema_its_kind() -> None:
    schemas = sorted((ROOT / "telemetry_schema/events").glob("*.json"))
    types = [json.loads(path.read_text())["properties"]["type"]["const"] for path in schemas]

    assert {path.stem for path in schemas} == set(Kind)
    assert {kind_of(name) for name in types} == set(Kind)


def test_every_schema_has_accepted_and_rejected_examples() -> None:
    for path in (ROOT / "telemetry_schema").glob("*/*.json"):
        schema = json.loads(path.read_text())
        assert schema["examples"], path.name
        assert schema["x-rejected"], path.name


def test_extension_and_engine_carry_one_version() -> None:
    from undersong import __version__

    assert json.loads((ROOT / "package.json").read_text())["version"] == __version__


def test_files_and_functions_stay_short() -> None:
    lengths = [len(path.read_text().splitlines()) for path in SOURCES if path.read_text().strip()]
    functions = [length_of(node) for path in SOURCES for node in ast.walk(tree_of(path)) if is_function(node)]

    assert statistics.median(lengths) <= 90
    assert statistics.quantiles(lengths, n=10)[8] <= 250
    assert statistics.median(functions) <= 7
    assert statistics.quantiles(functions, n=10)[8] <= 25


def is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def length_of(node: ast.AST) -> int:
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    documented = ast.get_docstring(node, clean=False) is not None
    first = node.body[0]
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if documented else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def test_what_is_public_is_documented() -> None:
    bare = [
        f"{path.relative_to(SERVER)}: {node.name}"
        for path in SOURCES
        for node in public_definitions(tree_of(path).body)
        if ast.get_docstring(node) is None and not is_hook(node)
    ]

    assert bare == []


def is_hook(node: Definition) -> bool:
    """A dunder says what it does by its name."""
    return node.name.startswith("__") and node.name.endswith("__")


def test_every_module_says_what_it_is() -> None:
    assert [str(path.relative_to(SERVER)) for path in SOURCES if ast.get_docstring(tree_of(path)) is None] == []


def test_no_import_goes_in_a_ring() -> None:
    modules = {module_name(path): loaded_modules(path) for path in SOURCES}
    graph = {name: (targets & modules.keys()) - {name} for name, targets in modules.items()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail[trail.index(name) :], name))
        if name not in done:
            for target in graph[name]:
                visit(target, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def test_folders_are_nested_two_deep_at_most() -> None:
    assert max(len(path.relative_to(SERVER).parts) - 1 for path in SOURCES) <= 2


@pytest.mark.parametrize("path", ["docs/architecture.md", "README.md", "CHANGELOG.md", "LICENSE"])
def test_the_pages_that_readers_need_are_there(path: str) -> None:
    assert (ROOT / path).stat().st_size > 500


def test_every_command_is_in_the_readme() -> None:
    from typer.main import get_command

    from undersong.cli.main import make_app

    readme = (ROOT / "README.md").read_text()
    commands = get_command(make_app()).commands  # type: ignore[attr-defined]
    assert [name for name in commands if f"undersong {name}" not in readme] == []


def test_every_setting_of_the_editor_is_described_and_in_the_readme() -> None:
    manifest = json.loads((ROOT / "package.json").read_text())
    configuration = manifest["contributes"]["configuration"]
    groups = configuration if isinstance(configuration, list) else [configuration]
    settings = {name: value for group in groups for name, value in group["properties"].items()}
    readme = (ROOT / "README.md").read_text()

    described = {name for name, value in settings.items() if {"description", "markdownDescription"} & value.keys()}
    assert described == settings.keys()
    assert [name for name in settings if f"`{name}`" not in readme] == []


def test_models_carry_their_cards_and_stay_small() -> None:
    folders = [folder for folder in (ROOT / "models").iterdir() if folder.is_dir()]

    assert folders
    for folder in folders:
        assert (folder / "card.md").is_file(), folder.name
        assert (folder / "manifest.json").is_file(), folder.name
        assert all(file.stat().st_size <= 20_000_000 for file in folder.rglob("*") if file.is_file())
