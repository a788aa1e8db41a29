"""Classes of errors that no person named."""

import builtins

import pytest

from undersong.exchange.error_classes import error_class


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("java.lang.NullPointerException", "NullPointerException"),
        ("java.util.InputMismatchException", "InputMismatchException"),
        ("org.junit.runners.model.TestTimedOutException", "TestTimedOutException"),
        ("System.NullReferenceException", "NullReferenceException"),
        ("ReferenceError", "ReferenceError"),
        ("TypeError", "TypeError"),
        ("';' expected", "expected"),
        ("class, interface, or enum expected", "class interface or enum expected"),
    ],
)
def test_classes_of_errors_are_those_that_a_language_gives(word: str, said: str) -> None:
    assert error_class(word) == said


@pytest.mark.parametrize(
    "word",
    [
        "LovelaceError",
        "com.acme.LovelaceBillingException",
        "java.lang.LovelaceWarning",
        "Outer$LovelaceError",
        "cannot access Lovelace",
        "Ada's Error",
        "",
    ],
)
def test_what_a_project_named_is_another(word: str) -> None:
    assert error_class(word) == "other"


def test_every_exception_of_python_is_known() -> None:
    built_in = [
        name for name, found in vars(builtins).items() if isinstance(found, type) and issubclass(found, BaseException)
    ]

    assert [name for name in built_in if not name.startswith("_") and error_class(name) != name] == []
