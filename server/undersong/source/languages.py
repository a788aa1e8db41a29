"""Which files are code, and how their language marks a comment."""

from pathlib import PurePath

# Suffix → VS Code's language id. Prose and data (Markdown, JSON, CSV) are left out: nobody wants them guessed.
LANGUAGES = {
    ".py": "python",
    ".pyi": "python",
    ".js": "javascript",
    ".mjs": "javascript",
    ".cjs": "javascript",
    ".jsx": "javascriptreact",
    ".ts": "typescript",
    ".mts": "typescript",
    ".cts": "typescript",
    ".tsx": "typescriptreact",
    ".vue": "vue",
    ".svelte": "svelte",
    ".go": "go",
    ".rs": "rust",
    ".java": "java",
    ".kt": "kotlin",
    ".scala": "scala",
    ".c": "c",
    ".h": "c",
    ".cc": "cpp",
    ".cpp": "cpp",
    ".cxx": "cpp",
    ".hpp": "cpp",
    ".cs": "csharp",
    ".swift": "swift",
    ".rb": "ruby",
    ".php": "php",
    ".lua": "lua",
    ".dart": "dart",
    ".ex": "elixir",
    ".exs": "elixir",
    ".r": "r",
    ".jl": "julia",
    ".sh": "shellscript",
    ".bash": "shellscript",
    ".sql": "sql",
    ".html": "html",
    ".css": "css",
    ".scss": "scss",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".toml": "toml",
}
HASH_COMMENTS = frozenset({"python", "ruby", "elixir", "r", "julia", "shellscript", "yaml", "toml"})
DASH_COMMENTS = frozenset({"sql", "lua"})


def language_of(path: str) -> str | None:
    """Return VS Code's language id of a file that is code, else None."""
    return LANGUAGES.get(PurePath(path).suffix.lower())


def comment_mark(language: str) -> str:
    """Return what begins a comment that lasts to the end of the line."""
    if language in HASH_COMMENTS:
        return "#"
    return "--" if language in DASH_COMMENTS else "//"
