"""The reading pane: an answer, a source, the help; laid out once for a width, painted only where it shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from fibro_tui.catalog.words import Words
from fibro_tui.text.blocks import Block
from fibro_tui.text.layout import lines
from fibro_tui.tui import themes
from fibro_tui.tui.ascii import spelled
from fibro_tui.tui.laid import Laid, Link, Part
from fibro_tui.tui.widgets import paint
from fibro_tui.tui.widgets.pane import Pane

Blocks = tuple[Block, ...]


class Reading(Pane):
    """A text with links and marked words, laid out when it is asked for. Its place is kept through any change of width."""

    class Followed(Message):
        """A link was followed: "entry:ID", "reference:ID", "term:ID" or a web address."""

        def __init__(self, link: str) -> None:
            super().__init__()
            self.link = link

    class Scrolled(Message):
        """Another part of the text shows."""

    def __init__(self, *, id: str, ascii: bool = False) -> None:
        super().__init__(id=id, ascii=ascii)
        self._make: Callable[[int], Laid] = _nothing
        self._columns = 0
        self.stems: frozenset[str] = frozenset()
        self._words: Words | None = None
        self._sought = ""
        self._place = 0
        self._laid = Laid(())
        self._matches: tuple[Part, ...] = ()
        self.match = -1
        self.chosen = -1

    def show(self, blocks: Blocks, words: Words | None = None, stems: frozenset[str] = frozenset(), place: int = 0) -> None:
        """Another text, from this place, with these words marked."""
        self._make = _layouts(blocks, self.ascii)
        self._words, self.stems, self._place, self._sought = words, stems, place, ""
        self.match = self.chosen = -1
        self._columns, self._laid, self._matches, self.first = 0, Laid(()), (), 0
        self.refresh()

    def renew(self, blocks: Blocks) -> None:
        """The same text told again: the place, what was found in it and the chosen link stay."""
        self._make, self._columns = _layouts(blocks, self.ascii), 0
        self.refresh()

    def _lay(self) -> None:
        """Lay the text out for the width there is, if it is not yet, and stay at the place."""
        if self._columns == self.columns or not self.size.width:
            return
        self._columns = self.columns
        self._laid = self._make(self._columns)
        self._mark()
        self.first = max(0, min(self._laid.line(self._place), len(self._laid.lines) - self.height))

    def _mark(self) -> None:
        """Mark what was sought in this text, else the words of the search that led to it."""
        if self._sought:
            self._matches = self._laid.finds(self._sought)
        else:
            self._matches = self._laid.matches(self._words, self.stems) if self._words else ()
        self.match = min(self.match, len(self._matches) - 1)  # Fewer may stand in a text that was told again.

    def find(self, typed: str) -> None:
        """Mark these letters wherever they stand, and go to the first from here on; with none, the words of the search again."""
        self._lay()
        self._sought, self.match = typed.strip(), -1
        self._mark()
        if self._sought:
            self.walk(1)
        self.refresh()

    @property
    def laid(self) -> Laid:
        """The text as it lies at this width."""
        self._lay()
        return self._laid

    @property
    def matches(self) -> tuple[Part, ...]:
        """What is marked: the words that a search met, or what was sought here."""
        self._lay()
        return self._matches

    @property
    def place(self) -> int:
        """How far the text has been read, in letters."""
        return self._place

    def scrolled(self) -> None:
        """Keep the place."""
        self._place = self.laid.place(self.first)
        self.post_message(self.Scrolled())

    def on_resize(self) -> None:
        """Another height, too, keeps the place."""
        self.first = max(0, min(self.laid.line(self._place), self.count() - self.height))

    def count(self) -> int:
        """Its lines."""
        return len(self.laid.lines)

    def paint(self, line: int) -> list[Segment]:
        """A line with what is marked, chosen and selected in it."""
        styles = themes.styles(themes.current(self))
        marks = [(p.start, p.end, styles["marked" if i == self.match else "match"]) for i, p in enumerate(self.matches) if p.line == line]
        if self.link:
            marks += [(part.start, part.end, styles["chosen"]) for part in self.link.parts if part.line == line]
        selected = self.text_selection.get_span(line) if self.text_selection else None
        if selected:
            end = len(self.laid.texts[line]) if selected[1] == -1 else selected[1]
            marks.append((selected[0], end, self.screen.get_component_rich_style("screen--selection")))
        return paint.padded(self.laid.lines[line], themes.current(self), self.columns, marks)

    def render_line(self, y: int) -> Strip:
        """A line that knows where in the text it stands, so that it can be selected."""
        self._lay()
        return super().render_line(y).apply_offsets(0, self.first + y)

    @property
    def link(self) -> Link | None:
        """The chosen link."""
        return self.laid.links[self.chosen] if 0 <= self.chosen < len(self.laid.links) else None

    def choose(self, number: int) -> None:
        """Choose a link, and show it."""
        if self.laid.links:
            self.chosen = max(0, min(number, len(self.laid.links) - 1))
            self._reveal(self.laid.links[self.chosen].parts[0].line)

    def choose_next(self, by: int) -> None:
        """Choose the link after or before; the first time, the first one that shows."""
        links = self.laid.links
        shows = next((i for i, link in enumerate(links) if link.parts[0].line >= self.first), len(links) - 1)
        self.choose(self.chosen + by if self.chosen >= 0 else shows)

    def unchoose(self) -> bool:
        """Let the chosen link go; says whether there was one."""
        had, self.chosen = self.chosen >= 0, -1
        self.refresh()
        return had

    def walk(self, by: int) -> None:
        """Go to the next matched word, or the one before, and around the end."""
        if not self.matches:
            return
        here = self.laid.first_from(self.matches, self.first)
        self.match = (self.match + by if self.match >= 0 else here if by > 0 else here - 1) % len(self.matches)
        self._reveal(self.matches[self.match].line)

    def _reveal(self, line: int) -> None:
        """Show a line, a third down where it does not show already."""
        if not self.first <= line < self.first + self.height:
            self.scroll_lines(line - self.height // 3)
        self.refresh()

    def clicked(self, x: int, y: int, event: events.Click) -> None:
        """Follow the link that was clicked."""
        link = event.style.meta.get("link")
        if link:
            self.post_message(self.Followed(link))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected characters."""
        return selection.extract("\n".join(self.laid.texts)), "\n"


def _layouts(blocks: Blocks, ascii: bool) -> Callable[[int], Laid]:
    """The text at any width, each laid out once."""
    if ascii:
        blocks = spelled(blocks)

    @lru_cache(4)
    def laid(columns: int) -> Laid:
        return Laid(lines(blocks, columns, ascii))

    return laid


def _nothing(_: int) -> Laid:
    return Laid(())
