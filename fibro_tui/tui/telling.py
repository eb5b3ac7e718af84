"""What a text pane tells: an answer with the reader's own note, what stands in an answer's place, and what stands beside one."""

from __future__ import annotations

from fibro_tui.catalog.catalog import Catalog, Placed
from fibro_tui.catalog.query import Found
from fibro_tui.text import entry as told
from fibro_tui.text.blocks import Block, Span, words
from fibro_tui.text.cells import safe
from fibro_tui.tui.listing import Listing

# A title for the rule above a text, and the text.
Told = tuple[str, tuple[Block, ...]]


def answer(catalog: Catalog, placed: Placed, note: str | None) -> Told:
    """An answer, its section on the rule above it and not again in the text; a note (empty: saved without one) under its title."""
    blocks = [block for block in told.answer(catalog, placed) if not (block.spans and block.spans[0].role == "section")]
    if note:
        at = next((i for i, block in enumerate(blocks) if block.kind == "title"), 0)
        blocks.insert(at + 1, Block("text", (Span("My note: ", "label"), Span(safe(note).strip(), "story")), tight=True))
    return placed.section.title + (" · saved" if note is not None else ""), tuple(blocks)


def instead(catalog: Catalog, listing: Listing, query: str) -> Told:
    """What stands where an answer would: help for who seems to need it, what to do when nothing was found, else the welcome."""
    if listing.found and listing.found.help:
        return titled(told.help_now(catalog.library))
    if listing.elsewhere:
        found = f"{listing.elsewhere:,} in all answers. Enter shows them."
        return "Nothing here", (Block("title", words(listing.heading, "title")), Block("short", words(found, "short")))
    if listing.found and not listing.found.hits:
        return "Nothing found", _nothing_found(listing.found, query)
    return "Welcome", tuple(told.welcome(catalog.library, len(catalog)))


def titled(blocks: list[Block]) -> Told:
    """A text whose title goes on the rule above it."""
    if blocks and blocks[0].kind == "title":
        return "".join(span.text for span in blocks[0].spans), tuple(blocks[1:])
    return "", tuple(blocks)


def beside(catalog: Catalog, link: str, placed: Placed | None) -> Told:
    """What stands beside an entry: a source by its number there, or a word's meaning."""
    kind, _, id = link.partition(":")
    if kind == "term":
        word = catalog.entry(id)
        return "Word", tuple(told.answer(catalog, word)) if word else ()
    reference = catalog.reference(id)
    refs = [citation.ref for citation in placed.entry.sources] if placed else []
    title = f"Source {refs.index(id) + 1} of {len(refs)}" if id in refs else "Source"
    return title, tuple(told.reference(catalog, reference)) if reference else ()


def _nothing_found(found: Found, query: str) -> tuple[Block, ...]:
    """What no answer has, and what to try."""
    missing = f"No answer here comes near: {query.strip()}"
    missing += f". None has: {', '.join(found.unknown)}" if found.unknown and found.unknown != (query.strip().lower(),) else ""
    near = "The first of the list searches without those words." if found.fewer else "The sections in the list may come nearest."
    return (
        Block("title", words("Nothing found", "title")),
        Block("short", words(safe(missing), "short")),
        Block("text", words("Fewer words may find it, or other ones. An answer that is missing here may still exist: ask a clinician.")),
        Block("text", words(near, "muted")),
    )
