"""Reads a library from YAML, or says everything that is wrong with it in one go, each with its line and column.

The C composer of PyYAML gives a tree of nodes that know their place; the types of `model` say what each node has to be.
Nothing is ever constructed from a tag, so no file can run code, and every loop is bounded by the size of the file.
"""

from __future__ import annotations

import calendar
import re
import typing
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Any, Literal

import yaml

from fibro_tui.content import model
from fibro_tui.content.fields import DAY, Field, record_fields
from fibro_tui.content.file import LARGEST
from fibro_tui.content.model import Entry, Library, entries
from fibro_tui.content.problems import Problem, nearest
from fibro_tui.record import Record

DEEPEST = 100
MOST_PROBLEMS = 500
# To find the name that was probably meant takes long in a large library.
_MOST_HINTS = 50
# So many words are found in one place of a text only.
_TELLING = 60

_STR, _MAP, _SEQ = "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"
_VERBATIM = {f"tag:yaml.org,2002:{name}" for name in ("int", "float", "timestamp")}
_KNOWN = _VERBATIM | {_STR, _MAP, _SEQ} | {f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "merge", "value")}
# C0 and C1 controls but tab and newline, the two overrides that make a text read other than it is written, and the letters that
# nobody sees, which hide a word from who searches for it.
_ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u202d\u202e\u2060\ufeff]")
_WRONG = object()

Path = tuple[str | int, ...]


class _Shape(Record):
    """What turns a node into a value of one type (or the mark of a wrong one), and what stands in for a wrong one.

    A stand-in lets the walk go on, so that one run tells everything; a library with problems is never handed out.
    """

    read: Callable[[yaml.Node, _Walk], Any]
    empty: Any


class Reading(Record):
    """What came of a file: a library when nothing is wrong with its structure, the problems, and the tree for their places."""

    library: Library | None
    problems: tuple[Problem, ...]
    root: yaml.Node | None
    text: str = ""

    def place(self, path: Path, *words: str) -> tuple[int, int]:
        """Line and column, from 1, of what `path` leads to (keys, list indexes), or of these words there, each within those before."""
        if self.root is None:
            return 1, 1
        node = _node(self.root, path)
        at, end = node.start_mark.index, node.end_mark.index
        for part in filter(None, words) if isinstance(node, yaml.ScalarNode) else ():
            found = _as_written(part).search(self.text, at, end)
            at, end = found.span() if found else (at, end)
        return self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at)


def read(data: bytes) -> Reading:
    """The library that these bytes hold, or what is wrong with them."""
    text, problem = _decode(data)
    if problem:
        return Reading(None, (problem,), None)
    root, problem = _compose(text)
    if problem or root is None:
        return Reading(None, (problem or _problem(None, "the file is empty; `fibro-tui new FILE` makes one to start from"),), None)
    walk = _Walk([], len(text) + 1000)
    try:
        library = _or_empty(_shape(Library), root, walk)
        if not walk.problems:
            walk.problems.extend(islice(chain(_odd_figures(library, root), _odd_dates(library, root)), MOST_PROBLEMS))
        walk.problems.extend(islice(_loose_ends(library, root), MOST_PROBLEMS))
    except _Enough:
        library = None
    problems = tuple(sorted(set(walk.problems[:MOST_PROBLEMS])))
    return Reading(None if problems else library, problems, root, text)


class _Walk:
    """What one walk over a tree has found wrong, and how many nodes it may still visit: aliases multiply them."""

    __slots__ = ("left", "problems")

    def __init__(self, problems: list[Problem], left: int) -> None:
        self.problems = problems
        self.left = left

    def wrong(self, node: yaml.Node, message: str) -> Any:
        """Note a problem; gives the mark of a value that is not there."""
        self.problems.append(_problem(node, message))
        if len(self.problems) >= MOST_PROBLEMS:
            raise _Enough
        return _WRONG

    def visit(self, node: yaml.Node, count: int) -> None:
        """Charge `count` nodes to the budget that the size of the file sets."""
        self.left -= count
        if self.left < 0:
            self.problems.append(_problem(node, "aliases (*name) make this file larger than it is; write the parts out"))
            raise _Enough


class _Enough(Exception):
    """Enough problems for one go."""


def _problem(node: yaml.Node | None, message: str, rule: str = "structure") -> Problem:
    mark = node.start_mark if node else None
    return Problem(mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, "error", message, rule)


