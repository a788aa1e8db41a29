"""A file is counted with the kind of work that it is part of."""

import pytest

from undersong.suggestions.slices import HEAD_CHARS, Slice, slice_of


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("tests/unit/cart.py", Slice.TESTS),
        ("shop/test_cart.py", Slice.TESTS),
        ("shop/cart_test.py", Slice.TESTS),
        ("conftest.py", Slice.TESTS),
        ("src/Cart.test.tsx", Slice.TESTS),
        ("src/__tests__/cart.ts", Slice.TESTS),
        ("C:\\work\\shop\\tests\\cart.py", Slice.TESTS),
        ("src/Cart.tsx", Slice.COMPONENTS),
        ("src/components/cart.ts", Slice.COMPONENTS),
        ("src/Cart.vue", Slice.COMPONENTS),
        ("shop/migrations/0001_initial.py", Slice.DATABASE),
        ("shop/models.py", Slice.DATABASE),
        ("db/schema.sql", Slice.DATABASE),
        ("shop/urls.py", Slice.ENDPOINTS),
        ("src/routes/cart.ts", Slice.ENDPOINTS),
        ("shop/latest.py", Slice.OTHER),
        ("shop/contest/rules.py", Slice.OTHER),
        ("shop/components.py", Slice.OTHER),
    ],
)
def test_a_path_tells_it(path: str, wanted: Slice) -> None:
    assert slice_of(path) is wanted


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        ("a.py", "import pytest\n", Slice.TESTS),
        ("a.py", "from fastapi import APIRouter\n", Slice.ENDPOINTS),
        ("a.py", "from django.views.generic import View\n", Slice.ENDPOINTS),
        ("a.py", "from django.db import models\n", Slice.DATABASE),
        ("a.py", "from sqlalchemy.orm import Session\n", Slice.DATABASE),
        ("a.py", "import os\nfrom django.conf import settings\n", Slice.OTHER),
        ("a.py", "import pgvector\n", Slice.OTHER),
        ("a.ts", "import express from 'express';\n", Slice.ENDPOINTS),
        ("a.ts", 'const knex = require("knex");\n', Slice.DATABASE),
        ("a.js", "import 'react';\n", Slice.COMPONENTS),
        ("a.ts", "import { PrismaClient } from '@prisma/client';\n", Slice.DATABASE),
        ("a.ts", "import { expect } from './pg-helper';\n", Slice.OTHER),
    ],
)
def test_what_it_imports_tells_it(path: str, text: str, wanted: Slice) -> None:
    assert slice_of(path, text) is wanted


def test_a_test_of_an_endpoint_is_a_test() -> None:
    assert slice_of("tests/test_cart.py", "from fastapi.testclient import TestClient\n") is Slice.TESTS


def test_a_handler_that_asks_the_database_is_an_endpoint() -> None:
    assert slice_of("cart.py", "import sqlalchemy\nfrom fastapi import APIRouter\n") is Slice.ENDPOINTS


def test_only_the_head_of_a_file_is_read() -> None:
    assert slice_of("a.py", "#" * HEAD_CHARS + "\nimport pytest\n") is Slice.OTHER
