"""An open library: list, get, who cites what. Both faces read through here, and `query` searches through here.

Nothing is loaded before it is asked for: an entry is one lookup in the index, whether the library has a hundred or a hundred
thousand.
"""

from __future__ import annotations

from tantivy import FieldType, Index, Order, Query

from fibro_tui.catalog import build, records
from fibro_tui.catalog.words import Words
from fibro_tui.content.model import Entry, Library, Reference, Section
from fibro_tui.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


class Placed(Record):
    """An entry with the section it stands in and its place in reading order."""

    section: Section
    entry: Entry
    at: int


class Catalog:
    """A library's index, opened. Its parts are read-only, so it may be shared between threads."""

    def __init__(self, stored: build.Stored) -> None:
        self.library: Library = stored.head
        self.starts = stored.starts
        self.calls = stored.calls
        self.words = Words(stored.head.language)
        self.entries: Index = stored.entries
        self.searcher = stored.entries.searcher()
        self.vocabulary: Index = stored.words
        self._references: Index = stored.references
        # Made at first use, by `text`: the glossary's words.
        self.glossary: tuple[Any, dict[str, str]] | None = None

    def __len__(self) -> int:
        return self.searcher.num_docs

    def entry(self, id: str) -> Placed | None:
        """The entry with this id."""
        found = self._placed(Query.term_query(self.entries.schema, "id", id), 1)
        return found[0] if found else None

    def page(self, start: int, count: int) -> list[Placed]:
        """Entries by their place in reading order."""
        if count < 1:
            return []
        span = Query.range_query(self.entries.schema, "at", FieldType.Integer, start, start + count - 1)
        return self._placed(span, count)

    def span(self, section: str) -> tuple[int, int]:
        """Where a section starts in reading order, and how many entries it has."""
        at = next(i for i, each in enumerate(self.library.sections) if each.id == section)
        end = self.starts[at + 1] if at + 1 < len(self.starts) else len(self)
        return self.starts[at], end - self.starts[at]

    def comparable(self) -> list[Section]:
        """The sections whose answers have facts to stand side by side."""
        return [section for section in self.library.sections if section.facts and self.span(section.id)[1]]

    def all(self, section: str = "") -> list[Placed]:
        """Every entry, or every entry of one section, in reading order."""
        return self.page(*self.span(section)) if section else self.page(0, len(self))

    def citing(self, reference: str) -> list[Placed]:
        """The entries that use a reference, in reading order."""
        return self._placed(Query.term_query(self.entries.schema, "cites", reference), max(1, len(self)))

    def reference(self, id: str) -> Reference | None:
        """The reference with this id."""
        searcher = self._references.searcher()
        hits = searcher.search(Query.term_query(self._references.schema, "id", id), 1).hits
        return records.reference(searcher.doc(hits[0][1]).get_first("record") or b"") if hits else None

    def references(self) -> list[Reference]:
        """The bibliography, in the file's order."""
        searcher = self._references.searcher()
        found = searcher.search(Query.all_query(), max(1, searcher.num_docs), order_by_field="at", order=Order.Asc)
        return [records.reference(searcher.doc(address).get_first("record") or b"") for _, address in found.hits]

    def ids(self, of: str = "entries") -> list[str]:
        """Every id of the entries, or of the references."""
        index = self.entries if of == "entries" else self._references
        return [term for term, _ in index.searcher().terms_with_prefix("id", "")]

    def placed(self, addresses: Iterable[object]) -> list[Placed]:
        """The entries at these addresses of the index."""
        return [self._place(address) for address in addresses]

    def _placed(self, query: Query, limit: int) -> list[Placed]:
        found = self.searcher.search(query, limit, count=False, order_by_field="at", order=Order.Asc)
        return self.placed(address for _, address in found.hits)

    def _place(self, address: object) -> Placed:
        document = self.searcher.doc(address)  # pyright: ignore[reportArgumentType]
        at: int = document.get_first("at")  # pyright: ignore[reportAssignmentType]
        i = sum(start <= at for start in self.starts) - 1
        # An empty section starts where the next one does: the last that starts here is the one that holds the entry.
        return Placed(self.library.sections[i], records.entry(document.get_first("record") or b""), at)


def opened(file: str) -> Catalog:
    """The catalogue of this library file, indexed first if that is needed.

    Raises build.Broken when the file is no library, OSError when it cannot be read.
    """
    return Catalog(build.stored(file))
