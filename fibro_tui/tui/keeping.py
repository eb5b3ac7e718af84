"""Commands that keep something (shelf, notes) or show a page of its own (help, keys, about, comparison)."""

from __future__ import annotations

from fibro_tui.shelf import Item, Shelf, ShelfError
from fibro_tui.text import entry as told
from fibro_tui.text.blocks import Block
from fibro_tui.tui.commands import ANSWERS
from fibro_tui.tui.screen import Explorer


class Keeping(Explorer):
    """The explorer with a shelf and pages."""

    shelf: Shelf | None = None
    # What was taken off the shelf last, to put back.
    dropped: Item | None = None

    @property
    def _library(self) -> str:
        return self.catalog.library.title

    def on_mount(self) -> None:
        """What was kept is read when the first screen stands."""
        self.call_after_refresh(self.recall)

    def recall(self) -> None:
        """Read what is on the shelf; another window may have changed it."""
        if self.shelf is None:
            return
        try:
            self.kept = {item.entry: item.note for item in self.shelf.saved(self._library)}
        except ShelfError as error:
            self.tell(str(error))

    def do_save(self) -> None:
        """Save the answer, or take it off the shelf; a second time puts it back as it was, with its note."""
        entry = self.at_hand
        if not entry or self.shelf is None:
            return
        self.recall()
        try:
            if entry in self.kept:
                self.dropped = self.shelf.drop(self._library, entry)
                noted = self.dropped is not None and self.dropped.note
                self.tell("Taken off your shelf with its note; s puts both back." if noted else "Taken off your shelf.")
            elif self.dropped and self.dropped.entry == entry:
                self.shelf.put(self._library, self.dropped)
                self.tell("Back on your shelf.")
            else:
                self.shelf.save(self._library, entry)
                self.tell("Saved on your shelf. S shows it; fibro-tui sheet prints it.")
            self.recall()
        except ShelfError as error:
            self.tell(str(error))

    def do_note(self) -> None:
        """Write a note to the answer."""
        entry = self.at_hand
        shelf = self.shelf
        if not entry or shelf is None:
            return
        from fibro_tui.tui.pages import NotePage

        def keep(text: str | None) -> None:
            if text is not None:
                try:
                    shelf.note(self._library, entry, text)
                    self.recall()
                    self.tell("Note kept." if text else "Note removed.")
                except ShelfError as error:
                    self.tell(str(error))

        self.recall()
        self.owner.push_screen(NotePage(self.kept.get(entry, "")), keep)

    def do_shelf(self) -> None:
        """List what was saved; a second time, what was listed before."""
        self.recall()
        if not self.shelved and not any(map(self.catalog.entry, self.kept)):
            self.tell("Nothing is saved yet: s saves the answer you read.")
            return
        self.shelved = not self.shelved
        self.go(ANSWERS)

    def last_place(self) -> None:
        """Open where the reader left off, when nothing else was asked."""
        if self.shelf is None or self.entry or self.query_text:
            return
        try:
            entry = self.shelf.place(self._library)
        except ShelfError:
            return
        if entry and self.catalog.entry(entry):
            self.answers.find(entry)
            self.answers.centre()
            self.entry = entry
            self.resumed = entry

    def leave_place(self) -> None:
        """Remember the entry that was opened last."""
        if self.shelf is not None and self.history.now and self.history.now.entry:
            try:
                self.shelf.keep_place(self._library, self.history.now.entry)
            except ShelfError:
                return

    def do_help_now(self) -> None:
        """Where to get help at once."""
        self._page(told.help_now(self.catalog.library), "help-now")

    def do_about(self) -> None:
        """Who made the library."""
        self._page(told.about(self.catalog.library), "about")

    def do_keys(self) -> None:
        """All keys."""
        from fibro_tui.tui.pages import keys_page

        self._page(keys_page(self.registry.values(), self.ascii), "keys")

    def do_palette(self) -> None:
        """Commands by name."""
        self.owner.action_command_palette()

    def do_compare(self) -> None:
        """The section's facts, entries across."""
        placed = self.catalog.entry(self.at_hand) if self.at_hand else None
        section = placed.section if placed else self.chosen_section
        comparable = self.catalog.comparable()
        if section not in comparable:
            having = [each.title for each in comparable]
            self.tell(f"There is a comparison in: {', '.join(having)}" if having else "This library has no comparisons.")
            return
        from fibro_tui.tui.compare import ComparePage

        self.owner.push_screen(ComparePage(self.catalog, section, self.registry, placed.entry.id if placed else "", self.ascii))

    def _page(self, blocks: list[Block], toggle: str) -> None:
        from fibro_tui.tui.pages import TextPage

        def follow(link: str | None) -> None:
            if link:
                self.follow(link)

        self.owner.push_screen(TextPage(tuple(blocks), self.registry, toggle, self.ascii), follow)

    def follow(self, link: str) -> None:
        """Go where a link leads."""
        raise NotImplementedError
