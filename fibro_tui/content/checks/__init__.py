"""The editorial rules: what each looks at, how it says what it finds, and the one list they all stand in.

A rule is a pure function from the desk (the library, taken apart once) to findings. Its name, severity and mend stand in its
decorator and its sentence is its docstring, so that the documentation is written from the rules themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from fibro_tui.content.model import Entry, Library, Reference, Section
from fibro_tui.content.reading import Block, Sentence, blocks, vocabulary
from fibro_tui.content.rules import Rules

Path = tuple[str | int, ...]
LIBRARY = "library"


class Finding(NamedTuple):
    """What a rule found: where (a path, and the words there), what, and the id that an excuse would name."""

    path: Path
    message: str
    subject: str
    words: str = ""


class Rule(NamedTuple):
    """A rule as the documentation tells it, and the function that looks."""

    name: str
    severity: str
    says: str
    mend: str
    find: Callable[[Desk], Iterator[Finding]]


class Text(NamedTuple):
    """A text of an entry, with where it stands."""

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
    short: Text
    body: Text
    unknown: Text
    aside: tuple[Text, ...]
    vocabulary: frozenset[str]

    def prose(self) -> tuple[Text, ...]:
        """The texts that are read one after the other."""
        return self.short, self.body, self.unknown

    def shown(self) -> tuple[Text, ...]:
        """Every text that a reader gets to see but the title: the captions of figures and the facts too."""
        return (*self.prose(), *self.aside)


class Desk(NamedTuple):
    """Everything that the rules look at."""

    library: Library
    rules: Rules
    today: str
    items: tuple[Item, ...]
    references: dict[str, Reference]

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
    return Desk(library, library.rules or Rules(), today, items, {reference.id: reference for reference in library.references})


def _item(section: Section, entry: Entry, path: Path) -> Item:
    def text(raw: str, *key: str | int) -> Text:
        return Text((*path, *key), raw, blocks(raw))

    aside = [text(value, "facts", name) for name, value in entry.facts.items()]
    for k, figure in enumerate(entry.figures):
        captions = (("outcome", figure.outcome), ("when", figure.when), ("who", figure.who), ("caution", figure.caution))
        aside.extend(text(value, "figures", k, name) for name, value in captions if value)
    parts = text(entry.short, "short"), text(entry.body, "body"), text(entry.unknown, "unknown")
    every = vocabulary("\n".join(block.text for each in (*parts, *aside) for block in each.blocks))
    return Item(section, entry, path, section.kind in ("answers", "claims"), *parts, tuple(aside), every)


def at(text: Text, part: Block | Sentence) -> str:
    """The words of a part as they stand in the file, to find its place by."""
    return text.raw[part.start : part.end]


def shortened(text: str, most: int = 60) -> str:
    """The beginning of a text, in quotation marks."""
    return f'"{text if len(text) <= most else text[: most - 1].rstrip() + "…"}"'