def _decode(data: bytes) -> tuple[str, Problem | None]:
    """The file as text; a library is UTF-8."""
    if len(data) > LARGEST:
        return "", Problem(1, 1, "error", f"the file has more than {LARGEST // 1024 // 1024} MB; split it", "structure")
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        return "", Problem(line, column, "error", "this is not UTF-8 text; save the file as UTF-8", "structure")


class _TooDeep(Exception):
    """The file nests too deep."""

    def __init__(self, node: yaml.Node) -> None:
        super().__init__()
        self.node = node


class _Loader(yaml.CSafeLoader):
    """Composes nodes, and stops where they nest so deep that composing them, which recurses in C, could end the process."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.depth = 0

    def descend_resolver(self, current_node: yaml.Node, current_index: Any) -> None:
        """Called before each node is composed."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise _TooDeep(current_node)

    def ascend_resolver(self) -> None:
        """Called after each node is composed."""
        self.depth -= 1


def _compose(text: str) -> tuple[yaml.Node | None, Problem | None]:
    """The tree of one YAML document."""
    try:
        return yaml.compose(text, _Loader), None
    except _TooDeep as error:
        return None, _problem(error.node, f"nested deeper than {DEEPEST} levels; a library needs eight")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(part for part in (error.problem, error.context) if part)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return None, Problem(line, column, "error", f"this is not YAML: {what}", "structure")
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        column = error.position - (before.rfind("\n") + 1) + 1
        message = f"control character U+{ord(str(error.character)) if isinstance(error.character, str) else error.character:04X}"
        return None, Problem(before.count("\n") + 1, column, "error", f"{message}; take it out", "structure")


_shapes: dict[Any, _Shape] = {}


def _shape(kind: Any) -> _Shape:
    """How to read this type; made once for each."""
    if kind not in _shapes:
        _shapes[kind] = _make_shape(kind)
    return _shapes[kind]


def _or_empty(shape: _Shape, node: yaml.Node, walk: _Walk) -> Any:
    value = shape.read(node, walk)
    return shape.empty if value is _WRONG else value


def _make_shape(kind: Any) -> _Shape:
    field = Field("")
    if typing.get_origin(kind) is typing.Annotated:
        kind, field = typing.get_args(kind)[0], next(m for m in reversed(kind.__metadata__) if isinstance(m, Field))
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if type(None) in parts:
        return _shape(parts[0])
    if origin is Literal:
        return _one_of(parts)
    if origin is tuple:
        return _list_of(_shape(parts[0]), field.alone)
    if origin is dict:
        return _mapping_of(_shape(parts[1]))
    if hasattr(kind, "_fields"):
        return _record(kind)
    return {str: _text(field), int: _number(int), float: _number(float)}[kind]


def _text(field: Field) -> _Shape:
    pattern = re.compile(field.pattern) if field.pattern else None
    day = field.pattern == DAY

    def read_text(node: yaml.Node, walk: _Walk) -> Any:
        if node.tag != _STR and node.tag not in _VERBATIM:
            return walk.wrong(node, f"expected text, not {_kind(node)}")
        value: str = node.value
        acting = _ACTS.search(value)
        if acting:
            return walk.wrong(node, f"control character U+{ord(acting[0]):04X} in a text; take it out")
        if not value.strip():
            return walk.wrong(node, "expected text, not nothing; fill it or take the key out")
        if pattern and not pattern.fullmatch(value):
            return walk.wrong(node, f"{_short(value)} is not {field.says}, such as {field.example}")
        if day and not _is_day(value):
            return walk.wrong(node, f"{value} is no day of the calendar; a date is year-month-day, such as {field.example}")
        return value

    return _Shape(read_text, "")


def _number(kind: type) -> _Shape:
    whole = re.compile(r"[-+]?\d{1,15}" if kind is int else r"[-+]?\d{1,15}(?:\.\d{1,15})?")

    def read_number(node: yaml.Node, walk: _Walk) -> Any:
        if node.tag not in _VERBATIM or not whole.fullmatch(node.value):
            return walk.wrong(node, f"expected a {'whole ' if kind is int else ''}number, not {_kind(node)}")
        return kind(node.value)

    return _Shape(read_number, kind())


def _one_of(values: tuple[str, ...]) -> _Shape:
    names = [value for value in values if value]

    def read_choice(node: yaml.Node, walk: _Walk) -> Any:
        if node.tag == _STR and node.value in names:
            return node.value
        told = _short(node.value) if isinstance(node, yaml.ScalarNode) else _kind(node)
        return walk.wrong(node, f"expected one of {', '.join(names)}, not {told}")

    return _Shape(read_choice, names[0])


