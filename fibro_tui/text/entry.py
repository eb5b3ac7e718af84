"""What is said of an entry, a reference, a section, the library: as blocks, for every face and format alike.

The order is the promise: the answer first, then how sure, then the numbers, the detail, the sources.
"""

from __future__ import annotations

import re
import time

from fibro_tui.catalog.catalog import Catalog, Placed
from fibro_tui.content.model import Contact, Entry, Library, Reference, Section
from fibro_tui.text import citation
from fibro_tui.text.blocks import Block, Span, words
from fibro_tui.text.hits import STORY, level_of
from fibro_tui.text.markdown import citations, inline, parsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_RELATED = 4
UNREVIEWED = "No clinician has reviewed this."


def answer(catalog: Catalog, placed: Placed, *, full: bool = False) -> list[Block]:
    """An entry whole; `full` writes its sources out as a bibliography does, else they are one line each."""
    section, entry, _ = placed
    numbers = {source.ref: i for i, source in enumerate(entry.sources, 1)}
    blocks = [Block("text", words(section.title, "section")), Block("title", words(entry.title, "title"), tight=True)]
    blocks += [Block("short", _explained(catalog, inline(entry.short, numbers), "short", entry.id))]
    blocks += certainty(catalog.library, section, entry)
    for figure in entry.figures:
        blocks.append(Block("figure", tuple(citations(list(figure.source), numbers)), figure=figure))
    blocks += [block._replace(spans=_explained(catalog, block.spans, "", entry.id)) for block in parsed(entry.body, numbers)]
    for i, (name, value) in enumerate(entry.facts.items()):
        blocks.append(Block("row", inline(value, numbers), name, tight=i > 0))
    if entry.unknown:
        blocks.append(Block("row", inline(entry.unknown, numbers), "Not known"))
    blocks += _sources(catalog, entry, full)
    blocks += _related(catalog, placed)
    blocks += _dates(catalog.library, section, entry)
    return blocks


def certainty(library: Library, section: Section, entry: Entry) -> list[Block]:
    """How sure anyone can be, why no surer, and whom it was studied in."""
    blocks: list[Block] = []
    if section.kind == "stories":
        blocks.append(Block("text", words(f"{STORY}.", "story")))
    level = level_of(library, entry)
    if level:
        reasons = ", ".join(library.reasons.get(name, name) for name in entry.because)
        spans = (Span(f"[{level.mark}] {level.label}", "certainty"), Span(f": {reasons}" if reasons else "", "muted"))
        blocks.append(Block("text", spans))
    if entry.population:
        blocks.append(Block("text", words(f"Studied in: {entry.population}", "muted"), tight=bool(blocks)))
    return blocks


def _sources(catalog: Catalog, entry: Entry, full: bool) -> Iterator[Block]:
    if not entry.sources:
        return
    yield Block("heading", words("Sources", "heading"))
    for i, source in enumerate(entry.sources, 1):
        reference = catalog.reference(source.ref)
        if reference is None:
            continue
        said = {"supports": "", "mixed": "partly disagrees", "against": "disagrees"}[source.says]
        tail = " · ".join(part for part in (citation.weight(reference), said) if part)
        interest = citation.interest(reference)
        link = f"reference:{reference.id}"
        spans = [
            Span(citation.vancouver(reference), "", link),
            Span(f" {tail}" if full and tail else f" · {tail}" if tail else "", "muted"),
        ]
        if not full:
            spans[0] = Span(citation.short(reference), "link", link)
        if interest:
            spans.append(Span(f" [{interest}]", "caution"))
        if full:
            spans += [Span(f"\n{address}", "link", address) for address in citation.addresses(reference)[:1]]
        yield Block("item", tuple(spans), f"[{i}]", tight=True)


def _related(catalog: Catalog, placed: Placed) -> Iterator[Block]:
    from fibro_tui.catalog.query import related as related_to

    related = related_to(catalog, placed, _RELATED) if placed.section.kind != "glossary" else []
    if related:
        yield Block("heading", words("Related", "heading"))
    for other in related:
        yield Block("item", words(other.entry.title, "link", f"entry:{other.entry.id}"), "•", tight=True)


