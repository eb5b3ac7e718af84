"""The records of a library, and the one source of its shape.

Each field's type says what YAML it is read from, a default makes it optional, and `Annotated` adds the rest: a sentence for
people, a pattern, a key that is no Python name. `read` turns YAML into these records by walking the types, `schema` turns the
same types into a JSON Schema, so the two cannot drift apart. Annotations stay strings until one of those two asks, which keeps
the import quick.
"""

from __future__ import annotations

from fibro_tui.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Annotated, Literal

    from fibro_tui.content.fields import DAY, Date, Field, Id, Markdown, Web
    from fibro_tui.content.rules import Rules


class Level(Record):
    """One step of the library's certainty scale."""

    id: Id
    mark: Annotated[str, Field("a few characters that show the level without colour", example="##--")]
    label: Annotated[str, Field("the level in plain words", example="Not very sure")]
    means: Annotated[str, Field("what a reader can take from it")]
    avoid: Annotated[tuple[str, ...], Field("words too strong for a short answer of this level and the weaker ones")] = ()


class Contact(Record):
    """Where to get help at once; its words pin the help card when somebody searches for one of them."""

    region: str
    level: Annotated[str, Field("emergency, crisis, urgent, finder ...")]
    name: str
    call: str = ""
    text: str = ""
    web: Web = ""
    hours: str = ""
    checked: Annotated[str, Field("the date somebody called or looked, or: not checked")] = "not checked"
    words: tuple[str, ...] = ()


class Citation(Record):
    """A reference as an entry uses it, and whether that source backs the entry's answer."""

    ref: Id
    says: Literal["supports", "mixed", "against"]


class Figure(Record):
    """A number that can be drawn: people (so many of so many, each arm) or ranges (from, to) on one scale."""

    outcome: str
    when: str
    source: Annotated[tuple[Id, ...], Field("one reference, or a list of them", alone=True)]
    people: Annotated[
        dict[str, int],
        Field("of: N (a study's true number) or per: N (a rate), then each arm and its count", example="{of: 12, ketamine: 8}"),
    ] = {}
    ranges: Annotated[dict[str, tuple[float, ...]], Field("name: [low, high]", example="{nasal: [25, 50]}")] = {}
    unit: str = ""
    scale: Annotated[tuple[float, ...], Field("[lowest, highest] of the axis")] = ()
    who: str = ""
    caution: str = ""


class Entry(Record):
    """One question and its answer (in a glossary: a word and its meaning; among stories: one person's report)."""

    id: Id
    title: Annotated[str, Field("the question as a person asks it")]
    short: Annotated[str, Field("the answer first, in plain words, 40 of them or fewer")]
    also: Annotated[tuple[str, ...], Field("other ways people ask it: searched, never shown")] = ()
    body: Markdown = ""
    unknown: Annotated[str, Field("what is not known")] = ""
    certainty: Annotated[Id, Field("a level of the library's certainty scale", example="low")] = ""
    because: Annotated[tuple[Id, ...], Field("why not surer: keys of the library's reasons")] = ()
    population: Annotated[str, Field("whom it was studied in")] = ""
    facts: Annotated[dict[str, str], Field("the section's facts, the rows of its comparison table")] = {}
    figures: tuple[Figure, ...] = ()
    sources: tuple[Citation, ...] = ()
    see: Annotated[tuple[Id, ...], Field("related entries")] = ()
    tags: tuple[Id, ...] = ()
    outcome: Annotated[Literal["helped", "mixed", "did-not-help", ""], Field("stories only: how it went for that person")] = ""
    reviewed: Date = ""
    due: Annotated[str, Field("when it is to be looked at again", DAY, "2027-11-22")] = ""


class Section(Record):
    """A chapter; with `facts` it has a comparison table, and its kind decides how its entries rank and are labelled."""

    id: Id
    title: str
    entries: tuple[Entry, ...]
    kind: Literal["answers", "claims", "stories", "glossary"] = "answers"
    facts: tuple[str, ...] = ()


class Name(Record):
    """A person (family, given) or a body (literal), as CSL has it."""

    family: str = ""
    given: str = ""
    literal: str = ""
    suffix: str = ""
    particle: Annotated[str, Field("von, de la ...", key="non-dropping-particle")] = ""


