"""What a file is for, by its path first and by its imports where the path says nothing."""

import pytest

from undersong.cli.yardstick.slices import COMPONENTS, DATABASE, ENDPOINTS, TESTS, slice_of


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("tests/shop/test_views.py", "from flask import Flask\n", TESTS),
        ("shop/order_test.py", "", TESTS),
        ("shop/checks.py", "import pytest\n", TESTS),
        ("shop/views.py", "", ENDPOINTS),
        ("shop/api/orders.py", "", ENDPOINTS),
        ("shop/main.py", "from fastapi import FastAPI\n", ENDPOINTS),
        ("shop/models/order.py", "", DATABASE),
        ("shop/stored.py", "import os\nfrom sqlalchemy.orm import Session\n", DATABASE),
        ("shop/forms.py", "", COMPONENTS),
        ("shop/looks.py", "from wagtail.blocks import StructBlock\n", COMPONENTS),
        ("shop/latest.py", "import json\n", None),
        ("contest/latest.py", "# import pytest, one day\n", None),
    ],
)
def test_a_file_is_put_where_it_belongs(path: str, text: str, kind: str | None) -> None:
    assert slice_of(path, text) == kind
