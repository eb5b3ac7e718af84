"""A section's facts side by side: fact names and answers' names stay in sight, the rest scrolls both ways under them.

Where two columns do not fit, one answer is shown at a time.
"""

from __future__ import annotations

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip

from fibro_tui.catalog.catalog import Catalog, Placed
from fibro_tui.content.model import Section
from fibro_tui.text.blocks import Block, Line, Span, words
from fibro_tui.text.cells import width
from fibro_tui.text.layout import lines
from fibro_tui.text.markdown import inline
from fibro_tui.text.table import UNKNOWN, table
from fibro_tui.tui import commands, themes
from fibro_tui.tui.ascii import spelled
from fibro_tui.tui.commands import READING, Command
from fibro_tui.tui.doing import Doing
from fibro_tui.tui.widgets import paint
from fibro_tui.tui.widgets.bar import Bar
from fibro_tui.tui.widgets.pane import Pane

_COLUMN = 30
_HERE = {
    "out", "up", "down", "page-up", "page-down", "top", "bottom", "next-link", "previous-link", "compare", "quit", "leave", "copy-or-leave",
}  # fmt: skip


class Table(Pane):
    """The table, with its first column and its head always in sight."""

    def __init__(self, section: Section, placed: list[Placed], ascii: bool) -> None:
        super().__init__(id=READING, ascii=ascii)
        self.section = section
        self.placed = placed
        # The column to start from; before the first laying out, the one that has to show.
        self.left = 0
        self.laid = -1
        self.lines: list[Line] = []
        self.head = 0
        self.first_column = 0
        self.column = _COLUMN
        self.across = 1

    def lay(self) -> None:
        """Lay the table out: as many whole columns as fit; where not two do, one answer by itself."""
        self.first_column = max(map(width, self.section.facts)) + 2
        room = self.columns - self.first_column
        self.across = max(1, min(len(self.placed), room // _COLUMN))
        if self.laid < 0 and self.left < self.across:
            self.left = 0  # The answer that is open shows from the start of the table too.
        self.left = max(0, min(self.left, len(self.placed) - self.across))
        self.laid = self.columns
        self.tell()
        if self.across == 1:
            self.lines, self.head = self._alone(), 0
            return
        self.column = room // self.across
        self.lines = table(self.section, self.placed, self.first_column + self.column * len(self.placed), self.ascii)
        self.head = next((i for i, line in enumerate(self.lines) if len(line) == 1), 0) + 1

    def _alone(self) -> list[Line]:
        """One answer's facts."""
        entry = self.placed[self.left].entry
        rows = (Block("row", inline(entry.facts.get(fact, UNKNOWN), {}), fact) for fact in self.section.facts)
        return lines([Block("title", words(entry.title, "title")), *rows], self.columns, self.ascii)

    def shift(self, by: int) -> None:
        """Show other answers."""
        self.left += by
        self.lay()
        self.scroll_lines(min(self.first, self.count() - self.height))
        self.refresh()

    def tell(self) -> None:
        """Say on the rule which answers show, and on which sides there are more."""
        first, last, all = self.left + 1, self.left + self.across, len(self.placed)
        shown = f"{first}–{last}" if last > first else f"{first}"
        before, after = "← " if first > 1 else "", " →" if last < all else ""
        self.border_title = Content(f" {self.section.title} · {before}{shown} of {all}{after} ")

    def move(self, how: str) -> None:
        """Up and down go by facts, and through one that is taller than the window by windows."""
        if not self.head:
            return super().move(how)
        page = max(1, self.height - self.head)
        tops = [0, *(i + 1 - self.head for i, line in enumerate(self.lines) if i >= self.head and len(line) == 1)]
        if how == "down":
            self.scroll_lines(min(self.first + page, next((top for top in tops if top > self.first), self.first)))
        elif how == "up":
            self.scroll_lines(max(self.first - page, next((top for top in reversed(tops) if top < self.first), 0)))
        else:
            super().move(how)

    def on_resize(self) -> None:
        """Lay it out again."""
        self.lay()
        super().on_resize()
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Laid out before anything of it is painted: the rule above it says which answers show."""
        self.count()
        return super().render_lines(crop)

    def count(self) -> int:
        """Its lines, laid out when they are first asked for: the first paint comes before the news of the size."""
        if self.laid != self.columns and self.size.width:
            self.lay()
        return len(self.lines)

    def paint(self, line: int) -> list[Segment]:
        """A line: at the top of the window the head, under it what the window is at."""
        if not self.head:
            return paint.padded(self.lines[line], themes.current(self), self.columns)
        y = line - self.first
        return self._cut(self.lines[y if y < self.head else line])

    def _cut(self, line: Line) -> list[Segment]:
        """The first column, then the columns that show."""
        whole = Strip(paint.segments(line, themes.current(self)))
        start = self.first_column + self.left * self.column
        shown = Strip.join([whole.crop(0, self.first_column), whole.crop(start, start + self.across * self.column)])
        return list(shown.adjust_cell_length(self.columns, themes.ground(themes.current(self))))


class ComparePage(Doing):
    """The comparison of one section."""

    BINDINGS = commands.bindings(command for command in commands.COMMANDS if command.name in _HERE)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-middle")]

    def __init__(self, catalog: Catalog, section: Section, registry: dict[str, Command], entry: str, ascii: bool) -> None:
        super().__init__()
        self.registry = {name: command for name, command in registry.items() if name in _HERE}
        placed = catalog.all(section.id)
        if ascii:
            section, placed = spelled(section), [spelled(each) for each in placed]
        self.table = Table(section, placed, ascii)
        self.table.left = next((i for i, each in enumerate(placed) if each.entry.id == entry), 0)
        self.foot = Bar(id="foot", ascii=ascii)

    def compose(self) -> ComposeResult:
        """The table, and the way back."""
        yield self.table
        yield self.foot

    def on_mount(self) -> None:
        """The way back, and the focus."""
        self.table.focus()
        keys = (("escape", "back", "out"), ("left right", "other answers", "next-link"), ("up down", "facts", "down"))
        keys = tuple((" ".join(commands.shown(key, self.table.ascii) for key in each.split()), says, name) for each, says, name in keys)
        self.foot.show(tuple(span for key, says, name in keys for span in (Span(key, "key", name), Span(f" {says}   ", "muted", name))))

    @property
    def command_place(self) -> str:
        """A text is read here."""
        return READING

    async def action_do(self, name: str) -> None:
        """Move, or leave."""
        if name in ("out", "quit", "compare"):
            self.dismiss(None)
        elif name in ("next-link", "previous-link"):
            self.table.shift(1 if name == "next-link" else -1)
        elif name in ("leave", "copy-or-leave"):
            self.owner.exit(None)
        else:
            self.table.move(name)

    @on(Bar.Asked)
    async def _asked(self, event: Bar.Asked) -> None:
        await self.action_do(event.command)
