"""Records to JSON and back: what the index stores of a library."""

from __future__ import annotations

import json

from fibro_tui.content import model

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def pack(record: Any) -> bytes:
    """A record as JSON; named tuples become arrays."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def entry(data: bytes) -> model.Entry:
    """The entry that was packed."""
    row = model.Entry(*json.loads(data))
    return row._replace(
        also=tuple(row.also),
        because=tuple(row.because),
        figures=tuple(_figure(model.Figure(*each)) for each in row.figures),
        sources=tuple(model.Citation(*each) for each in row.sources),
        see=tuple(row.see),
        tags=tuple(row.tags),
    )


def stems(data: bytes) -> tuple[list[list[str]], set[str]]:
    """The stems of an entry: those of its title and of each alias, and those of all the rest."""
    names, rest = json.loads(data)
    return names, set(rest)


def _figure(row: model.Figure) -> model.Figure:
    ranges = {name: tuple(pair) for name, pair in row.ranges.items()}
    return row._replace(source=tuple(row.source), ranges=ranges, scale=tuple(row.scale))


def reference(data: bytes) -> model.Reference:
    """The reference that was packed."""
    row = model.Reference(*json.loads(data))
    return row._replace(
        author=tuple(model.Name(*each) for each in row.author),
        issued=_when(row.issued),
        accessed=_when(row.accessed),
        custom=model.Study(*row.custom),
    )


def _when(row: Any) -> model.When:
    return model.When(tuple(tuple(part) for part in row[0]), row[1])


def head(row: list[Any]) -> model.Library:
    """The library without its entries and references, from the JSON array of it."""
    library = model.Library(*row)
    return library._replace(
        sections=tuple(model.Section(*each)._replace(entries=(), facts=tuple(each[4])) for each in library.sections),
        about=model.About(*library.about),
        certainty=tuple(model.Level(*each)._replace(avoid=tuple(each[4])) for each in library.certainty),
        help=tuple(model.Contact(*each)._replace(words=tuple(each[8])) for each in library.help),
        synonyms=tuple(tuple(group) for group in library.synonyms),
        references=(),
    )
