"""What the list of answers shows: a stretch of the library in reading order, hits, or what the reader saved.

A window of it is fetched when it shows, so a list of a hundred thousand costs what one of forty does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from fibro_tui.catalog.catalog import Catalog, Placed
from fibro_tui.catalog.query import Found, search
from fibro_tui.content.model import Section


class Listing(NamedTuple):
    """Rows of answers, under a heading; `placed` holds them where they are no stretch of the library.

    `offer` holds what to do instead, where a search found nothing: sections to look in, a query that finds something, or None for the
    whole library, which has `elsewhere` answers where the chosen section has none.
    """

    catalog: Catalog
    heading: str
    start: int = 0
    size: int = 0
    placed: tuple[Placed, ...] | None = None
    found: Found | None = None
    offer: tuple[Section | str | None, ...] = ()
    mixed: bool = True
    elsewhere: int = 0

    @property
    def stems(self) -> frozenset[str]:
        """What matched."""
        return self.found.stems if self.found else frozenset()

    def window(self, first: int, count: int) -> list[Placed]:
        """Some of the rows."""
        if self.placed is not None:
            return list(self.placed[first : first + count])
        return self.catalog.page(self.start + first, min(count, self.size - first))

    def where(self, entry: str) -> int | None:
        """The row of an entry, if it is here."""
        if self.placed is not None:
            return next((i for i, placed in enumerate(self.placed) if placed.entry.id == entry), None)
        placed = self.catalog.entry(entry)
        row = placed.at - self.start if placed else -1
        return row if 0 <= row < self.size else None


def stretch(catalog: Catalog, section: Section | None) -> Listing:
    """A section, or the whole library, in reading order."""
    if section is None:
        return Listing(catalog, "All answers", 0, len(catalog))
    start, count = catalog.span(section.id)
    return Listing(catalog, section.title, start, count, mixed=False)


def searched(catalog: Catalog, query: str, section: Section | None) -> Listing:
    """The answers to a query, within a section if one is chosen."""
    found = search(catalog, query, section=section.id if section else "")
    heading = ("Answers" if found.sure else "Nearest answers") + (f" in {section.title}" if section else "")
    if found.hits:
        placed = tuple(hit.placed for hit in found.hits)
        return Listing(catalog, heading, 0, len(placed), placed, found, mixed=section is None)
    whole = search(catalog, query, 1) if section else found
    if section and whole.hits:
        return Listing(catalog, f"Nothing in {section.title}", 0, 1, (), found, (None,), elsewhere=whole.total)
    sections = {section.id: section for section in catalog.library.sections}
    offer = (*filter(None, [found.fewer]), *(sections[id] for id in found.nearest[:5]))
    return Listing(catalog, "Nothing found; look in", 0, len(offer), (), found, offer)


def saved(catalog: Catalog, kept: Iterable[str]) -> Listing:
    """What the reader saved, in the order saved, whatever was searched."""
    placed = tuple(placed for placed in map(catalog.entry, kept) if placed)
    return Listing(catalog, "Saved", 0, len(placed), placed)


def summary(listing: Listing) -> str:
    """How many, for the corner of the search box."""
    found = listing.found
    if found is None and listing.placed is not None:
        return f"{listing.size:,} saved"
    if found is None:
        return f"{listing.size:,} answers" if listing.size != 1 else "1 answer"
    if listing.elsewhere:
        return "nothing here"
    if not found.hits:
        return "nothing found"
    total = max(found.total, len(found.hits))
    told = f"{total:,} answer{'s' if total != 1 else ''}"
    best = "best" if found.sure else "nearest"
    return f"{told}, {best} {len(found.hits)} first" if total > len(found.hits) else f"{told}, {best} first"
