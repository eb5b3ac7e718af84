"""The list of answers and the list of sections."""

from __future__ import annotations

from collections.abc import Collection

from rich.style import Style
from textual.content import Content

from fibro_tui.catalog.catalog import Catalog, Placed
from fibro_tui.content.model import Section
from fibro_tui.text.blocks import Line, Span, text_of
from fibro_tui.text.cells import clipped, safe, width
from fibro_tui.text.hits import level_of, sureness
from fibro_tui.text.layout import wrap
from fibro_tui.tui import themes
from fibro_tui.tui.ascii import spelled
from fibro_tui.tui.listing import Listing
from fibro_tui.tui.widgets.paint import Mark
from fibro_tui.tui.widgets.rows import Rows

_WINDOW = 32
_HIGH = 24
# Less of a section's name than this says nothing.
_LEAST = 8


class AnswerList(Rows):
    """Answers, three lines each: the title, how sure and where it stands, and the short answer where the title leaves room.

    A high list has an empty line between them.
    """

    def __init__(self, listing: Listing, ascii: bool = False) -> None:
        super().__init__(id="answers", ascii=ascii)
        self.listing = listing
        self.marked: frozenset[str] = frozenset()
        self.kept: Collection[str] = ()
        self._window: tuple[int, list[Placed]] = (0, [])

    def show(self, listing: Listing, cursor: int = 0) -> None:
        """Another list, from this row."""
        self.listing, self._window, self.away = listing, (0, []), False
        self.cursor, self.first = max(0, min(cursor, listing.size - 1)), 0
        self.border_title = Content(f" {safe(listing.heading)} ")
        self.show_cursor()
        self.refresh()

    def tell(self, kept: Collection[str]) -> None:
        """Mark the answers that were saved."""
        self.kept = kept
        self.refresh()

    def find(self, entry: str) -> None:
        """Put the cursor on an entry; where it is not in the list, on none."""
        row = self.listing.where(entry)
        if row is not None:
            self.point(row)
        elif not self.away:
            self.away = True
            self.refresh()

    @property
    def tall(self) -> int:
        """Lines of an answer."""
        return 3 + self.gap

    @property
    def gap(self) -> int:
        """An empty line, where there is room for it."""
        return 1 if self.height >= _HIGH else 0

    def rows(self) -> int:
        """One for each answer."""
        return self.listing.size

    def row(self, row: int) -> Placed | None:
        """The answer on a row."""
        start, window = self._window
        if not start <= row < start + len(window):
            # A window's length before the row when the reader comes from below, else what follows it.
            start = max(0, row - _WINDOW + 4 if row < start else row - 4)
            window = self.listing.window(start, _WINDOW)
            self._window = (start, window)
        return window[row - start] if start <= row < start + len(window) else None

    @property
    def current(self) -> Placed | None:
        """The answer under the cursor."""
        return self.row(self.cursor) if self.listing.size else None

    @property
    def offered(self) -> Section | str | None:
        """The section or the query under the cursor, where a search found no answers."""
        return self.listing.offer[self.cursor] if self.listing.offer else None

    def written(self, row: int, part: int) -> tuple[Line, list[Mark]]:
        """Title, short answer, section and certainty."""
        if self.listing.offer:
            return ((Span(self._offer(row)[part], "muted" if part else "short"),), []) if part < 2 else ((), [])
        placed = self.row(row) if part < 3 else None
        if placed is None:
            return (), []
        entry = placed.entry
        title, short = spelled((entry.title, entry.short)) if self.ascii else (entry.title, entry.short)
        room = self.columns - 1
        mark = "* " if entry.id in self.marked else ""
        # A question that needs two lines gets them: it is what one chooses by.
        asked = [text_of(line) for line in wrap((Span(mark + title),), room)]
        if len(asked) > 2:
            asked = [asked[0], clipped(" ".join(asked[1:]), room, self.ascii)]
        if part < len(asked):
            text, role = asked[part], "row" if row == self.cursor and not self.away else "short"
        else:
            told = [*filter(None, [self._quiet(placed, room)]), self._snippet(short, room), ""]
            text, role = told[part - len(asked)], "muted"
        return ((Span(text, role),), self._marks(text))

    def _offer(self, row: int) -> tuple[str, str]:
        """What to do instead, and what comes of it."""
        offered = self.listing.offer[row]
        if isinstance(offered, str):
            return clipped(safe(offered), self.columns - 1, self.ascii), "search for this only"
        size = self.listing.catalog.span(offered.id)[1] if offered else self.listing.elsewhere
        return offered.title if offered else "Look in all answers", f"{size:,} answers"

    def _quiet(self, placed: Placed, room: int) -> str:
        """How sure, whether it is saved, and the section as far as there is room for it."""
        section, entry, _ = placed
        level = level_of(self.listing.catalog.library, entry)
        mark = f"[{level.mark}] " if level and section.kind != "stories" else ""
        sure = mark + sureness(self.listing.catalog.library, section, entry)
        told = sure
        if entry.id in self.kept:
            told = " · ".join(filter(None, (sure, "saved")))
            told = told if width(told) <= room else f"saved · {mark or sure}".strip()
        title = section.title if self.listing.mixed else ""
        if title and room - width(told) - 3 >= min(_LEAST, width(title)):
            told = f"{told} · {title}" if told else title
        return clipped(spelled(told) if self.ascii else told, room, self.ascii)

    def _snippet(self, text: str, room: int) -> str:
        """As much of a text as fits: its start, or what stands around the first word that matched."""
        if width(text) <= room or not self.listing.stems:
            return clipped(text, room, self.ascii)
        tokens = self.listing.catalog.words.tokens(text)
        first = next((token.start for token in tokens if token.stem in self.listing.stems), 0)
        if first < room * 2 // 3:
            return clipped(text, room, self.ascii)
        start = next((token.start for token in tokens if token.start >= first - room // 3), first)
        return clipped(("..." if self.ascii else "…") + text[start:], room, self.ascii)

    def _marks(self, text: str) -> list[Mark]:
        stems = self.listing.stems
        if not stems:
            return []
        style: Style = themes.styles(themes.current(self))["match"]
        return [(token.start, token.end, style) for token in self.listing.catalog.words.tokens(text) if token.stem in stems]


class SectionList(Rows):
    """All answers, then each section with how many it has."""

    def __init__(self, catalog: Catalog, ascii: bool = False) -> None:
        super().__init__(id="sections", ascii=ascii)
        self.border_title = Content(" Sections ")
        self.catalog = catalog
        self.reading = ""

    def show(self, catalog: Catalog) -> None:
        """Another library's sections, or the same library after an edit."""
        self.catalog = catalog
        self.cursor = min(self.cursor, self.rows() - 1)
        self.refresh()

    def choose(self, section: str) -> None:
        """Put the cursor on the section that is looked in."""
        row = next((i for i, each in enumerate(self.catalog.library.sections, 1) if each.id == section), 0)
        self.point(row)

    def tell(self, section: str) -> None:
        """Mark the section of the answer that is being read."""
        if section != self.reading:
            self.reading = section
            self.refresh()

    @property
    def leads(self) -> bool:
        """Only while one chooses here."""
        return self.has_focus

    def rows(self) -> int:
        """One for each section, and one for all."""
        return len(self.catalog.library.sections) + 1

    @property
    def current(self) -> Section | None:
        """The section under the cursor; none on the row of all."""
        return self.catalog.library.sections[self.cursor - 1] if self.cursor else None

    def written(self, row: int, part: int) -> tuple[Line, list[Mark]]:
        """The section's title, and its count at the right."""
        sections = self.catalog.library.sections
        title = sections[row - 1].title if row else "All answers"
        count = f"{self.catalog.span(sections[row - 1].id)[1] if row else len(self.catalog):,}"
        room = self.columns - 2 - width(count)
        here = bool(row) and sections[row - 1].id == self.reading
        name = clipped(title, max(1, room), self.ascii)
        role = "strong" if row == self.cursor else "focus" if here else ""
        return ((Span(name, role), Span(" " * max(1, room + 1 - width(name))), Span(count, "muted")), [])
