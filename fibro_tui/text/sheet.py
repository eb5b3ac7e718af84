"""What the reader saved, as a sheet to take to an appointment: their notes first, then each answer in short, with its sources."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Protocol

from fibro_tui.catalog.catalog import Catalog
from fibro_tui.text import citation
from fibro_tui.text.blocks import Block, words
from fibro_tui.text.entry import UNREVIEWED, certainty


class Saved(Protocol):
    """A saved answer, as the shelf keeps it."""

    @property
    def entry(self) -> str: ...  # noqa: D102
    @property
    def note(self) -> str: ...  # noqa: D102


def sheet(catalog: Catalog, saved: Sequence[Saved]) -> list[Block]:
    """The sheet's blocks, in the order in which the answers were saved."""
    library = catalog.library
    today = citation.day(datetime.date.today().isoformat())
    blocks = [Block("title", words(f"For my appointment: {library.title}", "title")), Block("text", words(f"Printed {today}.", "muted"))]
    if library.about.notice:
        blocks.append(Block("text", words(library.about.notice), tight=True))
    if library.about.clinical_review == "none":
        blocks.append(Block("text", words(UNREVIEWED, "muted"), tight=True))
    for item in saved:
        placed = catalog.entry(item.entry)
        if placed is None:
            blocks.append(Block("heading", words(f"{item.entry} (no longer in this library)", "heading")))
        else:
            entry = placed.entry
            blocks.append(Block("heading", words(entry.title, "heading")))
            blocks.append(Block("text", words(entry.short), tight=True))
            blocks += [block._replace(tight=True) for block in certainty(library, placed.section, entry)]
            found = [reference for reference in (catalog.reference(source.ref) for source in entry.sources) if reference]
            if found:
                told = "; ".join(citation.short(reference) for reference in found)
                blocks.append(Block("text", words(f"Sources: {told}", "muted"), tight=True))
        if item.note:
            blocks.append(Block("row", words(item.note), "My note", tight=True))
        blocks.append(Block("row", words("_" * 40), "Answer", tight=True))
    return blocks
