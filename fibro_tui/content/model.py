"""The records of a library, and the one source of its shape.

Each field's type says what YAML it is read from, a default makes it optional, and `Annotated` adds the rest: a sentence for
people, a pattern, a key that is no Python name. `read` turns YAML into these records by walking the types, `schema` turns the
same types into a JSON Schema, so the two cannot drift apart. Annotations stay strings until one of those two asks, which keeps
the import quick; records are named tuples for the same reason.
"""

from __future__ import annotations

import typing
from typing import Annotated, Any, Literal, NamedTuple


class Field(NamedTuple):
    """What a field's type cannot say: `pattern` is a regular expression for the whole text, `key` its name in YAML.

    `alone` lets one text stand for a list of one.
    """

    says: str
    pattern: str = ""
    example: str = ""
    key: str = ""
    alone: bool = False


# The types that `read` and `schema` know: text, whole and decimal numbers, tuples (a YAML list), dicts of them, records,
# and the four below.
Id = Annotated[str, Field("a name in lower case: letters, digits and hyphens", r"[a-z0-9]+(?:-[a-z0-9]+)*", "iv-infusion")]
DAY = r"\d{4}-\d{2}-\d{2}"
Date = Annotated[str, Field("a date", DAY, "2026-11-22")]
Web = Annotated[str, Field("an address that starts with http:// or https://", r"https?://[^\s<>\"]+", "https://www.nice.org.uk")]
Markdown = Annotated[str, Field("Markdown: paragraphs, lists, **bold**, *emphasis*, [words](#entry-id), citations [@reference-id]")]


class Level(NamedTuple):
    """One step of the library's certainty scale."""

    id: Id
    mark: Annotated[str, Field("a few characters that show the level without colour", example="##--")]
    label: Annotated[str, Field("the level in plain words", example="Not very sure")]
    means: Annotated[str, Field("what a reader can take from it")]
    avoid: Annotated[tuple[str, ...], Field("words too strong for a short answer of this level")] = ()


class Contact(NamedTuple):
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


class Citation(NamedTuple):
    """A reference as an entry uses it, and whether that source backs the entry's answer."""

    ref: Id
    says: Literal["supports", "mixed", "against"]


class Figure(NamedTuple):
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


class Entry(NamedTuple):
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


class Section(NamedTuple):
    """A chapter; with `facts` it has a comparison table, and its kind decides how its entries rank and are labelled."""

    id: Id
    title: str
    entries: tuple[Entry, ...]
    kind: Literal["answers", "claims", "stories", "glossary"] = "answers"
    facts: tuple[str, ...] = ()


class Name(NamedTuple):
    """A person (family, given) or a body (literal), as CSL has it."""

    family: str = ""
    given: str = ""
    literal: str = ""
    suffix: str = ""
    particle: Annotated[str, Field("von, de la ...", key="non-dropping-particle")] = ""


class When(NamedTuple):
    """A date as CSL has it: [[year, month, day]], as much of it as is known."""

    parts: Annotated[tuple[tuple[int, ...], ...], Field("[[year, month, day]]", key="date-parts")] = ()
    literal: str = ""


class Study(NamedTuple):
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
    interest: Annotated[Id, Field("who gains from one answer", example="not-stated")] = "not-stated"
    status: Annotated[Id, Field("current, superseded, retracted ...")] = "current"
    note: str = ""


class Reference(NamedTuple):
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
    doi: Annotated[str, Field("a DOI without its address", r"10\.\d{4,9}/\S+", "10.1093/oso/9780198", "DOI")] = ""
    pmid: Annotated[str, Field("a PubMed number", r"\d{1,8}", "20692106", "PMID")] = ""
    pmcid: Annotated[str, Field("a PubMed Central number", r"PMC\d+", "PMC6181464", "PMCID")] = ""
    url: Annotated[Web, Field("where it stands on the web", r"https?://[^\s<>\"]+", "https://www.nice.org.uk", "URL")] = ""
    accessed: When = When()
    custom: Study = Study()


class About(NamedTuple):
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


class Limits(NamedTuple):
    """The numbers that the editorial rules hold a library to."""

    short_words: Annotated[int, Field("the most words of a short answer")] = 40
    sentence_words: Annotated[int, Field("the most words of a sentence")] = 25
    title_words: Annotated[int, Field("the most words of a question")] = 15
    bullets: Annotated[int, Field("the most bullets of an answer")] = 7
    aliases: Annotated[int, Field("the fewest other ways to ask a question")] = 4
    short_grade: Annotated[float, Field("the highest reading grade of all short answers together")] = 6.0
    section_grade: Annotated[float, Field("the highest reading grade of a section")] = 8.0
    harm_ratio: Annotated[float, Field("how many times as long as a harm a benefit may be told")] = 1.5
    small_study: Annotated[int, Field("a figure of fewer people than this needs a caution")] = 50
    hard_syllables: Annotated[int, Field("a word of so many syllables is a hard word")] = 4
    hard_entries: Annotated[int, Field("a hard word in so many entries belongs into the glossary")] = 5


def _words(text: str) -> tuple[str, ...]:
    return tuple(" ".join(text.split()).split(", "))