def _dates(library: Library, section: Section, entry: Entry) -> Iterator[Block]:
    if not entry.reviewed:
        return
    late = overdue(entry)
    due = f" · {'overdue since' if late else 'due'} {citation.day(entry.due)}" if entry.due else ""
    review = library.about.clinical_review
    told = f" · {UNREVIEWED}" if review == "none" else f" · Reviewed by {review}."
    yield Block(
        "text", (Span(f"Checked {citation.day(entry.reviewed)}", "muted"), Span(due, "caution" if late else "muted"), Span(told, "muted"))
    )


def overdue(entry: Entry) -> bool:
    """Whether the date to look at it again has passed."""
    return bool(entry.due) and entry.due < time.strftime("%Y-%m-%d")


def _explained(catalog: Catalog, spans: tuple[Span, ...], role: str, own: str) -> tuple[Span, ...]:
    """The spans with the glossary's words marked, each once, as links to what they mean."""
    pattern, terms = _glossary(catalog)
    out: list[Span] = []
    seen: set[str] = {own}
    for span in spans:
        if span.link or pattern is None:
            out.append(span._replace(role=span.role or role))
            continue
        at = 0
        for mark in pattern.finditer(span.text):
            term = terms[mark[0].lower()]
            if term not in seen:
                seen.add(term)
                out += [Span(span.text[at : mark.start()], span.role or role), Span(mark[0], "term", f"term:{term}")]
                at = mark.end()
        out.append(Span(span.text[at:], span.role or role))
    return tuple(span for span in out if span.text)


def _glossary(catalog: Catalog) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """One pattern for all words that the glossary explains, and the entry of each. Made once for a catalogue."""
    if catalog.glossary is None:
        terms: dict[str, str] = {}
        folded: dict[str, str] = {}
        for section in catalog.library.sections:
            for placed in catalog.all(section.id) if section.kind == "glossary" else ():
                for name in (placed.entry.title, *placed.entry.also):
                    terms.setdefault(name, placed.entry.id)
        folded = {name.lower(): id for name, id in terms.items()}
        names = sorted(terms, key=len, reverse=True)
        # A name with inner capitals is a name: GRADE is not grade.
        parts = [re.escape(name) if name[1:].islower() or len(name) == 1 else f"(?-i:{re.escape(name)})" for name in names]
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE) if names else None
        catalog.glossary = (pattern, folded)
    return catalog.glossary


def reference(catalog: Catalog, reference: Reference) -> list[Block]:
    """A source: what it is, what it found, what weakens it, who paid or sells, and the answers that cite it."""
    study = reference.custom
    blocks = [Block("text", words(citation.vancouver(reference), "strong"))]
    weight = citation.weight(reference)
    rows = {
        "Kind": weight,
        "Found": study.finding,
        "Limits": study.limits,
        "Paid by": study.funding,
        "Interest": citation.plain(study.interest),
        "People": study.population,
        "Compared": study.comparator,
        "Followed": study.follow_up,
        "Status": citation.plain(study.status) if study.status != "current" else "",
        "Note": study.note,
    }
    role = {"Interest": "caution" if citation.interest(reference) else ""}
    for name, value in rows.items():
        if value:
            blocks.append(Block("row", words(value, role.get(name, "")), name, tight=len(blocks) > 1))
    for i, address in enumerate(citation.addresses(reference)):
        blocks.append(Block("row", words(address, "link", address), "" if i else "Read it", tight=i > 0))
    for i, placed in enumerate(catalog.citing(reference.id)):
        spans = words(placed.entry.title, "link", f"entry:{placed.entry.id}")
        blocks.append(Block("row", spans, "" if i else "Cited by", tight=i > 0))
    return blocks