class When(Record):
    """A date as CSL has it: [[year, month, day]], as much of it as is known."""

    parts: Annotated[tuple[tuple[int, ...], ...], Field("[[year, month, day]]", key="date-parts")] = ()
    literal: str = ""


class Study(Record):
    """What a reader needs to weigh a reference; CSL keeps such fields under `custom`."""

    design: Id = ""
    n: Annotated[int, Field("how many people")] = 0
    studies: Annotated[int, Field("how many studies a review pooled")] = 0
    population: str = ""
    comparator: str = ""
    follow_up: Annotated[str, Field("how long people were followed", key="follow-up")] = ""
    finding: Annotated[str, Field("what it found, in a sentence or two")] = ""
    limits: Annotated[str, Field("what weakens it")] = ""
    funding: Annotated[str, Field("who paid for it")] = ""
    interest: Annotated[Id, Field("who gains from one answer", example="not-stated")] = ""
    status: Literal[
        "current",
        "superseded",
        "corrected",
        "retracted",
        "withdrawn",
        "preprint",
        "recruiting",
        "completed",
        "terminated",
        "not-read",
        "unknown",
    ] = "current"
    note: str = ""


class Reference(Record):
    """A source, in CSL, so that pandoc and Zotero read it as it is."""

    id: Id
    type: Annotated[Id, Field("a CSL type", example="article-journal")]
    title: str
    author: tuple[Name, ...] = ()
    container: Annotated[str, Field("the journal or book it stands in", key="container-title")] = ""
    issued: When = When()
    volume: str = ""
    issue: str = ""
    page: str = ""
    number: str = ""
    edition: str = ""
    genre: str = ""
    publisher: str = ""
    doi: Annotated[
        str, Field("a DOI without its address", r"10\.\d{4,9}/\S*(?:[^\s.,;:()]|\([^\s()]+\))", "10.1093/oso/9780198", "DOI")
    ] = ""
    pmid: Annotated[str, Field("a PubMed number", r"[1-9]\d{0,7}", "20692106", "PMID")] = ""
    pmcid: Annotated[str, Field("a PubMed Central number", r"PMC[1-9]\d*", "PMC6181464", "PMCID")] = ""
    url: Annotated[Web, Field("where it stands on the web", r"https?://[^\s<>\"]+", "https://www.nice.org.uk", "URL")] = ""
    accessed: When = When()
    custom: Study = Study()


class About(Record):
    """Who made the library, for whom, and what it is not: on the first screen and in every export."""

    notice: Annotated[str, Field("the sentence that stands everywhere")] = ""
    purpose: str = ""
    audience: str = ""
    not_for: str = ""
    version: str = ""
    evidence_searched: Annotated[str, Field("how far the evidence was searched", DAY, "2026-11-22")] = ""
    limits: str = ""
    made_by: str = ""
    clinical_review: Annotated[str, Field("by whom and when, or: none")] = "none"
    patient_review: Annotated[str, Field("by whom and when, or: none")] = "none"
    funding: str = ""
    interests: str = ""
    license: str = ""
    updates: Annotated[str, Field("when it is looked at again")] = ""
    feedback: Annotated[str, Field("where to say what is wrong")] = ""


class Library(Record):
    """The whole file."""

    title: str
    sections: tuple[Section, ...]
    language: Annotated[str, Field("the language it is written in", r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*", "en")] = "en"
    about: About = About()
    certainty: Annotated[tuple[Level, ...], Field("the scale, strongest first")] = ()
    reasons: Annotated[dict[str, str], Field("why an answer may be less than sure, in plain words")] = {}
    help: tuple[Contact, ...] = ()
    help_note: Annotated[str, Field("what to do while help is called")] = ""
    synonyms: Annotated[tuple[tuple[str, ...], ...], Field("groups of words that mean the same to a person who searches")] = ()
    elsewhere: Annotated[tuple[str, ...], Field("what people type that is not answered here: a search near one of these finds less")] = ()
    references: tuple[Reference, ...] = ()
    rules: Annotated[Rules | None, Field("the editorial rules' own settings")] = None


def entries(library: Library) -> list[tuple[Section, Entry]]:
    """Every entry with its section, in reading order."""
    return [(section, entry) for section in library.sections for entry in section.entries]
