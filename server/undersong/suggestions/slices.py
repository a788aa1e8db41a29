"""Which kind of work a file is part of: tests, endpoints, database code, components. Each is reported apart."""

import re
from enum import StrEnum
from pathlib import PurePosixPath

# Imports stand at the top of a file; reading on would cost time at every key and find little.
HEAD_CHARS = 6_000


class Slice(StrEnum):
    """A kind of work; `OTHER` is whatever no rule knows."""

    TESTS = "tests"
    ENDPOINTS = "endpoints"
    DATABASE = "database"
    COMPONENTS = "components"
    OTHER = "other"


def slice_of(path: str, text: str = "") -> Slice:
    """Return the slice that a file belongs to, by its path first and by what it imports next.

    A file that could be of two is what stands first in `Slice`: a test of an endpoint is a test, and a handler that
    asks the database is an endpoint. `text` may be the beginning of the file; without it only the path counts.

    >>> slice_of("shop/tests/test_cart.py"), slice_of("shop/cart.py", "from fastapi import APIRouter")
    (<Slice.TESTS: 'tests'>, <Slice.ENDPOINTS: 'endpoints'>)
    """
    place = path.replace("\\", "/").lower()
    found = next((kind for kind, rule in PATHS if rule.search(place)), None)
    if found is not None:
        return found
    imported = modules_of(text[:HEAD_CHARS], PurePosixPath(place).suffix)
    return next((kind for kind, names in IMPORTS if any(is_one_of(name, names) for name in imported)), Slice.OTHER)


def modules_of(text: str, suffix: str) -> set[str]:
    """Return the names of the modules that a Python or JavaScript text imports, as they are written."""
    if suffix in {".py", ".pyi"}:
        return {first or second for first, second in PYTHON_IMPORT.findall(text)}
    return {first or second or third for first, second, third in SCRIPT_IMPORT.findall(text)}


def is_one_of(name: str, wanted: frozenset[str]) -> bool:
    """Tell whether a module is one of those wanted, or lies inside one."""
    parts = re.split(r"([./])", name)
    return any("".join(parts[:end]) in wanted for end in range(1, len(parts) + 1, 2))


PYTHON_IMPORT = re.compile(r"^\s*(?:from\s+([\w.]+)\s+import|import\s+([\w.]+))", re.MULTILINE)
SCRIPT_IMPORT = re.compile(
    r"""(?:\bfrom\s*["']([^"']+)["']|\brequire\(\s*["']([^"']+)["']\s*\)|^\s*import\s+["']([^"']+)["'])""", re.MULTILINE
)
PATHS = (
    (
        Slice.TESTS,
        re.compile(
            r"(^|/)(tests?|__tests__|specs?|e2e)/|(^|/)(test_[^/]*|[^/]*_test|conftest)\.py$|\.(test|spec)\.\w+$"
        ),
    ),
    (Slice.COMPONENTS, re.compile(r"(^|/)components?/.*\.(jsx?|tsx?|vue|svelte)$|\.(jsx|tsx|vue|svelte)$")),
    (Slice.DATABASE, re.compile(r"(^|/)(migrations|alembic)/|(^|/)(models|queries|managers)\.py$|\.sql$|\.prisma$")),
    (
        Slice.ENDPOINTS,
        re.compile(
            r"(^|/)(endpoints|routers?|routes|controllers|views)/|(^|/)(urls|views|routes|routers|endpoints)\.\w+$"
        ),
    ),
)
IMPORTS = (
    (Slice.TESTS, frozenset({"pytest", "unittest", "vitest", "@jest/globals", "mocha", "@playwright/test"})),
    (
        Slice.ENDPOINTS,
        frozenset(
            {
                *("fastapi", "flask", "starlette", "django.views", "django.urls", "django.http", "rest_framework"),
                *("aiohttp.web", "sanic", "tornado.web", "bottle", "falcon", "litestar", "quart", "pyramid"),
                *("express", "koa", "fastify", "hono", "@nestjs/common", "@hapi/hapi", "next/server"),
            }
        ),
    ),
    (
        Slice.DATABASE,
        frozenset(
            {
                *("sqlalchemy", "sqlmodel", "django.db", "peewee", "tortoise", "pony", "sqlite3", "psycopg"),
                *("psycopg2", "asyncpg", "aiosqlite", "pymysql", "pymongo", "motor", "redis", "alembic"),
                *("@prisma/client", "typeorm", "sequelize", "mongoose", "mongodb", "knex", "drizzle-orm", "pg"),
                *("mysql2", "better-sqlite3", "kysely"),
            }
        ),
    ),
    (
        Slice.COMPONENTS,
        frozenset({"react", "preact", "vue", "svelte", "solid-js", "lit", "@angular/core", "react-native"}),
    ),
)
