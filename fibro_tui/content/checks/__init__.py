"""The editorial rules: what each looks at, how it says what it finds, and the one list they all stand in.

A rule is a pure function from the desk (the library, taken apart once) to findings. Its name, severity and mend stand in its
decorator and its sentence is its docstring, so that the documentation is written from the rules themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from fibro_tui.content.model import Entry, Library, Reference, Section
from fibro_tui.content.reading import Block, Sentence, blocks, vocabulary
from fibro_tui.content.rules import Rules

Path = tuple[str | int, ...]
LIBRARY = "library"
# A no that says yes.
_EMPHATIC = re.compile(
    r"\b(?:not (?:only|just|merely)|no (?:less|doubt|wonder)|nothing (?:less|else|short)"
    r"|(?:without|beyond) (?:a |any )?(?:doubt|question))\b",
    re.IGNORECASE,
)
# "A cure is not known", "cures do not exist"
_DENIED = re.compile(
    r" (?:(?:is|are|was|were|has|have|had|does|do|did|can|could|will|would) )?(?:not|never|yet to)\b|(?: \w+)n['’]t\b", re.IGNORECASE
)
# No clause is longer; so many letters of it are looked at.
FAR = 300


class Finding(NamedTuple):
    """What a rule found: where (a path, the words there, and of these the ones that matter), what, and the id that an excuse names."""

    path: Path
    message: str
    subject: str
    words: str = ""
    mark: str = ""


class Rule(NamedTuple):
    """A rule as the documentation tells it, and the function that looks."""

    name: str
    severity: str
    says: str
    mend: str
    find: Callable[[Desk], Iterator[Finding]]


class Text(NamedTuple):
    """A text of a library, with where it stands."""

    path: Path
    raw: str
    blocks: list[Block]

    def sentences(self) -> Iterator[Sentence]:
        """All sentences, in order."""
        for block in self.blocks:
            yield from block.sentences


class Item(NamedTuple):
    """An entry as the rules see it: its texts taken apart, and whether it answers (or checks a claim)."""

    section: Section
    entry: Entry
    path: Path
    answers: bool
    title: Text
    short: Text
    body: Text
    unknown: Text
    aside: tuple[Text, ...]
    vocabulary: frozenset[str]

    def prose(self) -> tuple[Text, ...]:
        """The texts that are read one after the other."""
        return self.short, self.body, self.unknown

    def shown(self) -> tuple[Text, ...]:
        """Every text that a reader gets to see: the title, whom it was studied in, the facts, and all that stands at a figure too."""
        return (self.title, *self.prose(), *self.aside)


class Voice(NamedTuple):
    """The texts that speak under one id (of an entry, a section, a reference, or the library's own), with all their words."""

    subject: str
    texts: tuple[Text, ...]
    vocabulary: frozenset[str]
    claims: bool = False


class Desk(NamedTuple):
    """Everything that the rules look at."""

    library: Library
    rules: Rules
    today: str
    items: tuple[Item, ...]
    references: dict[str, Reference]
    voices: tuple[Voice, ...]

    def answers(self) -> Iterator[Item]:
        """The entries that answer a question or check a claim."""
        return (item for item in self.items if item.answers)


RULES: dict[str, Rule] = {}


def rule(name: str, severity: str, mend: str) -> Callable[[Callable[[Desk], Iterator[Finding]]], Callable[[Desk], Iterator[Finding]]]:
    """Put a function into the list of rules; its docstring is what the rule says."""

    def register(find: Callable[[Desk], Iterator[Finding]]) -> Callable[[Desk], Iterator[Finding]]:
        RULES[name] = Rule(name, severity, " ".join((find.__doc__ or "").split()), mend, find)
        return find

    return register


def lay_out(library: Library, today: str) -> Desk:
    """The desk for a library on a day (2026-11-22)."""
    items = tuple(
        _item(section, entry, ("sections", i, "entries", j))
        for i, section in enumerate(library.sections)
        for j, entry in enumerate(section.entries)
    )
    said = (Voice(item.entry.id, item.shown(), item.vocabulary, item.section.kind == "claims") for item in items)
    references = {reference.id: reference for reference in library.references}
    return Desk(library, library.rules or Rules(), today, items, references, (*said, *_around(library)))


def _item(section: Section, entry: Entry, path: Path) -> Item:
    # What people claim and what they tell may be in their words alone; so may a fact, which its name introduces.
    quoting = section.kind in ("claims", "stories")

    def text(raw: str, *key: str | int, quoting: bool = True) -> Text:
        return _text(raw, *path, *key, quoting=quoting)

    aside = [text(value, "facts", name) for name, value in entry.facts.items()]
    aside.append(text(entry.population, "population"))
    for k, figure in enumerate(entry.figures):
        captions = (("outcome", figure.outcome), ("when", figure.when), ("who", figure.who), ("caution", figure.caution))
        aside.extend(text(value, "figures", k, name) for name, value in captions)
        aside.extend(text(name, "figures", k, "people", name) for name in figure.people)
        aside.extend(text(name, "figures", k, "ranges", name) for name in figure.ranges)
    title = text(entry.title, "title")
    short, body, unknown = (text(getattr(entry, name), name, quoting=quoting) for name in ("short", "body", "unknown"))
    every = _vocabulary(title, short, body, unknown, *aside)
    return Item(section, entry, path, section.kind in ("answers", "claims"), title, short, body, unknown, tuple(aside), every)


def _text(raw: str, *path: str | int, quoting: bool = True) -> Text:
    return Text(path, raw, blocks(raw, quoting))


def _vocabulary(*texts: Text) -> frozenset[str]:
    return vocabulary("\n".join(block.text for text in texts for block in text.blocks))


def _around(library: Library) -> Iterator[Voice]:
    """What speaks around the entries: the sections' names, what is said of the references, and the library of itself."""
    for i, section in enumerate(library.sections):
        yield _voice(
            section.id, _text(section.title, "sections", i, "title"), *(_text(name, "sections", i, "facts") for name in section.facts)
        )
    for i, reference in enumerate(library.references):
        custom = ("references", i, "custom")
        yield _voice(reference.id, *(_text(getattr(reference.custom, name), *custom, name) for name in ("finding", "limits", "note")))
    about = (_text(value, "about", name) for name, value in library.about._asdict().items())
    levels = (_text(getattr(level, name), "certainty", i, name) for i, level in enumerate(library.certainty) for name in ("label", "means"))
    reasons = (_text(value, "reasons", name) for name, value in library.reasons.items())
    yield _voice(LIBRARY, _text(library.title, "title"), *about, *levels, *reasons, _text(library.help_note, "help_note"))


def _voice(subject: str, *texts: Text) -> Voice:
    return Voice(subject, texts, _vocabulary(*texts))


def at(text: Text, part: Block | Sentence) -> str:
    """The words of a part as they stand in the file, to find its place by."""
    return text.raw[part.start : part.end]


def hits(voice: Voice, pattern: re.Pattern[str]) -> Iterator[tuple[Text, Sentence, Iterator[re.Match[str]]]]:
    """The sentences in which the pattern stands outside quotation marks, with where it does."""
    for text in voice.texts:
        for block in text.blocks:
            if pattern.search(block.own):
                yield from ((text, sentence, pattern.finditer(sentence.own)) for sentence in block.sentences)


def found_in(voice: Voice, text: Text, sentence: Sentence, found: str, message: str) -> Finding:
    """The finding of some words in a sentence."""
    return Finding(text.path, message, voice.subject, at(text, sentence), found)


def denied(sentence: str, found: re.Match[str], hedges: re.Pattern[str]) -> bool:
    """Whether a no, or a doubt, stands before the words in their clause, or a no right behind them."""
    clause = re.split(r"[,;:]|\bbut\b", sentence[max(0, found.start() - FAR) : found.start()])[-1]
    return bool(hedges.search(_EMPHATIC.sub(" ", clause)) or _DENIED.match(sentence, found.end()))


def shortened(text: str, most: int = 60) -> str:
    """The beginning of a text, in quotation marks."""
    return f'"{text if len(text) <= most else text[: most - 1].rstrip() + "…"}"'