def _list_of(item: _Shape, alone: bool) -> _Shape:
    def read_list(node: yaml.Node, walk: _Walk) -> Any:
        if node.tag == _SEQ:
            walk.visit(node, len(node.value))
            return tuple([_or_empty(item, each, walk) for each in node.value])
        if alone and isinstance(node, yaml.ScalarNode):
            return (_or_empty(item, node, walk),)
        return walk.wrong(node, f"expected a list, not {_kind(node)}")

    return _Shape(read_list, ())


def _mapping_of(item: _Shape) -> _Shape:
    def read_mapping(node: yaml.Node, walk: _Walk) -> Any:
        if node.tag != _MAP:
            return walk.wrong(node, f"expected a mapping (key: value), not {_kind(node)}")
        return {key: _or_empty(item, value, walk) for key, value in _pairs(node, walk)}

    return _Shape(read_mapping, {})


def _record(kind: Any) -> _Shape:
    fields = record_fields(kind)
    names = {key: name for name, key, _, _ in fields}
    shapes = {name: _shape(hint) for name, _, hint, _ in fields}
    needed = {name: key for name, key, _, required in fields if required}

    def read_record(node: yaml.Node, walk: _Walk) -> Any:
        if node.tag != _MAP:
            return walk.wrong(node, f"expected a mapping ({', '.join(list(names)[:3])}: ...), not {_kind(node)}")
        values: dict[str, Any] = {}
        for key, value in _pairs(node, walk):
            name = names.get(key)
            if name is None:
                place = next(k for k, _ in node.value if k.value == key)
                known = nearest(key, list(names)) or f"; known here: {', '.join(names)}"
                walk.wrong(place, f"unknown key {_short(key)}{known}")
            else:
                values[name] = _or_empty(shapes[name], value, walk)
        for name, key in needed.items():
            if name not in values:
                walk.wrong(node, f'missing key "{key}"')
                values[name] = shapes[name].empty
        return kind(**values)

    return _Shape(read_record, kind(**{name: shapes[name].empty for name in needed}))


def _pairs(node: yaml.Node, walk: _Walk) -> Iterator[tuple[str, yaml.Node]]:
    """A mapping's keys and values; a key that is no text or stands twice is a problem."""
    walk.visit(node, len(node.value))
    first: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.tag not in _KNOWN or _ACTS.search(key.value):
            walk.wrong(key, f"expected a plain key, not {_kind(key)}")
        elif key.value in first:
            walk.wrong(key, f"key {_short(key.value)} stands here twice, first in line {first[key.value].start_mark.line + 1}")
        else:
            first[key.value] = key
            yield key.value, value


def _kind(node: yaml.Node) -> str:
    """What a node is, in words for a person."""
    if node.tag not in _KNOWN:
        return f"the tag {_short(node.tag)}; tags are not read"
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    name = node.tag.rpartition(":")[2]
    if name == "null":
        return "nothing; fill it or take the key out"
    if name == "bool":
        return f"yes or no; put quotes around {node.value}"
    return f"{'text' if name == 'str' else 'the number' if name in ('int', 'float') else 'the date'} {_short(node.value)}"


def _short(value: str) -> str:
    shown = value if len(value) <= 40 else value[:39] + "…"
    return '"' + _ACTS.sub("?", shown).replace("\n", " ") + '"'


def _is_day(value: str) -> bool:
    return _in_calendar(*(int(part) for part in value.split("-")))


def _in_calendar(year: int, month: int = 1, day: int = 1) -> bool:
    return 1 <= month <= 12 and year > 0 and 1 <= day <= calendar.monthrange(year, month)[1]


def _loose_ends(library: Library, root: yaml.Node) -> Iterator[Problem]:
    """Ids that are taken twice, and names that point nowhere."""

    def wrong(path: Path, message: str) -> Problem:
        return Problem(*_place(root, path), "error", message, "structure")

    for what, paths in _ids(library).items():
        taken: dict[str, Path] = {}
        for path, name in paths:
            if name and name in taken:
                where = _place(root, taken[name])[0]
                yield wrong(path, f'{what} id "{name}" is taken already, in line {where}; give each its own')
            taken.setdefault(name, path)
    known = {what: {name: None for _, name in paths} for what, paths in _ids(library).items()}
    known["reason"] = dict.fromkeys(library.reasons)
    dangling = ((path, what, name) for path, what, name in _pointers(library) if name and name not in known[what])
    for i, (path, what, name) in enumerate(dangling):
        meant = nearest(name, list(known[what])) if i < _MOST_HINTS else ""
        yield wrong(path, f'no {what} has the id "{name}"{meant}')


