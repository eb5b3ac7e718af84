"""One line of the screen: the masthead, the notice above the panes, the footer."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from fibro_tui.text.blocks import Line
from fibro_tui.text.cells import width
from fibro_tui.tui import themes
from fibro_tui.tui.widgets import paint


class Bar(Widget):
    """Words at the left and at the right; the left ones stay where both do not fit. Its links are names of commands."""

    ALLOW_SELECT = False

    class Asked(Message):
        """A command's name was clicked."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self, *, id: str, ascii: bool = False) -> None:
        super().__init__(id=id)
        self.ascii = ascii
        self.left: Line = ()
        self.right: Line = ()

    def show(self, left: Line, right: Line = ()) -> None:
        """Other words."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        columns = self.content_size.width
        theme = themes.current(self)
        tail = sum(width(span.text) for span in self.right)
        used = sum(width(span.text) for span in self.left)
        right = self.right if used + tail + 2 <= columns else ()
        left = paint.padded(paint.fitted(self.left, columns, self.ascii), theme, columns - (tail if right else 0))
        return Strip([*left, *paint.segments(right, theme)], columns)

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        link = event.style.meta.get("link")
        if link:
            self.post_message(self.Asked(link))
