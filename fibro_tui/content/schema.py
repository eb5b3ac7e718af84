"""The JSON Schema of a library file, from the same types that the reader walks: editors complete and check with it."""

from __future__ import annotations

import re
import typing
from typing import Any, Literal

from fibro_tui.content.fields import Field, record_fields
from fibro_tui.content.model import Library


def schema() -> dict[str, Any]:
    """The schema (draft 2020-12) as a JSON object."""
    records: dict[str, Any] = {}
    root = _schema(Library, records)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A library of questions and answers"}
    return {**head, **root, "$defs": records}


def _schema(kind: Any, records: dict[str, Any]) -> dict[str, Any]:
    """One type's schema; records go to `records` and are referred to."""
    if typing.get_origin(kind) is typing.Annotated:
        field = next(m for m in reversed(kind.__metadata__) if isinstance(m, Field))
        return _described(_schema(typing.get_args(kind)[0], records), field)
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if type(None) in parts:
        return _schema(parts[0], records)
    if origin is Literal:
        return {"enum": [value for value in parts if value]}
    if origin is tuple:
        return {"type": "array", "items": _schema(parts[0], records)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(parts[1], records)}
    if hasattr(kind, "_fields"):
        if kind.__name__ not in records:
            records[kind.__name__] = {}
            records[kind.__name__] = _record(kind, records)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    # A plain YAML number or date is read as the text it is written as.
    return {str: {"type": ["string", "number"], "minLength": 1}, int: {"type": "integer"}, float: {"type": "number"}}.get(kind, {})


def _record(kind: Any, records: dict[str, Any]) -> dict[str, Any]:
    fields = record_fields(kind)
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": {key: _schema(hint, records) for _, key, hint, _ in fields},
        "required": [key for _, key, _, required in fields if required],
        "additionalProperties": False,
    }


def _described(schema: dict[str, Any], field: Field) -> dict[str, Any]:
    out = {**schema, "description": field.says}
    if field.pattern:
        # A plain YAML number is text to the reader, and a pattern binds only text.
        out["type"] = ["string", "integer"] if re.fullmatch(field.pattern, "1234") else "string"
        out["pattern"] = f"^(?:{field.pattern})$"
    if field.example:
        out["examples"] = [field.example]
    if field.alone:
        out = {"description": field.says, "anyOf": [schema, schema["items"]]}
    return out
