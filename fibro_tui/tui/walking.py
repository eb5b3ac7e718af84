"""Commands that move through what is shown: rows and lines, links, matched words, answers, and what was read before."""

from __future__ import annotations

from fibro_tui.tui.commands import ANSWERS, READING, SEARCH, SECTIONS, SOURCE, TEXTS, shown
from fibro_tui.tui.keeping import Keeping


class Walking(Keeping):
    """The explorer that can be walked through."""

    picking = False

    def do_sources(self) -> None:
        """Choose the first of the sources at the end of the text."""
        links = self.reading.laid.links
        placed = self.catalog.entry(self.entry) if self.entry else None
        first = f"reference:{placed.entry.sources[0].ref}" if placed and placed.entry.sources else ""
        last = [i for i, link in enumerate(links) if link.target == first]
        if last:
            self.go(READING)
            self.reading.choose(last[-1])
            self._say_link()

    @property
    def _on_a_link(self) -> bool:
        return self.place in TEXTS and self.text_pane.link is not None

    def do_next_link(self) -> None:
        """The next link."""
        self.text_pane.choose_next(1)
        self._say_link()

    def do_previous_link(self) -> None:
        """The link before."""
        self.text_pane.choose_next(-1)
        self._say_link()

    def _say_link(self) -> None:
        """Say where the chosen link leads, as a browser does."""
        link = self.text_pane.link
        if not link:
            return
        kind, _, id = link.target.partition(":")
        if kind == "reference" and (reference := self.catalog.reference(id)):
            self.tell(reference.title)
        elif kind in ("entry", "term") and (placed := self.catalog.entry(id)):
            self.tell(placed.entry.short if kind == "term" else placed.entry.title)
        else:
            self.tell(link.target)

    def do_find(self) -> None:
        """Find words in the text that shows; going back leaves it where it was, with the words of the search marked."""
        from fibro_tui.tui.pages import FindPage

        if self.place not in TEXTS and not self.at_hand:
            self.tell("Open an answer first: words are found in its text.")
            return
        if self.place not in TEXTS:
            self.visit(self.at_hand)
        pane, place = self.text_pane, self.text_pane.place

        def find(typed: str) -> str:
            pane.find(typed)
            self.show_edges()
            return f"{pane.match + 1} of {len(pane.matches)}" if pane.match >= 0 else "not found" if typed.strip() else ""

        def leave(typed: str | None) -> None:
            if typed is None:
                pane.find("")
                pane.scroll_lines(pane.laid.line(place))
                self.show_edges()

        self.owner.push_screen(FindPage(find), leave)

    def do_next_match(self) -> None:
        """The next word that matched."""
        self._walk(1)

    def do_previous_match(self) -> None:
        """The word before that matched."""
        self._walk(-1)

    def _walk(self, by: int) -> None:
        self.text_pane.walk(by)
        if not self.text_pane.matches:
            self.tell(f"Nothing is marked: search for words first, or find them here with {shown(self.registry['find'].keys[0])}.")

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
        there = self.read_so_far(self.entry).moved(by)
        if there.now is None or there.at == self.history.at:
            self.tell("Nothing further back." if by < 0 else "Nothing further on.")
            return
        self.history = there
        if there.now.entry != self.entry:
            self.answers.find(there.now.entry)
        self.entry = there.now.entry
        self.show_entry(there.now.place)
        self.source = there.now.source
        self.go(SOURCE if there.now.source else READING)

    def do_forward(self) -> None:
        """And on again."""
        self.do_back(1)

    def do_up(self) -> None:
        """Up; while a link is chosen, to the link before."""
        if self._on_a_link:
            self.do_previous_link()
        elif self.place == ANSWERS and self.answers.cursor == 0:
            self.go(SEARCH)
        else:
            self._move("up")

    def do_down(self) -> None:
        """Down; while a link is chosen, to the next link: so all sources can be walked."""
        if self._on_a_link:
            self.do_next_link()
        else:
            self._move("down")

    def do_page_up(self) -> None:
        """Up by a screen."""
        self._move("page-up")

    def do_page_down(self) -> None:
        """Down by a screen; when picking, mark the answer."""
        current = self.answers.current
        if self.picking and self.place == ANSWERS and current:
            self.answers.marked ^= {current.entry.id}
            self.answers.refresh()
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
