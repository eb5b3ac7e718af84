"""What each command of the registry does on the main screen: `next-match` is `do_next_match`."""

from __future__ import annotations

from textual import on

from fibro_tui.tui import commands as registry
from fibro_tui.tui import settings, themes, web
from fibro_tui.tui.commands import ANSWERS, READING, SEARCH, SECTIONS, SOURCE, TEXTS
from fibro_tui.tui.doing import caught_up
from fibro_tui.tui.walking import Walking
from fibro_tui.tui.widgets.reading import Reading
from fibro_tui.tui.widgets.rows import Rows


class Main(Walking):
    """The explorer with all its commands."""

    BINDINGS = registry.bindings(registry.COMMANDS)

    async def action_do(self, name: str) -> None:
        """Do a command, with all that was typed before it; what was said before is said."""
        if self.place == SEARCH:
            await caught_up(self.search)
            self.query_text = self.search.value
        self.message = ""
        await super().action_do(name)
        self.show_edges()

    @on(Rows.Opened, "#answers")
    def do_open(self) -> None:
        """Open what is under the cursor: an answer, a section, a link."""
        if self.place == SECTIONS:
            self._choose_section(self.sections.current.id if self.sections.current else "")
        elif self.place in (READING, SOURCE):
            pane = self.text_pane
            if pane.link:
                self.follow(pane.link.target)
        elif self.answers.listing.elsewhere:
            self._choose_section("")
        elif isinstance(self.answers.offered, str):
            self.search.value = self.answers.offered
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
            self.visit(id, followed=True)
        elif kind in ("reference", "term"):
            self.visit(self.entry, link)
        elif web.allowed(link):
            self.tell(web.opened(self.owner, link))

    def open_source(self, number: int) -> None:
        """Open the source of this number."""
        placed = self.catalog.entry(self.at_hand) if self.at_hand else None
        if placed and number <= len(placed.entry.sources):
            self.visit(placed.entry.id, f"reference:{placed.entry.sources[number - 1].ref}")
        else:
            self.tell(f"This answer has no source {number}.")

    def do_results(self) -> None:
        """From typing to choosing; where the chosen section has nothing, to all answers."""
        if self.answers.listing.elsewhere:
            self._choose_section("")
        elif self.answers.rows():
            self.go(ANSWERS)
            if not self.answers.listing.offer:
                self.follow_cursor()

    def do_search(self) -> None:
        """To the search box: what is typed next replaces what stands there."""
        self.go(SEARCH)
        self.search.select_all()

    def do_out(self) -> None:
        """One step out."""
        if self.place in TEXTS and self.text_pane.unchoose():
            return
        if self.place == SOURCE:
            self.source = ""
            self.go(READING)
        elif self.place in (READING, SECTIONS):
            self.go(ANSWERS)
        elif self.shelved:
            self.shelved = False
        elif self.place == ANSWERS:
            if self.left_off:
                self._start_anew()
            self.go(SEARCH)
        elif self.search.value:
            self.entry = ""
            self.search.value = ""
        elif self.section:
            self.section = ""
        else:
            self._start_anew()

    def _start_anew(self) -> None:
        """Back to the welcome, and the start of the list."""
        self.entry = ""
        self.show_listing()

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

    def do_open_web(self) -> None:
        """Open the chosen link, or the source's first address."""
        links = [self.text_pane.link.target] if self.text_pane.link else [link.target for link in self.text_pane.laid.links]
        address = next((link for link in links if web.allowed(link)), "")
        self.tell(web.opened(self.owner, address) if address else "There is no web address here.")

    def do_copy(self) -> None:
        """Copy the chosen link, the source's address, or the answer as text."""
        links = [self.text_pane.link.target] if self.text_pane.link else [link.target for link in self.text_pane.laid.links]
        address = next((link for link in links if web.allowed(link)), "") if self.place == SOURCE or self.text_pane.link else ""
        texts = self.text_pane.laid.texts
        said = web.copied(self.owner, address or "\n".join(texts))
        what = "source" if self.place == SOURCE else "answer" if self.entry else "text"
        self.tell(said if address else f"Copied this {what}, {len(texts)} line{'s' if len(texts) != 1 else ''}")

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
