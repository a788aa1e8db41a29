"""Every schema compiles, takes its examples and refuses what it says it refuses; no reason repeats a value."""

from typing import Any

import pytest
from pygls.exceptions import JsonRpcException

from undersong.domain.kind import Kind, type_of
from undersong.lsp.connection import REQUESTS
from undersong.lsp.refusal import MALFORMED
from undersong.lsp.schema import BASE, ENVELOPE, checked, reasons, schema_folder, schemas, validator_of

EVENTS = {name: schema for name, schema in schemas().items() if "/events/" in name}
MESSAGES = {name: schema for name, schema in schemas().items() if "/messages/" in name}

PATH, CODE = "/home/annegret/top_secret.py", "def pay(amount): return 2 * amount"
PLANTED = (PATH, CODE, "AKIAIOSFODNN7EXAMPLE", "annegret.mueller")


def cases(field: str) -> list[Any]:
    """Return (schema id, value) for every entry of a list in every schema."""
    return [
        pytest.param(name, value, id=f"{name.removeprefix(BASE)}-{number}")
        for name, schema in schemas().items()
        for number, value in enumerate(schema.get(field, ()))
    ]


def test_every_kind_has_a_schema_with_its_type() -> None:
    assert {f"{BASE}events/{kind}.json" for kind in Kind} == set(EVENTS)
    for kind in Kind:
        assert EVENTS[f"{BASE}events/{kind}.json"]["properties"]["type"]["const"] == type_of(kind)


@pytest.mark.parametrize("name", sorted(schemas()))
def test_every_schema_is_of_2020_12_says_what_it_is_and_compiles(name: str) -> None:
    schema = schemas()[name]

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]
    assert schema["description"].endswith(".")
    assert validator_of(name)


@pytest.mark.parametrize("name", sorted({*EVENTS, *MESSAGES}))
def test_every_schema_shows_what_it_takes_and_what_it_refuses(name: str) -> None:
    assert schemas()[name]["examples"]
    assert schemas()[name].get("x-rejected") or not schemas()[name]["$defs"]["params"]["required"]


@pytest.mark.parametrize(("name", "example"), cases("examples"))
def test_examples_are_taken(name: str, example: Any) -> None:
    assert reasons(name, example) == ""


@pytest.mark.parametrize(("name", "rejected"), cases("x-rejected"))
def test_what_is_to_be_refused_is_refused(name: str, rejected: dict[str, Any]) -> None:
    assert rejected["because"]
    assert reasons(name, rejected["value"])


@pytest.mark.parametrize(("name", "result"), cases("x-result-examples"))
def test_answers_are_what_the_schema_says(name: str, result: Any) -> None:
    assert reasons(f"{name}#/$defs/result", result) == ""


def test_the_schemas_of_the_repository_are_read_when_nothing_is_packaged() -> None:
    assert (schema_folder() / "envelope.json").is_file()
    assert ENVELOPE in schemas()


@pytest.mark.parametrize("planted", PLANTED)
@pytest.mark.parametrize("name", sorted(EVENTS))
def test_no_reason_repeats_what_was_sent(name: str, planted: str) -> None:
    example = schemas()[name]["examples"][0]
    broken = {
        **example,
        "id": planted,
        "subject": planted,
        "sessionid": planted,
        planted: planted * 4,
        "data": {field: [planted] for field in example["data"]} | {planted: planted * 4},
    }

    found = reasons(name, broken)

    assert found
    assert planted not in found


@pytest.mark.parametrize("field", ["id", "source", "type", "time", "subject", "sessionid", "origin", "note"])
@pytest.mark.parametrize("planted", [PATH, CODE, "src/billing/pay.py", "C:\\Users\\anne\\a.py", "two\nlines"])
def test_no_path_and_no_line_of_code_fits_into_the_envelope(field: str, planted: str) -> None:
    example = EVENTS[f"{BASE}events/file_modified.json"]["examples"][0]

    assert reasons(ENVELOPE, {**example, field: planted})


@pytest.mark.parametrize("planted", [PATH, CODE, "~/desk/pay.py", "a/b/c", "x = 1", "https://example.org/x"])
@pytest.mark.parametrize("name", sorted(EVENTS))
def test_no_path_and_no_line_of_code_fits_into_any_field(name: str, planted: str) -> None:
    example = schemas()[name]["examples"][0]

    for field in (*example["data"], "some.note"):
        assert reasons(name, {**example, "data": {**example["data"], field: planted}}), field


@pytest.mark.parametrize("value", ["python", "stuck 0.1.0", "import/no-unresolved", "C#", "0a1b2c3d 0a1b2c3e", ""])
def test_words_that_tools_use_are_taken(value: str) -> None:
    example = EVENTS[f"{BASE}events/file_modified.json"]["examples"][0]

    assert reasons(ENVELOPE, {**example, "note": value, "data": {"some.note": value}}) == ""


@pytest.mark.parametrize("value", [None, [], "text", 5, {}])
def test_what_is_no_event_is_refused(value: Any) -> None:
    assert reasons(ENVELOPE, value)


def test_a_missing_field_is_named_and_an_unknown_one_is_not() -> None:
    example = EVENTS[f"{BASE}events/file_saved.json"]["examples"][0]

    assert reasons(ENVELOPE, {key: value for key, value in example.items() if key != "seq"}) == "it lacks seq"
    assert reasons(ENVELOPE, {**example, "annegret": "x" * 65}) == "(unknown) is longer than the schema allows"


def test_every_request_of_a_window_is_read_as_plain_values() -> None:
    methods = {schema["x-method"] for schema in MESSAGES.values() if schema["x-kind"] == "request"}

    assert methods <= REQUESTS


def test_a_message_that_fits_is_handed_on() -> None:
    assert checked("pause", {"paused": True}) == {"paused": True}


@pytest.mark.parametrize("params", [None, {}, {"paused": "yes"}, [True]])
def test_a_message_that_does_not_fit_is_refused_with_a_reason(params: Any) -> None:
    with pytest.raises(JsonRpcException, match=r"undersong/pause was refused: .+\.") as caught:
        checked("pause", params)

    assert caught.value.code == MALFORMED
