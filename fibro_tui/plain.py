"""The same road for a screen reader or a braille line: a dialogue of lines, without boxes, cursor moves or a second screen."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from fibro_tui.catalog.catalog import Catalog, Placed
from fibro_tui.catalog.query import search
from fibro_tui.text import entry as told
from fibro_tui.text.ansi import ascii_only, written
from fibro_tui.text.blocks import Block
from fibro_tui.text.cells import safe
from fibro_tui.text.hits import sureness
from fibro_tui.text.layout import lines

KEYS = "Type words to search, a number to open, s and a number for a source, list for sections, ? for help, ! for help now, q to leave."
HELP = """\
Words: search. Enter alone: the list again.
A number: open that answer, or that section after list.
s and a number, such as s1: a source of the answer that is open.
list: the sections. about: who made this. ! for help now. q to leave."""
_ROWS = 20


class Dialogue:
    """Where the reader is: the rows that a number opens, and the answer that is open."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.rows: list[Placed] = []
        self.sections = False
        self.open: Placed | None = None

    def reply(self, typed: str) -> str:
        """What to say to a line that was typed."""
        typed = typed.strip()
        library = self.catalog.library
        if typed in ("?", "help"):
            return HELP
        if typed == "!":
            return _text(told.help_now(library))
        if typed == "about":
            return _text(told.about(library))
        if typed == "list":
            self.sections = True
            return "\n".join(f"{i}. {section.title}." for i, section in enumerate(library.sections, 1))
        if typed.isdecimal():
            return self._number(int(typed))
        if typed[:1] in ("s", "S") and typed[1:].strip().isdecimal():
            return self._source(int(typed[1:]))
        return self._search(typed) if typed else self._list("")

    def _search(self, typed: str) -> str:
        found = search(self.catalog, typed, _ROWS)
        self.rows, self.sections = [hit.placed for hit in found.hits], False
        urgent = "If somebody is in danger now, type ! for help.\n" if found.help else ""
        if not found.hits:
            without = f"Without {', '.join(found.unknown)} there are answers. Type {found.fewer}." if found.fewer else ""
            return f"{urgent}Nothing here answers that. {without or 'Type list for the sections, or other words.'}"
        fixed = "".join(f"Showing results for {now}.\n" for _, now in found.corrected)
        count = "" if found.sure else "Nothing here is surely about that. The nearest: "
        count += f"{found.total} answer{'s' if found.total != 1 else ''}."
        return urgent + fixed + self._list(count)

    def _list(self, head: str) -> str:
        self.sections = False
        if not self.rows:
            return KEYS
        rows = [f"{i}. {placed.entry.title} {self._sure(placed)}" for i, placed in enumerate(self.rows, 1)]
        return "\n".join(filter(None, (head, *rows)))

    def _sure(self, placed: Placed) -> str:
        sure = sureness(self.catalog.library, placed.section, placed.entry)
        return f"{sure}." if sure else ""

    def _number(self, number: int) -> str:
        if self.sections:
            if not 1 <= number <= len(self.catalog.library.sections):
                return f"There are {len(self.catalog.library.sections)} sections."
            section = self.catalog.library.sections[number - 1]
            self.rows, self.sections = self.catalog.all(section.id), False
            return self._list(f"{section.title}.")
        if not 1 <= number <= len(self.rows):
            return f"There is no number {number} here. {KEYS}"
        self.open = self.rows[number - 1]
        return _text(told.answer(self.catalog, self.open))

    def _source(self, number: int) -> str:
        sources = self.open.entry.sources if self.open else ()
        reference = self.catalog.reference(sources[number - 1].ref) if 1 <= number <= len(sources) else None
        return _text(told.reference(self.catalog, reference)) if reference else "Open an answer first; then s1 is its first source."


def _text(blocks: Iterable[Block]) -> str:
    # Wide: a screen reader reads a line at a time, and a line that breaks off sounds like the end of a sentence.
    return written(lines(blocks, 76, ascii_only(), linear=True), colour=False).rstrip("\n")


def dialogue(catalog: Catalog) -> int:
    """Talk until q or the end of the input; gives the exit status."""
    about = catalog.library.about
    print(safe(f"fibro-tui: {catalog.library.title}. {about.notice}"))
    if about.clinical_review == "none":
        print("No clinician has reviewed it.")
    print(KEYS)
    state = Dialogue(catalog)
    while True:
        try:
            typed = input("> ")
        except (EOFError, KeyboardInterrupt):
            print()
            return 0
        if typed.strip() in ("q", "quit", "exit"):
            return 0
        print(state.reply(typed))
        sys.stdout.flush()
