"""What a file is for: each kind of work is reported apart."""

import re

FEWEST_ASKED = 15
TESTS, ENDPOINTS, DATABASE, COMPONENTS = "tests", "endpoints", "database code", "components"
# The path speaks first: a test of a view is a test.
PATHS = {
    TESTS: re.compile(r"(^|/)(tests?|testing)/|(^|/)(test_[^/]*|[^/]*_test|conftest)\.py$"),
    ENDPOINTS: re.compile(r"(^|/)(views?|api|routers?|routes|endpoints|handlers|urls)(/|\.py$)"),
    DATABASE: re.compile(r"(^|/)(models?|managers?|repositor(y|ies)|queries|querysets?|dao|db|database)(/|\.py$)"),
    COMPONENTS: re.compile(r"(^|/)(components?|widgets?|blocks|forms?|templatetags|ui)(/|\.py$)"),
}
IMPORTS = {
    TESTS: r"pytest|unittest",
    ENDPOINTS: r"fastapi|starlette|flask|rest_framework|django\.(urls|views|http)|aiohttp",
    DATABASE: r"sqlalchemy|sqlite3|psycopg2?|asyncpg|peewee|django\.db|sqlmodel",
    COMPONENTS: r"django\.forms|wagtail\.blocks|wtforms|tkinter|streamlit|dash",
}
PATTERNS = {kind: re.compile(rf"^\s*(?:from|import)\s+(?:{names})\b", re.MULTILINE) for kind, names in IMPORTS.items()}


def slice_of(path: str, text: str) -> str | None:
    """Return what a file is for, by its path and then by its imports; None for any other code."""
    by_path = (kind for kind, pattern in PATHS.items() if pattern.search(path))
    by_imports = (kind for kind, pattern in PATTERNS.items() if pattern.search(text))
    return next(by_path, None) or next(by_imports, None)
