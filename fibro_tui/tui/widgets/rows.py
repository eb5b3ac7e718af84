"""Rows to choose from: a cursor over items of equal height, the window following it."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.message import Message

from fibro_tui.text.blocks import Line, Span
from fibro_tui.tui import themes
from fibro_tui.tui.widgets import paint
from fibro_tui.tui.widgets.pane import Pane


class Rows(Pane):
    """A list with a cursor. Subclasses say how many rows there are and what stands on each line of one."""

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, rows: Rows) -> None:
            super().__init__()
            self.rows = rows

        @property
        def control(self) -> Rows:
            """Whose cursor."""
            return self.rows

    class Opened(Moved):
        """A row was chosen."""

    @property
    def tall(self) -> int:
        """How many lines a row has."""
        return 1

    @property
    def gap(self) -> int:
        """How many of these, the last, are empty."""
        return 0

    def __init__(self, *, id: str, ascii: bool = False) -> None:
        super().__init__(id=id, ascii=ascii)
        self.cursor = 0
        # What is read came by a link and is not in the list: a cursor on any row would be a wrong one.
        self.away = False

    def rows(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def written(self, row: int, part: int) -> tuple[Line, list[paint.Mark]]:
        """One line of a row, with the marks laid over it."""
        raise NotImplementedError

    @property
    def leads(self) -> bool:
        """Whether the cursor is what the reader looks for here."""
        return True

    def count(self) -> int:
        """Lines of all rows."""
        return self.rows() * self.tall

    def paint(self, line: int) -> list[Segment]:
        """A line, on the cursor's ground where it stands there."""
        row, part = divmod(line, self.tall)
        text, marks = self.written(row, part)
        here = row == self.cursor and not self.away and part < self.tall - self.gap
        bar = Span("▌" if here else " ", "focus" if self.leads else "bar")
        shifted = [(start + 1, end + 1, style) for start, end, style in marks]
        fitted = paint.fitted((bar, *text), self.columns, self.ascii)
        return paint.padded(fitted, themes.current(self), self.columns, shifted, here and self.leads)

    def point(self, row: int) -> None:
        """Put the cursor on a row, and show it."""
        row = max(0, min(row, self.rows() - 1))
        changed = row != self.cursor or self.away
        self.cursor, self.away = row, False
        self.show_cursor()
        if changed:
            self.refresh()
            self.post_message(self.Moved(self))

    def show_cursor(self) -> None:
        """Move the window as little as shows the whole row."""
        top = self.cursor * self.tall
        if not self.height:
            return  # Not on the screen yet: the size it gets there asks again.
        if top < self.first:
            self.scroll_lines(top)
        elif top + self.tall > self.first + self.height:
            self.scroll_lines(top + self.tall - self.height)

    def centre(self) -> None:
        """Show the cursor's row in the middle of the window."""
        self.scroll_lines(self.cursor * self.tall - (self.height - self.tall) // 2)

    def come_back(self) -> None:
        """Show the cursor again."""
        self.away = False
        self.refresh()

    def move(self, how: str) -> None:
        """Up, down, page-up, page-down, top, bottom: by rows."""
        page = max(1, self.height // self.tall - 1)
        by = {"up": -1, "down": 1, "page-up": -page, "page-down": page, "top": -self.rows(), "bottom": self.rows()}
        self.point(self.cursor + by[how])

    def clicked(self, x: int, y: int, event: events.Click) -> None:
        """A click chooses the row."""
        row = (self.first + y) // self.tall
        if row < self.rows():
            self.point(row)
            self.post_message(self.Opened(self))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        super().on_resize()
        self.show_cursor()
