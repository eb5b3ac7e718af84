"""The main screen's state, and everything that shows by it; `screen` says what follows from a change, and hears the reader.

The state is what was typed, the section chosen, whether the shelf is listed and what is on it, the entry read, the source beside
it, the place the reader is in, and where a last visit ended.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import var
from textual.widgets import Input

from fibro_tui.catalog.catalog import Catalog
from fibro_tui.content.model import Section
from fibro_tui.text.blocks import Span, words
from fibro_tui.tui import footer, listing, telling
from fibro_tui.tui.arrangement import MASTHEAD, MIDDLE, shown
from fibro_tui.tui.commands import ANSWERS, FOOTERS, READING, SEARCH, SOURCE, TEXTS, Command
from fibro_tui.tui.doing import Doing
from fibro_tui.tui.history import History
from fibro_tui.tui.widgets.bar import Bar
from fibro_tui.tui.widgets.lists import AnswerList, SectionList
from fibro_tui.tui.widgets.reading import Reading
from fibro_tui.tui.widgets.searchbar import SearchBar


class Showing(Doing):
    """Search box, sections, answers, reading, source: given what the state asks for."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-middle"), (120, "-wide"), (170, "-very-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]
    AUTO_FOCUS = "#search"

    query_text: var[str] = var("", init=False)
    section: var[str] = var("", init=False)
    entry: var[str] = var("", init=False)
    source: var[str] = var("", init=False)
    place: var[str] = var(SEARCH, init=False)
    shelved: var[bool] = var(False, init=False)
    kept: var[dict[str, str]] = var[dict[str, str]](dict, init=False)
    resumed: var[str] = var("", init=False)

    def __init__(self, catalog: Catalog, commands: tuple[Command, ...], query: str, size: tuple[int, int], ascii: bool) -> None:
        super().__init__(classes=_classes(size))
        self.ascii = ascii
        self.catalog = catalog
        self.registry = {command.name: command for command in commands}
        self.history = History()
        self.problem = ""
        self.message = ""
        self.set_reactive(Showing.query_text, query)
        self.masthead = Bar(id=MASTHEAD, ascii=ascii)
        self.search = SearchBar(frozenset(self.registry["help-now"].keys))
        self.notice = Bar(id="notice", ascii=ascii)
        self.sections = SectionList(catalog, ascii)
        self.answers = AnswerList(self.listed(), ascii)
        self.reading = Reading(id=READING, ascii=ascii)
        self.viewer = Reading(id=SOURCE, ascii=ascii)
        self.book = Vertical(id="book")
        self.foot = Bar(id="foot", ascii=ascii)

    def compose(self) -> ComposeResult:
        """A few widgets, each of which paints itself; what the size decides is decided before they are laid out."""
        self.lay_out()
        self.show_listing()
        self.show_entry()
        yield self.masthead
        yield self.search
        yield self.notice
        with Horizontal(id="panes"):
            yield self.sections
            yield self.answers
            with self.book:
                yield self.reading
                yield self.viewer
        yield self.foot

    def on_mount(self) -> None:
        """Words from the command line stand in the search box; an Input takes none before it is on a screen."""
        with self.prevent(Input.Changed):
            self.search.value = self.query_text

    @property
    def command_place(self) -> str:
        """Where the reader is."""
        return self.place

    # What shows follows from the state.

    def lay_out(self) -> None:
        """Show what belongs on a screen of this size, at this place."""
        parts = shown(*self.owner.size, self.place, bool(self.source))
        for part in (self.masthead, self.search, self.sections, self.answers, self.reading, self.viewer):
            if part.display != (part.id in parts):
                part.display = part.id in parts
        book = not parts.isdisjoint((READING, SOURCE))
        if self.book.display != book:
            self.book.display = book
        self.show_edges()

    def listed(self) -> listing.Listing:
        """The answers that the state asks for."""
        section = self.chosen_section
        if self.shelved:
            return listing.saved(self.catalog, self.kept)
        if self.query_text.strip():
            return listing.searched(self.catalog, self.query_text, section)
        return listing.stretch(self.catalog, section)

    @property
    def chosen_section(self) -> Section | None:
        """The section that was chosen, if the library still has it."""
        return next((section for section in self.catalog.library.sections if section.id == self.section), None)

    def show_listing(self) -> None:
        """The list, the count in the corner of the search box, and what has to be said above the list."""
        listed = self.listed()
        self.answers.show(listed, 0 if listed.found else listed.where(self.entry) or 0)
        self.search.border_subtitle = Content(listing.summary(listed))
        self.show_notice()
        self.show_edges()

    def show_notice(self) -> None:
        """What has to be said above the list."""
        line = footer.notice(self.answers.listing, self.problem, self.left_off)
        self.notice.show(line)
        if self.notice.display != bool(line):
            self.notice.display = bool(line)

    @property
    def left_off(self) -> bool:
        """Whether the reader still stands where the last visit ended."""
        return bool(self.resumed) and self.entry == self.resumed and not (self.query_text.strip() or self.section or self.shelved)

    def follow_cursor(self, moved: bool = False) -> None:
        """Read what is under the list's cursor, unless more was typed meanwhile, or what is read is not in the list.

        Help stays until the cursor was moved.
        """
        if self.search.value != self.query_text or self.answers.away:
            return
        listed, current = self.answers.listing, self.answers.current
        helping = listed.found is not None and listed.found.help and not moved
        if helping or listed.offer or not current:
            self.entry = ""
            self.show_entry()
        elif current.entry.id != self.entry:
            self.entry = current.entry.id
        elif self.reading.stems != listed.stems:  # Else it stays as it is, with what was found in it by hand meanwhile.
            self.show_entry(self.reading.place)

    def show_entry(self, place: int = 0, *, again: bool = False) -> None:
        """The text of the entry, or the same one told again; what stands in its place where none was chosen."""
        placed = self.catalog.entry(self.entry) if self.entry else None
        listed = self.answers.listing
        if placed is None:
            title, blocks = telling.instead(self.catalog, listed, self.query_text)
            self.reading.show(blocks)
        else:
            title, blocks = telling.answer(self.catalog, placed, self.kept.get(self.entry))
            if again:
                self.reading.renew(blocks)
            else:
                self.reading.show(blocks, self.catalog.words, listed.stems, place)
        self.reading.border_title = Content(f" {title} ")
        self.sections.tell(placed.section.id if placed else "")
        self.show_edges()

    def show_source(self) -> None:
        """The source beside the entry, or a word's meaning."""
        title, blocks = telling.beside(self.catalog, self.source, self.catalog.entry(self.entry))
        self.viewer.border_title = Content(f" {title} ")
        self.viewer.show(blocks, self.catalog.words, self.answers.listing.stems)

    def show_edges(self) -> None:
        """Masthead and footer."""
        columns = self.owner.size.width
        narrow = columns < MIDDLE
        if narrow and self.place in (READING, SOURCE):
            self.masthead.show((Span("‹ ", "focus", "out"), Span(self.whereabouts(), "muted", "out")))
        else:
            self.masthead.show(*footer.masthead(self.catalog.library, columns - 4))
        status = "" if narrow else self.whereabouts(brief=True)
        room = columns - (2 if narrow else 4) - (len(status) + 2 if status else 0)
        left = words(self.message, "focus") if self.message else footer.keys(self.registry, *self._wanted_keys(), room, self.ascii)
        self.foot.show(left, words(status, "muted"))

    def _wanted_keys(self) -> tuple[tuple[str, ...], dict[str, str]]:
        """The commands that the footer names here, and what some are called just now."""
        names: tuple[str, ...] = FOOTERS[self.place]
        labels: dict[str, str] = {}
        if self.at_hand in self.kept:
            labels["save"] = "unsave"
        if self.followed and self.place in TEXTS:
            names = ("back", *names)
        if self.shelved and self.place == ANSWERS:
            names = ("shelf", *names)
            labels["shelf"] = "all answers"
        return names, labels

    @property
    def at_hand(self) -> str:
        """The entry that a command is about: the one under the list's cursor, or the one that is read."""
        current = self.answers.current
        return current.entry.id if self.place == ANSWERS and current else self.entry

    @property
    def followed(self) -> bool:
        """Whether a link led to what is read."""
        now = self.history.now
        return now is not None and now.followed and now.entry == self.entry

    @property
    def text_pane(self) -> Reading:
        """The text one is in."""
        return self.viewer if self.place == SOURCE else self.reading

    def whereabouts(self, brief: bool = False) -> str:
        """The match one is at, else the row of the list, else the library; the rule above the text names the section."""
        if self.text_pane.match >= 0:
            return f"match {self.text_pane.match + 1} of {len(self.text_pane.matches)}"
        answers = self.answers
        current = answers.current
        row = f"{answers.cursor + 1:,} of {answers.rows():,}" if current and current.entry.id == self.entry else ""
        if answers.away:
            row = "not in this list"
        return row or ("" if brief else self.catalog.library.title)


def _classes(size: tuple[int, int]) -> str:
    """The classes that the framework would set at the first size, set before any style is worked out."""
    points = (Showing.HORIZONTAL_BREAKPOINTS or [], Showing.VERTICAL_BREAKPOINTS or [])
    return " ".join(max((least, name) for least, name in each if cells >= least)[1] for cells, each in zip(size, points, strict=True))
