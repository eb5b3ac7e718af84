import json
import re
import typing
from pathlib import Path

import pytest
import yaml

from fibro_tui.cli import packaged
from fibro_tui.content.fields import record_fields
from fibro_tui.content.model import Library
from fibro_tui.content.read import read
from fibro_tui.content.schema import schema

SMALL = Path(__file__).parents[1] / "small.yaml"
MADE = schema()
NEW = SMALL.parents[1] / "fibro_tui" / "content" / "new.yaml"


def records(kind=Library, seen=None):
    """Every kind of record that a library is made of."""
    seen = {} if seen is None else seen
    if kind.__name__ not in seen:
        seen[kind.__name__] = kind
        for _, _, hint, _ in record_fields(kind):
            for part in parts(hint):
                if isinstance(part, type) and hasattr(part, "_fields"):
                    records(part, seen)
    return seen


def parts(hint):
    yield hint
    for part in typing.get_args(hint):
        yield from parts(part)


def shape(name):
    return MADE["$defs"][name]


def as_json(node):
    """A YAML tree as an editor's validator sees it."""
    return json.loads(json.dumps(node, default=str))


def faults(value, wanted, path="$"):
    """Where a value is not as the schema has it: enough of JSON Schema for ours, and no more."""
    if "$ref" in wanted:
        return faults(value, MADE["$defs"][wanted["$ref"].rpartition("/")[2]], path)
    if "anyOf" in wanted:
        tried = [faults(value, each, path) for each in wanted["anyOf"]]
        return [] if [] in tried else tried[0]
    found = []
    if "enum" in wanted and value not in wanted["enum"]:
        found.append(f"{path}: {value!r} is none of {wanted['enum']}")
    kinds = {"string": str, "number": (int, float), "integer": int, "array": list, "object": dict}
    names = wanted.get("type", [])
    names = [names] if isinstance(names, str) else names
    if names and not any(isinstance(value, kinds[name]) and not isinstance(value, bool) for name in names):
        return [f"{path}: {value!r} is no {names}"]
    if "pattern" in wanted and isinstance(value, str) and not re.search(wanted["pattern"], value):
        found.append(f"{path}: {value!r} does not match {wanted['pattern']}")
    if isinstance(value, list):
        found += [each for i, item in enumerate(value) for each in faults(item, wanted.get("items", {}), f"{path}[{i}]")]
    if isinstance(value, dict):
        known = wanted.get("properties", {})
        found += [f"{path}: {key} is missing" for key in wanted.get("required", ()) if key not in value]
        for key, item in value.items():
            more = known.get(key, wanted.get("additionalProperties", {}))
            found += [f"{path}: {key} is unknown"] if more is False else faults(item, more, f"{path}.{key}")
    return found


@pytest.mark.parametrize("name", records())
def test_every_key_of_a_record_stands_in_the_schema_and_no_other(name):
    fields = record_fields(records()[name])
    assert list(shape(name)["properties"]) == [key for _, key, _, _ in fields]
    assert shape(name)["required"] == [key for _, key, _, required in fields if required]
    assert shape(name)["additionalProperties"] is False
    assert shape(name)["description"]


def test_every_reference_inside_the_schema_leads_somewhere():
    named = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(MADE)))
    assert named == set(MADE["$defs"])


@pytest.mark.parametrize("file", [SMALL, NEW, packaged()], ids=["small", "new", "packaged"])
def test_what_the_reader_takes_the_schema_takes(file):
    with open(file, "rb") as stream:
        data = stream.read()
    assert read(data).library
    assert faults(as_json(yaml.load(data, yaml.CSafeLoader)), MADE) == []


SPOILT = {
    "an unknown key": ("    title: Words", "    tilte: Words"),
    "a missing key": ("  - id: told\n    title: What people tell", "  - id: told"),
    "a wrong choice": ("kind: stories", "kind: tales"),
    "text for a list": ("tags: [night]", "tags: night"),
    "a list for text": ("  purpose: To", "  purpose: [To"),
    "a word for a number": ("      n: 24", "      n: many"),
    "an id with a blank": ("id: nothing-yet", "id: nothing yet"),
    "a day that is none": ("due: 2999-11-22", "due: in a year"),
    "a link that acts": ('web: "https://line.example/talk"', 'web: "javascript:alert(1)"'),
}


@pytest.mark.parametrize("case", SPOILT)
def test_what_the_schema_refuses_the_reader_refuses(case):
    good, bad = SPOILT[case]
    text = SMALL.read_text("utf-8")
    assert good in text
    spoilt = text.replace(good, bad, 1)
    if case == "a list for text":
        spoilt = spoilt.replace("before bed.", "before bed.]", 1)
    assert faults(as_json(yaml.load(spoilt, yaml.CSafeLoader)), MADE)
    assert read(spoilt.encode()).library is None


def test_the_schema_says_which_draft_it_is_and_is_json():
    assert MADE["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(MADE)) == MADE


def test_examples_match_their_own_patterns():
    for name in records():
        for key, field in shape(name)["properties"].items():
            for example in field.get("examples", ()):
                if "pattern" in field:
                    assert re.search(field["pattern"], example), (name, key)
