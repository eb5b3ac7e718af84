"""A pane scrolls over lines that are painted only while they show.

It keeps its own offset instead of being a ScrollView: setting a virtual size asks the framework for a new layout of the whole
screen, which would be most of the time from a key to its results.
"""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from fibro_tui.tui import themes
from fibro_tui.tui.widgets import paint

_WHEEL = 3


class Pane(Widget, can_focus=True):
    """Lines behind a window. Subclasses say how many there are and paint one."""

    def __init__(self, *, id: str, ascii: bool = False) -> None:
        super().__init__(id=id)
        self.ascii = ascii
        self.first = 0
        self._inner: Size | None = None

    @property
    def inner(self) -> Size:
        """The room inside. The framework works it out anew each time, which line by line would be a fifth of the painting."""
        return self._inner or self.content_size

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines, between which the room does not change."""
        self._inner = self.content_size
        try:
            return super().render_lines(crop)
        finally:
            self._inner = None

    @property
    def height(self) -> int:
        """How many lines show."""
        return self.inner.height

    @property
    def columns(self) -> int:
        """How many cells a line has, the scrollbar's and the space before it apart."""
        return max(1, self.inner.width - 2)

    def count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def paint(self, line: int) -> list[Segment]:
        """One of them, `columns` wide."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """What the framework asks for: a line of the window, with its piece of the scrollbar."""
        line = self.first + y
        painted = self.paint(line) if line < self.count() else paint.padded((), themes.current(self), self.columns)
        return Strip([*painted, Segment(" ", themes.ground(themes.current(self))), self._bar(y)], self.columns + 2)

    def _bar(self, y: int) -> Segment:
        """The scrollbar: a quiet thumb, and nothing where all of it shows."""
        count, height = self.count(), self.height
        ground = themes.ground(themes.current(self))
        if count <= height:
            return Segment(" ", ground)
        size = max(1, height * height // count)
        start = round(self.first * (height - size) / (count - height))
        return Segment("▐" if start <= y < start + size else " ", ground + themes.styles(themes.current(self))["bar"])

    def scroll_lines(self, to: int) -> None:
        """Bring this line to the top, as far as there are lines."""
        first = max(0, min(to, self.count() - self.height))
        if first != self.first:
            self.first = first
            self.scrolled()
            self.refresh()

    def scrolled(self) -> None:
        """Called after the window moved."""

    def move(self, how: str) -> None:
        """Up, down, page-up, page-down, top, bottom."""
        page = max(1, self.height - 2)
        to = {
            "up": self.first - 1,
            "down": self.first + 1,
            "page-up": self.first - page,
            "page-down": self.first + page,
            "top": 0,
            "bottom": self.count(),
        }
        self.scroll_lines(to[how])

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        event.stop()
        self.scroll_lines(self.first + _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        event.stop()
        self.scroll_lines(self.first - _WHEEL)

    def on_click(self, event: events.Click) -> None:
        """A click on the scrollbar goes there; any other is the subclass's."""
        at = event.get_content_offset(self)
        if at is None:
            return
        if at.x >= self.columns and self.count() > self.height:
            self.scroll_lines(at.y * self.count() // max(1, self.height) - self.height // 2)
        else:
            self.clicked(at.x, at.y, event)

    def clicked(self, x: int, y: int, event: events.Click) -> None:
        """A click on a line of the window."""

    def on_resize(self) -> None:
        """Never leave the window behind the end."""
        self.first = max(0, min(self.first, self.count() - self.height))
