"""The one main screen: it gives the state down to the panes, and hears from them what the reader did.

What shows, by which state, is in `showing`; the commands of the registry are in `actions`.
"""

from __future__ import annotations

from textual import events, on
from textual.content import Content
from textual.messages import Update
from textual.widget import Widget
from textual.widgets import Input

from fibro_tui.catalog.catalog import Catalog
from fibro_tui.tui import listing
from fibro_tui.tui.commands import ANSWERS, PANES, READING, SEARCH, SECTIONS, SOURCE
from fibro_tui.tui.history import History, Visit
from fibro_tui.tui.showing import Showing
from fibro_tui.tui.widgets.bar import Bar
from fibro_tui.tui.widgets.reading import Reading
from fibro_tui.tui.widgets.rows import Rows


class Explorer(Showing):
    """What follows from a change of the state, and what the reader did."""

    # What shows follows from the state.

    def watch_query_text(self) -> None:
        """New results at once; the text of the first one after they are painted."""
        self.set_reactive(Showing.shelved, False)
        self.show_listing()
        if self.query_text.strip():
            self.follow_soon()
        elif not self.entry:
            self.show_entry()

    def follow_soon(self, moved: bool = False) -> None:
        """Have the list painted with the next frame, and what is under its cursor read after that: a key's results come first.

        By itself a widget asks for its part of a frame only when it has come to rest, and the next one may be on its way by then.
        """
        self.post_message(Update(self.answers))
        self.call_after_refresh(self.follow_cursor, moved)

    def watch_section(self) -> None:
        """The list of a section, or of all."""
        self.set_reactive(Showing.shelved, False)
        self.sections.choose(self.section)
        self.show_listing()
        self.follow_soon()

    def watch_shelved(self) -> None:
        """The shelf, or what was listed before."""
        self.show_listing()
        self.follow_soon()

    def watch_kept(self) -> None:
        """Other marks and notes; an empty shelf is not listed."""
        self.answers.tell(self.kept)
        if self.shelved and self.kept:
            cursor = self.answers.cursor
            self.answers.show(self.listed(), cursor)
            self.search.border_subtitle = Content(listing.summary(self.answers.listing))
            if self.place == ANSWERS:
                self.follow_cursor()
            else:
                self.answers.find(self.entry)
        else:
            self.shelved = False
        self.show_entry(again=True)

    def watch_resumed(self) -> None:
        """Say that this is where the last visit ended."""
        self.show_notice()

    def watch_entry(self, before: str, _: str) -> None:
        """Another text; what stood beside the one before is not about it. How far that was read is kept."""
        self.history = self.read_so_far(before)
        self.source = ""
        if self.entry != self.resumed:
            self.resumed = ""
        self.show_notice()
        self.show_entry()

    def watch_source(self) -> None:
        """Another source, or none."""
        if self.source:
            self.show_source()
        self.lay_out()

    def watch_place(self) -> None:
        """Other panes, other keys."""
        self.lay_out()

    # What the reader did.

    def go(self, place: str) -> None:
        """Be in another pane. The list, when one comes to it from a text that is not in it, reads what is under its cursor."""
        if place != SEARCH:
            self.search.cursor_position = self.search.cursor_position  # Lets go of what was selected there.
        self.place = place
        self.set_focus(self._part(place), scroll_visible=False)
        if place == ANSWERS and self.answers.away:
            self.answers.come_back()
            self.follow_cursor(True)

    def _part(self, place: str) -> Widget:
        return {SEARCH: self.search, SECTIONS: self.sections, ANSWERS: self.answers, READING: self.reading, SOURCE: self.viewer}[place]

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click can bring the focus anywhere; what is told late, when the focus has gone on, counts no more."""
        if event.widget.id in (SEARCH, *PANES) and event.widget is self.focused:
            self.place = event.widget.id

    def on_resize(self) -> None:
        """Another size may show other panes."""
        self.lay_out()

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        if event.value == self.search.value:  # Else more was typed since, and its own message follows.
            self.message = ""
            self.query_text = event.value

    @on(Rows.Moved, "#answers")
    def _pointed(self) -> None:
        self.show_edges()
        self.follow_soon(True)

    @on(Reading.Scrolled)
    def _scrolled(self) -> None:
        self.show_edges()

    @on(Bar.Asked)
    async def _asked(self, event: Bar.Asked) -> None:
        await self.run_action(f"do('{event.command}')")

    def visit(self, entry: str, source: str = "", followed: bool = False) -> None:
        """Open a text as a new visit; where one was is kept, and whether a link led from there."""
        followed = followed or (self.followed and entry == self.entry)
        self.history = self.read_so_far(self.entry).visited(Visit(entry, source, 0, followed))
        if entry != self.entry:
            self.answers.find(entry)
        self.entry = entry
        self.source = source
        self.go(SOURCE if source else READING)

    def read_so_far(self, entry: str) -> History:
        """The history, with how far its last text was read if that is the one that shows."""
        now = self.history.now
        return self.history.kept(self.reading.place) if now and now.entry == entry else self.history

    def reload(self, catalog: Catalog | None, problem: str) -> None:
        """The library was edited: show it at the reader's place, or say why it cannot be shown."""
        self.problem = problem
        if catalog:
            place = self.reading.place
            self.catalog = catalog
            self.sections.show(catalog)
            self.show_listing()
            if self.entry:
                self.answers.find(self.entry)
            self.show_entry(place)
            if self.source:
                self.show_source()
        else:
            self.show_notice()

    def tell(self, message: str) -> None:
        """Say something in the footer, until the next command."""
        self.message = message
        self.show_edges()
