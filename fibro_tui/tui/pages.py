"""Pages of their own, one key away and one key back: help now, all keys, about; and the line to write a note in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from fibro_tui.text.blocks import Block, Span, words
from fibro_tui.tui import commands, web
from fibro_tui.tui.commands import READING, Command
from fibro_tui.tui.doing import Doing, caught_up
from fibro_tui.tui.telling import titled
from fibro_tui.tui.widgets.bar import Bar
from fibro_tui.tui.widgets.reading import Reading

_HERE = {
    "open", "out", "up", "down", "page-up", "page-down", "top", "bottom", "next-link", "previous-link", "open-web", "copy", "quit",
    "leave", "copy-or-leave", "help-now", "keys", "about",
}  # fmt: skip


class TextPage(Doing):
    """A text over the whole screen. Esc, q, or the key that brought it leads back."""

    BINDINGS = commands.bindings(command for command in commands.COMMANDS if command.name in _HERE)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-middle")]
    AUTO_FOCUS = "#reading"

    def __init__(self, blocks: tuple[Block, ...], registry: dict[str, Command], toggle: str, ascii: bool = False) -> None:
        super().__init__()
        self.registry = {name: command for name, command in registry.items() if name in _HERE}
        self.blocks = blocks
        self.toggle = toggle
        self.reading = Reading(id=READING, ascii=ascii)
        self.foot = Bar(id="foot", ascii=ascii)

    def compose(self) -> ComposeResult:
        """The text, and the way back."""
        yield self.reading
        yield self.foot

    def on_mount(self) -> None:
        """Show it, its title on the rule."""
        title, blocks = titled(list(self.blocks))
        self.reading.border_title = Content(f" {title} ")
        self.reading.show(blocks)
        self.foot.show((Span("Esc", "key", "out"), Span(" back", "muted", "out")))

    @property
    def command_place(self) -> str:
        """A text is read here."""
        return READING

    async def action_do(self, name: str) -> None:
        """Do a command; the one that brought the page leads back."""
        if name in (self.toggle, "out", "quit"):
            self.dismiss(None)
        elif name in ("up", "down", "page-up", "page-down", "top", "bottom"):
            self.reading.move(name)
        elif name not in ("help-now", "keys", "about"):
            await super().action_do(name)

    def do_next_link(self) -> None:
        """The next link."""
        self.reading.choose_next(1)

    def do_previous_link(self) -> None:
        """The link before."""
        self.reading.choose_next(-1)

    def do_open(self) -> None:
        """Follow the chosen link."""
        if self.reading.link:
            self._follow(self.reading.link.target)

    do_open_web = do_open

    @on(Reading.Followed)
    def _followed(self, event: Reading.Followed) -> None:
        self._follow(event.link)

    def _follow(self, link: str) -> None:
        if web.allowed(link):
            self.foot.show(words(web.opened(self.owner, link), "focus"))
        else:
            self.dismiss(link)

    @on(Bar.Asked)
    async def _asked(self, event: Bar.Asked) -> None:
        await self.action_do(event.command)

    def do_copy(self) -> None:
        """Copy the text."""
        self.foot.show(words(web.copied(self.owner, "\n".join(self.reading.laid.texts)), "focus"))

    def do_copy_or_leave(self) -> None:
        """Copy what is selected, else leave."""
        selected = self.get_selected_text()
        if selected:
            web.copied(self.owner, selected)
        else:
            self.owner.exit(None)

    def do_leave(self) -> None:
        """Leave the program."""
        self.owner.exit(None)


class LinePage(ModalScreen[str | None]):
    """One line to write, under what is read; Enter keeps it, Esc leaves all as it was."""

    # Asked before the line is, so that keys typed in a burst go where these lead.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", priority=True),
        Binding("enter", "keep", "Keep", priority=True),
    ]

    def __init__(self, before: str, title: str, placeholder: str) -> None:
        super().__init__()
        self.line = Input(before.replace("\n", " "), placeholder=placeholder, select_on_focus=False)
        self.line.cursor_blink = False
        self.line.border_title = Content(f" {title}: Enter keeps it, Esc goes back ")

    def compose(self) -> ComposeResult:
        """The line."""
        yield self.line

    async def action_leave(self) -> None:
        """Give nothing."""
        await caught_up(self.line)
        self.dismiss(None)

    async def action_keep(self) -> None:
        """Give what was written."""
        await caught_up(self.line)
        self.dismiss(self.line.value)


class NotePage(LinePage):
    """A note to write."""

    def __init__(self, before: str) -> None:
        super().__init__(before, "Note", "A note, or a question to ask")


class FindPage(LinePage):
    """Letters to find in the text above, found as they are typed; `find` says how many there are."""

    def __init__(self, find: Callable[[str], str]) -> None:
        super().__init__("", "Find in this text", "Letters or words")
        self.find = find
        self.sought = ""

    @on(Input.Changed)
    def _seek(self) -> None:
        """Find what stands in the line, once; what is said of it comes late when keys come in a burst."""
        if self.line.value != self.sought:
            self.sought = self.line.value
            self.line.border_subtitle = Content(self.find(self.sought))

    async def action_leave(self) -> None:
        """Find nothing more: what is said of the last letters may come late."""
        await caught_up(self.line)
        self.sought = self.line.value
        await super().action_leave()

    async def action_keep(self) -> None:
        """Keep what was found, the last letter's too."""
        await caught_up(self.line)
        self._seek()
        await super().action_keep()


def keys_page(registry: Iterable[Command], ascii: bool) -> list[Block]:
    """The registry as a page, by what one wants to do."""
    known = {command.name: command for command in registry}
    grouped = {name for names in commands.GROUPS.values() for name in names}
    rest = tuple(name for name in known if name not in grouped and not name.startswith("source-"))
    blocks = [Block("title", words("Keys", "title")), Block("text", words("The mouse does all of it too: click, wheel, drag to select."))]
    for group, names in commands.GROUPS.items():
        blocks.append(Block("heading", words(group, "heading")))
        here = [known[name] for name in (*names, *(rest if group == "Other" else ())) if name in known]
        for keys, says in commands.told(here):
            blocks.append(Block("row", words(says), "  ".join(commands.shown(key, ascii) for key in keys), tight=True))
    return blocks
