"""Source text into syntax trees. Grammars are loaded at their first use."""

from functools import cache
from importlib import import_module

from tree_sitter import Language, Parser, Tree

# Language id → grammar package and the function in it.
GRAMMARS = {
    "python": ("tree_sitter_python", "language"),
    "javascript": ("tree_sitter_javascript", "language"),
    "javascriptreact": ("tree_sitter_javascript", "language"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
    "typescriptreact": ("tree_sitter_typescript", "language_tsx"),
}


def parse(language: str, data: bytes) -> Tree | None:
    """Return the tree of a text, also of a broken one; None for languages without a grammar."""
    return parser(language).parse(data) if language in GRAMMARS else None


@cache
def grammar(language: str) -> Language:
    """Return a language's grammar."""
    package, function = GRAMMARS[language]
    return Language(getattr(import_module(package), function)())


@cache
def parser(language: str) -> Parser:
    """Return a language's parser."""
    return Parser(grammar(language))
