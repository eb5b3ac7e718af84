"""What each command of the registry does on the main screen: `next-match` is `do_next_match`."""

from __future__ import annotations

from textual import on

from fibro_tui.tui import commands as registry
from fibro_tui.tui import settings, themes, web
from fibro_tui.tui.commands import ANSWERS, READING, SEARCH, SECTIONS, SOURCE
from fibro_tui.tui.keeping import Keeping
from fibro_tui.tui.widgets.reading import Reading
from fibro_tui.tui.widgets.rows import Rows


class Main(Keeping):
    """The explorer with all its commands."""

    BINDINGS = registry.bindings(registry.COMMANDS)
    picking = False

    def action_do(self, name: str) -> None:
        """Do a command; what was said before is said."""
        self.message = ""
        super().action_do(name)
        self.show_edges()

    @on(Rows.Opened, "#answers")
    def do_open(self) -> None:
        """Open what is under the cursor: an answer, a section, a link."""
        if self.place == SECTIONS:
            self._choose_section(self.sections.current.id if self.sections.current else "")
        elif self.place in (READING, SOURCE):
            pane = self._text
            if pane.link:
                self.follow(pane.link.target)
        elif self.answers.offered:
            self.search.value = ""
            self._choose_section(self.answers.offered.id)
        elif self.answers.current and self.picking:
            self.owner.exit(self._picked())
        elif self.answers.current:
            self.visit(self.answers.current.entry.id)

    @on(Rows.Opened, "#sections")
    def _section_clicked(self) -> None:
        self._choose_section(self.sections.current.id if self.sections.current else "")

    def _picked(self) -> list[str]:
        current = self.answers.current
        return sorted(self.answers.marked) or ([current.entry.id] if current else [])

    def _choose_section(self, section: str) -> None:
        self.section = section
        self.go(ANSWERS)

    @on(Reading.Followed)
    def _followed(self, event: Reading.Followed) -> None:
        self.follow(event.link)

    def follow(self, link: str) -> None:
        """Go where a link leads; the web only by the browser's own opening, and only http."""
        kind, _, id = link.partition(":")
        if kind == "entry" and self.catalog.entry(id):
            self.visit(id)
        elif kind in ("reference", "term"):
            self.visit(self.entry, link)
        elif web.allowed(link):
            self.tell(web.opened(self.owner, link))

    def open_source(self, number: int) -> None:
        """Open the source of this number."""
        placed = self.catalog.entry(self.entry) if self.entry else None
        if placed and number <= len(placed.entry.sources):
            self.visit(self.entry, f"reference:{placed.entry.sources[number - 1].ref}")
        else:
            self.tell(f"This answer has no source {number}.")

    def do_results(self) -> None:
        """From typing to choosing."""
        if self.answers.rows():
            self.go(ANSWERS)
            if not self.answers.listing.offer:
                self.follow_cursor()

    def do_search(self) -> None:
        """To the search box."""
        self.go(SEARCH)

    def do_out(self) -> None:
        """One step out."""
        if self.place == SOURCE:
            self.source = ""
            self.go(READING)
        elif self.place == READING:
            if not self.reading.unchoose():
                self.go(ANSWERS)
        elif self.place == SECTIONS:
            self.go(ANSWERS)
        elif self.place == ANSWERS:
            self.go(SEARCH)
        elif self.search.value:
            self.search.value = ""
        elif self.section:
            self.section = ""
        else:
            self.entry = ""

    def do_next_pane(self, by: int = 1) -> None:
        """Around the panes."""
        panes = [SEARCH, ANSWERS, READING, *([SOURCE] if self.source else []), SECTIONS]
        self.go(panes[(panes.index(self.place) + by) % len(panes)])

    def do_previous_pane(self) -> None:
        """Around the panes, the other way."""
        self.do_next_pane(-1)

    def do_sections(self) -> None:
        """To the sections."""
        self.go(SECTIONS)

    def do_sources(self) -> None:
        """Choose the first of the sources at the end of the text."""
        links = self.reading.laid.links
        placed = self.catalog.entry(self.entry) if self.entry else None
        first = f"reference:{placed.entry.sources[0].ref}" if placed and placed.entry.sources else ""
        last = [i for i, link in enumerate(links) if link.target == first]
        if last:
            self.go(READING)
            self.reading.choose(last[-1])

    @property
    def _text(self) -> Reading:
        return self.viewer if self.place == SOURCE else self.reading

    def do_open_web(self) -> None:
        """Open the chosen link, or the source's first address."""
        links = [self._text.link.target] if self._text.link else [link.target for link in self._text.laid.links]
        address = next((link for link in links if web.allowed(link)), "")
        self.tell(web.opened(self.owner, address) if address else "There is no web address here.")

    def do_copy(self) -> None:
        """Copy the chosen link, the source's address, or the answer as text."""
        links = [self._text.link.target] if self._text.link else [link.target for link in self._text.laid.links]
        address = next((link for link in links if web.allowed(link)), "") if self.place == SOURCE or self._text.link else ""
        self.tell(web.copied(self.owner, address or "\n".join(self._text.laid.texts)))

    def do_next_link(self) -> None:
        """The next link."""
        self._text.choose_next(1)
        self._say_link()

    def do_previous_link(self) -> None:
        """The link before."""
        self._text.choose_next(-1)
        self._say_link()

    def _say_link(self) -> None:
        """Say where the chosen link leads, as a browser does."""
        link = self._text.link
        if not link:
            return
        kind, _, id = link.target.partition(":")
        if kind == "reference" and (reference := self.catalog.reference(id)):
            self.tell(reference.title)
        elif kind in ("entry", "term") and (placed := self.catalog.entry(id)):
            self.tell(placed.entry.short if kind == "term" else placed.entry.title)
        else:
            self.tell(link.target)

    def do_next_match(self) -> None:
        """The next word that matched."""
        self._walk(1)

    def do_previous_match(self) -> None:
        """The word before that matched."""
        self._walk(-1)

    def _walk(self, by: int) -> None:
        self._text.walk(by)
        if not self._text.matches:
            self.tell("Nothing is marked: search for words first.")

    def do_next_answer(self, by: int = 1) -> None:
        """Read on."""
        row = self.answers.cursor + by
        if not self.answers.listing.offer and 0 <= row < self.answers.rows():
            self.answers.point(row)
            current = self.answers.current
            if current:
                self.visit(current.entry.id)

    def do_previous_answer(self) -> None:
        """Read what came before."""
        self.do_next_answer(-1)

    def do_back(self, by: int = -1) -> None:
        """Through what was read."""
        there = self.history.kept(self.reading.place).moved(by)
        if there.now is None or there.at == self.history.at:
            self.tell("Nothing further back." if by < 0 else "Nothing further on.")
            return
        self.history = there
        self.entry = there.now.entry
        self.show_entry(there.now.place)
        self.source = there.now.source
        self.go(SOURCE if there.now.source else READING)

    def do_forward(self) -> None:
        """And on again."""
        self.do_back(1)

    def do_up(self) -> None:
        """Up."""
        if self.place == ANSWERS and self.answers.cursor == 0:
            self.go(SEARCH)
        else:
            self._move("up")

    def do_down(self) -> None:
        """Down."""
        self._move("down")

    def do_page_up(self) -> None:
        """Up by a screen."""
        self._move("page-up")

    def do_page_down(self) -> None:
        """Down by a screen; when picking, mark the answer."""
        current = self.answers.current
        if self.picking and self.place == ANSWERS and current:
            self.answers.marked ^= {current.entry.id}
            self._move("down")
        else:
            self._move("page-down")

    def do_top(self) -> None:
        """To the start."""
        self._move("top")

    def do_bottom(self) -> None:
        """To the end."""
        self._move("bottom")

    def _move(self, how: str) -> None:
        {SECTIONS: self.sections, ANSWERS: self.answers, READING: self.reading, SOURCE: self.viewer}[self.place].move(how)

    def do_theme(self) -> None:
        """The next theme; remembered."""
        if self.owner.no_color:
            self.tell("NO_COLOR is set: there are no colours to change.")
            return
        names = themes.NAMES
        self.owner.theme = names[(names.index(self.owner.theme) + 1) % len(names)]
        settings.keep_theme(self.owner.theme)
        self.tell(f"Theme: {self.owner.theme.replace('-', ' ')}")

    def do_copy_or_leave(self) -> None:
        """Copy what is selected, if anything is; else leave."""
        selected = self.search.selected_text if self.place == SEARCH else self.get_selected_text()
        if selected:
            self.tell(web.copied(self.owner, selected))
        else:
            self.owner.exit(None)

    def do_quit(self) -> None:
        """Leave."""
        self.owner.exit(None)

    do_leave = do_quit
