"""What the types of a library's records are made of, and how to ask a record for its fields."""

from __future__ import annotations

import typing
from typing import Annotated, Any

from fibro_tui.record import Record


class Field(Record):
    """What a field's type cannot say: `pattern` is a regular expression for the whole text, `key` its name in YAML.

    `alone` lets one text stand for a list of one.
    """

    says: str
    pattern: str = ""
    example: str = ""
    key: str = ""
    alone: bool = False


# The types that `read` and `schema` know: text, whole and decimal numbers, tuples (a YAML list), dicts of them, records,
# and the four below.
Id = Annotated[str, Field("a name in lower case: letters, digits and hyphens", r"[a-z0-9]+(?:-[a-z0-9]+)*", "iv-infusion")]
DAY = r"\d{4}-\d{2}-\d{2}"
Date = Annotated[str, Field("a date", DAY, "2026-11-22")]
Web = Annotated[str, Field("an address that starts with http:// or https://", r"https?://[^\s<>\"]+", "https://www.nice.org.uk")]
Markdown = Annotated[str, Field("Markdown: paragraphs, lists, **bold**, *emphasis*, [words](#entry-id), citations [@reference-id]")]


def record_fields(kind: Any) -> list[tuple[str, str, Any, bool]]:
    """A record's fields as (name, key in YAML, type, required)."""
    from fibro_tui.content import model, rules

    # Records name their types without importing them, to be quick; here is where the names mean something.
    names = {**vars(typing), **vars(model), **vars(rules), **globals()}
    hints = typing.get_type_hints(kind, names, include_extras=True)
    rows: list[tuple[str, str, Any, bool]] = []
    for name in kind._fields:
        hint = hints[name]
        marks = [m for m in getattr(hint, "__metadata__", ()) if isinstance(m, Field)]
        rows.append((name, (marks[-1].key if marks else "") or name, hint, name not in kind._field_defaults))
    return rows
