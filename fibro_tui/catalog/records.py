"""Records to bytes and back: what the index stores of a library.

In the form in which Python keeps its own compiled modules: it is read without importing anything, where the JSON parser takes as
long to import as a search takes. Like those, it is never read from anywhere but the user's own cache.
"""

from __future__ import annotations

import marshal

from fibro_tui.content import model

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# The form that every Python from 3.4 on reads.
_VERSION = 4


def pack(value: Any) -> bytes:
    """A record, or what holds records, as bytes; records and lists become tuples."""
    return marshal.dumps(_plain(value), _VERSION)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return tuple(map(_plain, value))  # pyright: ignore[reportUnknownArgumentType]
    return {key: _plain(each) for key, each in value.items()} if isinstance(value, dict) else value  # pyright: ignore[reportUnknownVariableType]


def unpack(data: bytes) -> Any:
    """What was packed. Raises ValueError, EOFError or TypeError when it is damaged."""
    return marshal.loads(data)


def entry(data: bytes) -> model.Entry:
    """The entry that was packed."""
    row = model.Entry(*unpack(data))
    figures = tuple(model.Figure(*each) for each in row.figures)
    return row._replace(figures=figures, sources=tuple(model.Citation(*each) for each in row.sources))


def reference(data: bytes) -> model.Reference:
    """The reference that was packed."""
    row = model.Reference(*unpack(data))
    return row._replace(
        author=tuple(model.Name(*each) for each in row.author),
        issued=model.When(*row.issued),
        accessed=model.When(*row.accessed),
        custom=model.Study(*row.custom),
    )


def head(row: tuple[Any, ...]) -> model.Library:
    """The library without its entries and references, from the tuple of it."""
    library = model.Library(*row)
    return library._replace(
        sections=tuple(model.Section(*each) for each in library.sections),
        about=model.About(*library.about),
        certainty=tuple(model.Level(*each) for each in library.certainty),
        help=tuple(model.Contact(*each) for each in library.help),
    )