def _ids(library: Library) -> dict[str, list[tuple[Path, str]]]:
    """Every id with its path, by what it names."""
    return {
        "section": [(("sections", i, "id"), section.id) for i, section in enumerate(library.sections)],
        "entry": [(("sections", i, "entries", j, "id"), entry.id) for i, j, entry in _places(library)],
        "reference": [(("references", i, "id"), reference.id) for i, reference in enumerate(library.references)],
        "certainty": [(("certainty", i, "id"), level.id) for i, level in enumerate(library.certainty)],
    }


def _places(library: Library) -> Iterator[tuple[int, int, Entry]]:
    for i, section in enumerate(library.sections):
        for j, entry in enumerate(section.entries):
            yield i, j, entry


def _pointers(library: Library) -> Iterator[tuple[Path, str, str]]:
    """Every name that has to be somebody's id: (path, what it names, the name)."""
    for i, j, entry in _places(library):
        here: Path = ("sections", i, "entries", j)
        if entry.certainty:
            yield (*here, "certainty"), "certainty", entry.certainty
        for k, name in enumerate(entry.because):
            yield (*here, "because", k), "reason", name
        for k, citation in enumerate(entry.sources):
            yield (*here, "sources", k, "ref"), "reference", citation.ref
        for k, name in enumerate(entry.see):
            yield (*here, "see", k), "entry", name
        for k, figure in enumerate(entry.figures):
            for name in figure.source:
                yield (*here, "figures", k, "source"), "reference", name


def _odd_figures(library: Library, root: yaml.Node) -> Iterator[Problem]:
    """Figures that cannot be drawn, and facts that their section does not have."""
    for section, (i, j, entry) in zip((s for s, _ in entries(library)), _places(library), strict=True):
        here: Path = ("sections", i, "entries", j)
        for name in entry.facts:
            if name not in section.facts:
                message = f'section "{section.id}" has no fact "{name}"{nearest(name, list(section.facts))}'
                yield Problem(*_place(root, (*here, "facts", name)), "error", message, "structure")
        for k, figure in enumerate(entry.figures):
            message = _figure_problem(figure)
            if message:
                yield Problem(*_place(root, (*here, "figures", k)), "error", message, "structure")


def _odd_dates(library: Library, root: yaml.Node) -> Iterator[Problem]:
    """Dates of references that no calendar has."""
    told = "a date is [[year, month, day]], as much of it as is known, or two of them for a span; other words stand under literal"
    for i, reference in enumerate(library.references):
        for key, when in (("issued", reference.issued), ("accessed", reference.accessed)):
            known = all(1 <= len(parts) <= 3 and 1000 <= parts[0] <= 9999 and _in_calendar(*parts) for parts in when.parts)
            if not known or len(when.parts) > 2:
                yield Problem(*_place(root, ("references", i, key, "date-parts")), "error", told, "structure")


def _figure_problem(figure: model.Figure) -> str:
    if not figure.source:
        return "a figure has a source"
    if bool(figure.people) == bool(figure.ranges):
        return "a figure has either people or ranges"
    if figure.people:
        arms = {name: count for name, count in figure.people.items() if name not in ("of", "per")}
        whole = figure.people.get("of", figure.people.get("per", 0))
        if len(figure.people) - len(arms) != 1 or not arms or whole < 1:
            return "people has of: N (a study's true number) or per: N (a rate), above 0, and one arm or more"
        if any(not 0 <= count <= whole for count in arms.values()):
            return f"each arm counts from 0 to {whole}"
    elif any(len(pair) != 2 or pair[0] > pair[1] for pair in figure.ranges.values()):
        return "each range is [low, high]"
    elif figure.scale and (len(figure.scale) != 2 or figure.scale[0] >= figure.scale[1]):
        return "scale is [lowest, highest]"
    return ""


def _node(root: yaml.Node, path: Path) -> yaml.Node:
    """What a path leads to, or the nearest thing on the way to it that the tree has."""
    node = root
    for step in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            found = next((value for key, value in node.value if key.value == step), None)
            if found is None:
                break
            node = found
        else:
            break
    return node


def _as_written(words: str) -> re.Pattern[str]:
    """What finds these words in the file, where a text is folded, unindented and, in quotes, escaped; their beginning will do."""
    parts = (re.escape(word).replace("'", "''?").replace('"', r'\\?"') for word in words.split()[:_TELLING])
    return re.compile(r"[\s\\]+".join(parts))


def _place(root: yaml.Node, path: Path) -> tuple[int, int]:
    """Line and column of what a path leads to."""
    mark = _node(root, path).start_mark
    return mark.line + 1, mark.column + 1
