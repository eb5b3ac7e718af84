"""What is said of an entry in a list: its title, its short answer, how sure, and why it was found."""

from __future__ import annotations

from fibro_tui.text.blocks import Block, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fibro_tui.catalog.catalog import Catalog
    from fibro_tui.catalog.query import Hit
    from fibro_tui.content.model import Entry, Level, Library, Section

# A word that matched by less than this says little of why an answer was found.
_TELLING = 0.4
STORY = "One person's story, not evidence"


def level_of(library: Library, entry: Entry) -> Level | None:
    """The entry's level on the library's scale."""
    return next((level for level in library.certainty if level.id == entry.certainty), None)


def sureness(library: Library, section: Section, entry: Entry) -> str:
    """How sure, in the few words that stand behind a title in a list."""
    level = level_of(library, entry)
    return STORY if section.kind == "stories" else level.label if level else ""


def hit(catalog: Catalog, hit: Hit, number: int, *, explain: bool = False) -> list[Block]:
    """A hit of a search; with `explain`, what its score is made of."""
    section, entry, _ = hit.placed
    telling = [each for each in hit.matched if each.weight >= _TELLING] or hit.matched
    matched = ", ".join(dict.fromkeys(each.word for each in telling))
    quiet = (entry.id, sureness(catalog.library, section, entry), section.title, matched and f"matched: {matched}")
    lead = f"{number}."
    blocks = [Block("item", words(entry.title, "title"), lead)]
    told = [words(entry.short), words(" · ".join(part for part in quiet if part), "muted")]
    if explain:
        told.append(words(_score(hit), "muted"))
    return blocks + [Block("item", spans, " " * len(lead), tight=True) for spans in told]


def _score(hit: Hit) -> str:
    parts = ", ".join(f"{name} {value:.2f}" for name, value in hit.reasons)
    met = "; ".join(f"{each.word}{f' ({each.why})' if each.why else ''} x{each.weight:g}" for each in hit.matched)
    return f"score {hit.score:.2f}: {parts}; {met}"
