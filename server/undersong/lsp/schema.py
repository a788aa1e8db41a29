"""The schemas of ``telemetry_schema/``, compiled once, and what they find."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import jsonschema_rs

BASE = "https://undersong.dev/telemetry_schema/"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
ENVELOPE = f"{BASE}envelope.json"

# More reasons than these help nobody.
MOST_REASONS = 3


def checked(message: str, params: Any) -> dict[str, Any]:
    """Return the parameters of an ``undersong/*`` message when its schema admits them.

    Raises
    ------
    JsonRpcException
        With JSON-RPC's code for invalid parameters and the reasons.
    """
    found = reasons(f"{BASE}messages/{message}.json", params)
    if found:
        from pygls.exceptions import JsonRpcException  # only the daemon has it loaded anyway

        from undersong.lsp.refusal import MALFORMED

        raise JsonRpcException(f"undersong/{message} was refused: {found}.", MALFORMED)
    return dict(params)


def reasons(schema_id: str, value: Any) -> str:
    """Return why a schema refuses a value, or nothing when it admits it.

    No part of the value is told, nor any field's name that the schema does not know: both may be a person's.
    """
    validator = validator_of(schema_id)
    try:
        found = {told(error) for error in validator.iter_errors(value)}
    except ValueError:
        return "it holds something that JSON cannot express"
    return "; ".join(sorted(found)[:MOST_REASONS])


@cache
def validator_of(schema_id: str) -> jsonschema_rs.Validator:
    """Return the compiled schema; `schema_id` may end in ``#/$defs/result``, for a message's answer."""
    schema: Any = schemas().get(schema_id) or {"$schema": DIALECT, "$ref": schema_id}
    return jsonschema_rs.validator_for(schema, registry=registry())


@cache
def registry() -> jsonschema_rs.Registry:
    """Return all schemas under their ids, so that they can refer to each other without a network."""
    return jsonschema_rs.Registry(list(schemas().items()))


@cache
def schemas() -> Mapping[str, dict[str, Any]]:
    """Return id → schema, for every file."""
    return {schema["$id"]: schema for schema in read_schemas(schema_folder())}


def read_schemas(folder: Traversable) -> Iterator[dict[str, Any]]:
    """Yield the schemas of a folder and the folders in it."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from read_schemas(entry)
        elif entry.name.endswith(".json"):
            yield json.loads(entry.read_text(encoding="utf-8"))


def schema_folder() -> Traversable:
    """Return where the schemas lie: in the wheel as package data, else at the top of the repository."""
    packaged = files("undersong").joinpath("telemetry_schema")
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "telemetry_schema"


def told(error: jsonschema_rs.ValidationError) -> str:
    """Return what is wrong and where, in words that repeat nothing of the value."""
    rule = str(error.schema_path[-1])
    if rule == "required":
        return f"{where(error)} lacks {getattr(error.kind, 'property', 'a field')}"
    return f"{where(error)} {RULES.get(rule, 'is not what the schema asks for')}"


def where(error: jsonschema_rs.ValidationError) -> str:
    """Return the dotted place of an error; a name that no schema knows is not repeated."""
    known = known_names()
    parts = [str(part) if isinstance(part, int) or part in known else "(unknown)" for part in error.instance_path]
    return " / ".join(parts) or "it"


@cache
def known_names() -> frozenset[str]:
    """Return every property's name in every schema."""
    return frozenset(name for schema in schemas().values() for name in property_names(schema))


def property_names(schema: Any) -> Iterator[str]:
    """Yield the names under ``properties`` at any depth."""
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            yield from schema["properties"]
        for value in schema.values():
            yield from property_names(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from property_names(value)


RULES = {
    "type": "is of another type than the schema's",
    "enum": "is none of the words that the schema lists",
    "const": "is not the word that the schema fixes",
    "pattern": "does not have the form that the schema asks for",
    "minimum": "is below the least that the schema allows",
    "maximum": "is above the most that the schema allows",
    "exclusiveMinimum": "is not above what the schema allows",
    "maxLength": "is longer than the schema allows",
    "maxItems": "has more items than the schema allows",
    "additionalProperties": "has a name that the schema does not allow",
    "propertyNames": "has a name that the schema does not allow",
}