class Words(NamedTuple):
    """The words that the editorial rules look for; a word that ends in * stands for all its endings."""

    sales: Annotated[tuple[str, ...], Field("words that sell: in quotation marks only")] = _words("""
        miracle*, breakthrough*, game-changer*, game changer*, game-changing, new hope, proven, reset, resets, resetting, reboot*,
        cure, cures, cured, promising, exciting, revolutionary, revolutionize*, life-changing, generally safe, completely safe,
        perfectly safe, risk-free, wonder drug, world-class, cutting-edge, groundbreaking""")
    advice: Annotated[tuple[str, ...], Field("phrases that tell the reader what to do")] = _words("""
        you should, you must, you need to, you have to, you ought, you'd better, we recommend, we advise, i recommend, try it,
        make sure you, you will benefit, is right for you""")
    frequency: Annotated[tuple[str, ...], Field("words for how often, which mean different things to different people")] = _words("""
        common, commonly, uncommon, uncommonly, rare, rarely, frequent, frequently, infrequent, infrequently, seldom, usually,
        often""")
    unknown: Annotated[tuple[str, ...], Field("what a sentence says in place of a number that nobody has")] = _words("""
        not known, unknown, no number*, no count*, no figure*, no absolute number*, not said, not stated, not given, not counted,
        how often, how common, how rare""")
    hedges: Annotated[tuple[str, ...], Field("words that make a question or a no of a strong verb behind them")] = _words("""
        not, no, nor, none, nobody, no one, never, neither, nothing, cannot, if, whether, unclear, unknown, without, too few,
        too small""")
    seller: Annotated[tuple[str, ...], Field("words that tell the reader that a source sells or makes something")] = _words("""
        sell*, sold, maker*, makes, made by, manufacturer*, company, company's, companies, vendor*, paid by, paid for by,
        funded by""")
    easy: Annotated[tuple[str, ...], Field("long words that everybody knows: no glossary needs them")] = _words("""
        ability, absolutely, actually, alternative, america, american, anybody, anything, available, category, everybody, everyone,
        everything, especially, february, gradually, identical, immediately, impossible, independent, individual, information,
        january, library, material, necessary, original, particular, particularly, population, relationship, separately, situation,
        temporary, university, usually, variety""")


class Excuse(NamedTuple):
    """A warning that stands, and why."""

    rule: Annotated[Id, Field("the rule's name, as in the brackets behind its problem")]
    entry: Annotated[str, Field("the id of the entry, section or reference that it speaks of, or: library")]
    because: Annotated[str, Field("why the warning does not count there")]


class Rules(NamedTuple):
    """What the editorial rules hold this library to, and where they do not apply."""

    limits: Limits = Limits()
    words: Words = Words()
    off: Annotated[dict[str, str], Field("rules that do not apply here: name: why not")] = {}
    excuse: tuple[Excuse, ...] = ()
    graded: Annotated[tuple[Id, ...], Field("the levels that grade evidence, strongest first; each but the first needs reasons")] = _words(
        "high, moderate, low, very-low"
    )
    ceilings: Annotated[dict[str, Id], Field("the strongest level that a design can carry, by design")] = {
        "cohort": "moderate",
        "case-control": "low",
        "cross-sectional": "low",
        "survey": "low",
        "prediction-study": "low",
        "narrative-review": "low",
        "trial-registry": "low",
        "payer-policy": "low",
        "leaflet": "low",
        "case-series": "very-low",
        "case-report": "very-low",
        "laboratory": "very-low",
        "animal-study": "very-low",
        "imaging-study": "very-low",
        "hypothesis": "very-low",
        "opinion": "very-low",
        "news": "very-low",
        "web-page": "very-low",
        "price-page": "very-low",
    }
    population: Annotated[str, Field("the word for the people whom the library is about; no word, no rule", example="fibromyalgia")] = ""
    indirect: Annotated[Id, Field("the reason to name where evidence comes from other people")] = "indirectness"
    benefits: Annotated[tuple[Id, ...], Field("the sections that tell of benefits")] = ()
    harms: Annotated[tuple[Id, ...], Field("the sections that tell of harms; they are to be as full as the benefits")] = ()
    sellers: Annotated[tuple[Id, ...], Field("the interests of those who gain from a yes", example="[maker]")] = ()
    seller_sections: Annotated[tuple[Id, ...], Field("where a seller may not be the only support; none named: in every answer")] = ()


class Library(NamedTuple):
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
    references: tuple[Reference, ...] = ()
    rules: Annotated[Rules, Field("the editorial rules' own settings")] = Rules()


def entries(library: Library) -> list[tuple[Section, Entry]]:
    """Every entry with its section, in reading order."""
    return [(section, entry) for section in library.sections for entry in section.entries]


def record_fields(kind: Any) -> list[tuple[str, str, Any, bool]]:
    """A record's fields as (name, key in YAML, type, required)."""
    hints = typing.get_type_hints(kind, include_extras=True)
    rows: list[tuple[str, str, Any, bool]] = []
    for name in kind._fields:
        hint = hints[name]
        marks = [m for m in getattr(hint, "__metadata__", ()) if isinstance(m, Field)]
        rows.append((name, (marks and marks[-1].key) or name, hint, name not in kind._field_defaults))
    return rows