def welcome(library: Library, count: int) -> list[Block]:
    """The first thing anybody reads: what this is, what it is not, how to start; under sixty words of ours."""
    about = library.about
    blocks = [Block("title", words(library.title, "title"))]
    blocks += [Block("short", words(about.purpose, "short"))] if about.purpose else []
    if about.notice:
        blocks.append(Block("text", words(about.notice)))
    if about.not_for:
        blocks.append(Block("text", words(f"Not for: {about.not_for}", "muted")))
    blocks.append(Block("text", (Span("Type what is on your mind", "strong"), Span(f", or walk the {count:,} answers."))))
    keys = (Span("!", "strong"), Span(" help now   "), Span("?", "strong"), Span(" keys   "), Span("Ctrl+Q", "strong"), Span(" quit"))
    blocks.append(Block("text", keys))
    if about.clinical_review == "none":
        blocks.append(Block("text", words("No clinician has reviewed this library yet.", "caution")))
    return blocks


def help_now(library: Library) -> list[Block]:
    """Where to get help at once: what to do first, the numbers, region by region, then what else to know."""
    first, _, rest = library.help_note.partition(". ")
    blocks = [Block("title", words("Help now", "title")), Block("short", words("In danger? Call your local emergency number.", "short"))]
    if first:
        blocks.append(Block("text", words(f"{first.rstrip('.')}.")))
    region = ""
    for contact in library.help:
        if contact.region != region:
            region = contact.region
            blocks.append(Block("heading", words(region, "heading")))
        blocks.append(Block("row", _contact(contact), contact.level.capitalize(), tight=True))
    if rest:
        blocks.append(Block("text", words(rest)))
    if any(contact.checked == "not checked" for contact in library.help):
        blocks.append(Block("text", words("Numbers without a date have not been checked by calling them.", "muted")))
    return blocks


def _contact(contact: Contact) -> tuple[Span, ...]:
    ways = " or ".join(way for way in (contact.call and f"call {contact.call}", contact.text and f"text {contact.text}") if way)
    spans = [Span(ways[:1].upper() + ways[1:], "strong"), Span(f": {contact.name}" if ways else contact.name)]
    if contact.web:
        spans += [Span(" "), Span(contact.web, "link", contact.web)]
    checked = "" if contact.checked == "not checked" else f"checked {citation.day(contact.checked)}"
    tail = ", ".join(part for part in (contact.hours, checked) if part)
    return (*spans, Span(f" ({tail})" if tail else "", "muted"))


def about(library: Library) -> list[Block]:
    """Who made the library, for whom, how far the evidence was searched, who paid."""
    about = library.about
    told = {
        "Purpose": about.purpose,
        "For": about.audience,
        "Not for": about.not_for,
        "Notice": about.notice,
        "Version": about.version,
        "Evidence to": citation.day(about.evidence_searched) if about.evidence_searched else "",
        "Limits": about.limits,
        "Made by": about.made_by,
        "Clinician": "none has reviewed it" if about.clinical_review == "none" else about.clinical_review,
        "Readers": "none has reviewed it" if about.patient_review == "none" else about.patient_review,
        "Paid by": "nobody" if about.funding == "none" else about.funding,
        "Interests": about.interests,
        "Updates": about.updates,
        "Feedback": about.feedback,
        "Licence": about.license,
    }
    blocks = [Block("title", words(library.title, "title"))]
    for name, value in told.items():
        if value:
            blocks.append(Block("row", words(value), name, tight=len(blocks) > 1))
    return blocks


def compared(catalog: Catalog, section: Section) -> list[Block]:
    """A section's facts as lines, fact by fact, so that what differs stands together: the table for a narrow or a plain screen."""
    placed = catalog.all(section.id)
    blocks = [Block("title", words(section.title, "title"))]
    for fact in section.facts:
        blocks.append(Block("heading", words(fact, "heading")))
        for each in placed:
            label = name_of(each.entry)
            blocks.append(Block("row", inline(each.entry.facts.get(fact, "not known"), {}), label, tight=True))
    return blocks


def name_of(entry: Entry) -> str:
    """A short name for a column or a row: the entry's id as words, abbreviations as the entry itself writes them."""
    capitals = {word.lower(): word for text in (entry.title, *entry.also) for word in text.split() if word.isupper() and len(word) > 1}
    name = " ".join(capitals.get(word, word) for word in entry.id.split("-"))
    return name[:1].upper() + name[1:]
