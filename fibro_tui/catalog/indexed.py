"""What the index holds of a library: its fields, a document for each entry, reference, word and synonym.

The words of an entry's title, aliases and short answer are its head: what it is about. How much a word tells is counted there; a
body mentions much that it is not about.
"""

from __future__ import annotations

from collections import Counter

from tantivy import Document, Schema, SchemaBuilder

from fibro_tui.catalog import records
from fibro_tui.catalog.weights import ASIDE, FIELDS, SUBJECT_TELLS, importance
from fibro_tui.catalog.words import Words, pairs, sound
from fibro_tui.content.model import Entry, Library, Reference, Section, entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# How often a word counts that stands in a title or an alias, beside one in a text, when a misspelt word may mean either.
_NAMED = 5


def schema(part: str) -> Schema:
    """The fields of one of the three indexes."""
    builder = SchemaBuilder()
    if part == "words":
        builder.add_text_field("word", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("sound", tokenizer_name="raw", index_option="basic")
        builder.add_text_field("begins", tokenizer_name="raw", index_option="basic")
        builder.add_integer_field("times", fast=True)
        builder.add_text_field("opens", tokenizer_name="raw", index_option="basic")
        builder.add_bytes_field("synonyms", stored=True)
        builder.add_text_field("elsewhere", tokenizer_name="text", index_option="basic")
        builder.add_bytes_field("phrase", stored=True)
        builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
        return builder.build()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("at", stored=True, indexed=True, fast=True)
    builder.add_bytes_field("record", stored=True)
    if part == "entries":
        builder.add_bytes_field("stems", stored=True)
        for name in ("section", "certainty", "tag", "cites"):
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
        for name in FIELDS:
            builder.add_text_field(name, tokenizer_name="text")
        builder.add_text_field("head", tokenizer_name="text", index_option="basic")
        builder.add_text_field("pairs", tokenizer_name="raw", index_option="basic")
    return builder.build()


def entry_documents(library: Library) -> Iterator[Document]:
    """A document for each entry, in reading order."""
    words = Words(library.language)
    counts = Counter[str]()
    for _, entry in entries(library):
        counts.update(set(words.stems.analyze(" ".join((*names(entry), entry.short)))))
    count = sum(len(section.entries) for section in library.sections)
    subject = words.subject(library.title)
    told = {stem: importance(count, having) * (SUBJECT_TELLS if stem in subject else 1) for stem, having in counts.items()}
    for at, (section, entry) in enumerate(entries(library)):
        searched = texts(section, entry)
        yield Document(
            id=entry.id,
            at=at,
            record=records.pack(entry),
            stems=_stems(words, entry, searched, told).encode(),
            section=section.id,
            certainty=entry.certainty,
            tag=list(entry.tags),
            cites=list(cited(entry)),
            head=[*names(entry), entry.short],
            pairs=[*dict.fromkeys(pair for name in names(entry) for pair in pairs(words.stems.analyze(name)))],
            **searched,
        )


def _stems(words: Words, entry: Entry, searched: dict[str, str | list[str]], told: dict[str, float]) -> str:
    """What the second look of a search reads, line by line: short answer, the other texts, then each name after its weight."""
    # The texts with a space on either side, so that " stem " is found in them.
    lines = [["", *words.stems.analyze(text), ""] for text in (entry.short, f"{searched['tags']} {searched['body']}")]
    for name in names(entry):
        tokens = words.tokens(name)
        mass = {token.stem: told.get(token.stem, 0.0) * (ASIDE if words.is_aside(token) else 1) for token in tokens}
        lines.append([str(round(sum(mass.values()) * 100)), *(token.stem for token in tokens)])
    return "\n".join(" ".join(line) for line in lines)


def reference_documents(library: Library) -> Iterator[Document]:
    """A document for each reference, in the file's order."""
    for at, reference in enumerate(library.references):
        yield _reference(reference, at)


def _reference(reference: Reference, at: int) -> Document:
    return Document(id=reference.id, at=at, record=records.pack(reference))


def word_documents(library: Library) -> Iterator[Document]:
    """A document for each word, with how often the library has it; one for each synonym, with what it stands for."""
    words = Words(library.language)
    for word, times in _vocabulary(library, words).items():
        yield Document(word=word, sound=sound(word), begins=[word[:1], word[:2]], times=times)
    for group in library.synonyms:
        members = {stems: name for name in reversed(group) if (stems := tuple(words.stems.analyze(name)))}
        for stems in members:
            others = [each for each in reversed(members.items()) if each[0] != stems]
            yield Document(opens=stems[0], synonyms=records.pack((stems, others)))
    for phrase in library.elsewhere:
        yield Document(kind="phrase", elsewhere=phrase, phrase=" ".join(words.stems.analyze(phrase)).encode())


def _vocabulary(library: Library, words: Words) -> Counter[str]:
    """The library's words and how often each stands there, the synonyms' too: what a misspelt word may have meant."""
    vocabulary = Counter[str]()
    for section, entry in entries(library):
        searched = texts(section, entry)
        for field, value in searched.items():
            found = words.plain.analyze(value if isinstance(value, str) else "\n".join(value))
            vocabulary.update(found * _NAMED if field == "names" else found)
    for group in library.synonyms:
        vocabulary.update(words.plain.analyze(" ".join(group)))
    return vocabulary


def names(entry: Entry) -> tuple[str, ...]:
    """What an entry is called: its title and its aliases."""
    return (entry.title, *entry.also)


def texts(section: Section, entry: Entry) -> dict[str, str | list[str]]:
    """What is searched of an entry, field by field."""
    figures = [f"{figure.outcome} {figure.who} {' '.join(figure.people)} {' '.join(figure.ranges)}" for figure in entry.figures]
    facts = [f"{name} {value}" for name, value in entry.facts.items()]
    return {
        "names": [*names(entry)],
        "short": entry.short,
        "body": " ".join((entry.body, entry.unknown, *figures, *facts)),
        "tags": f"{section.title} {' '.join(entry.tags)} {entry.id.replace('-', ' ')}",
    }


def cited(entry: Entry) -> dict[str, None]:
    """The references an entry uses, each once, in the order of its sources."""
    return dict.fromkeys([citation.ref for citation in entry.sources] + [ref for figure in entry.figures for ref in figure.source])
