"""The explorer's application: theme, settings, the watch over the library's file, and a clean way out however it ends."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from textual import events, work
from textual.app import App, SystemCommand
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES, Theme
from textual.worker import get_current_worker  # pyright: ignore[reportUnknownVariableType]

from fibro_tui import Broken, folders
from fibro_tui.catalog.catalog import Catalog, opened
from fibro_tui.shelf import Shelf
from fibro_tui.tui import commands, settings, streams, themes
from fibro_tui.tui.actions import Main
from fibro_tui.tui.ascii import OnlyAscii

_WATCH_S = 1.0
_ONLY_ASCII = OnlyAscii()
_THEMES = {theme.name: theme for theme in (*themes.THEMES, BUILTIN_THEMES["textual-dark"])}


class FibroApp(App[list[str]]):
    """One library, opened."""

    CSS_PATH = "style.tcss"
    TITLE = "fibro-tui"
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self, file: str, catalog: Catalog, *, words: str = "", pick: bool = False, ascii: bool = False, shelf: Shelf | None = None
    ) -> None:
        no_color = "NO_COLOR" in os.environ
        # The framework turns colours to greys for NO_COLOR, and takes them away only where they are the terminal's own.
        super().__init__(ansi_color=True if no_color else None)
        self.animation_level = "none"
        self.file = file
        self.seen = _stamp(file)
        self.settings = settings.read()
        self.commands, notes = commands.rebound(self.settings.keys)
        self.notes = (*self.settings.notes, *notes)
        for theme in themes.THEMES:
            self.register_theme(theme)
        wanted = themes.COLOURLESS if no_color else self.settings.theme
        # Set without its watcher, and before the stylesheet is read: a second reading of it would be seen on the clock.
        self.set_reactive(App.theme, wanted if wanted in themes.NAMES else themes.DEFAULT)
        self.stylesheet.set_variables(self.get_css_variables())
        self.ascii = ascii
        self._first = (catalog, words, pick, ascii, shelf)
        self._early: list[events.Key] | None = []

    def get_default_screen(self) -> Screen[Any]:
        """The one main screen, made when the terminal's size is known."""
        catalog, words, pick, ascii, shelf = self._first
        self.main = Main(catalog, self.commands, words, (self.size.width, self.size.height), ascii)
        self.main.picking = pick
        self.main.shelf = shelf
        return self.main

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every painted line goes through."""
        return [*super().get_line_filters(), *([_ONLY_ASCII] if self.ascii else [])]

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Only our own, so that every colour on the screen was checked for contrast; and the framework's first default."""
        return _THEMES  # Asked for with each line that is painted.

    async def on_event(self, event: events.Event) -> None:
        """Keys that are typed while the first screen is made wait for it."""
        if self._early is not None and isinstance(event, events.Key):
            self._early.append(event)
        else:
            await super().on_event(event)

    def _begin(self) -> None:
        """Take the keys that waited."""
        early, self._early = self._early or [], None
        for key in early:
            self.post_message(key)

    def on_mount(self) -> None:
        """Set the keys, watch the file, and hear a polite request to end."""
        changed = {command.name: ",".join(command.keys) for command in self.commands if command.name in self.settings.keys}
        if changed:
            self.set_keymap(changed)
        if self.notes:
            self.main.tell(" · ".join(self.notes))
        self.set_interval(_WATCH_S, self._look)
        if self.main.query_text:
            self.call_after_refresh(self.main.do_results)
        else:
            self.call_after_refresh(self.main.last_place)
        self.call_after_refresh(self._begin)
        if sys.platform != "win32" and self._driver and not self.is_headless:
            import asyncio

            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.exit, None, 143)
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self.exit, None, 129)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette's commands are the registry's."""
        for command in self.commands:
            if not command.name.startswith("source-") and command.name not in ("palette", "results"):
                keys = " ".join(commands.shown(key, self.ascii) for key in command.keys)
                name = command.name.replace("-", " ").capitalize()
                yield SystemCommand(f"{name}  ({keys})", command.says, lambda name=command.name: self._do(name))

    async def _do(self, name: str) -> None:
        """A command from the palette, where it applies."""
        if self.main.check_action("do", (name,)):
            await self.main.action_do(name)
        else:
            self.main.tell(f"That applies in: {', '.join(self.main.registry[name].where)}.")

    def _look(self) -> None:
        """See whether the library's file was changed. What is unchanged costs one stat and no repaint."""
        stamp = _stamp(self.file)
        if stamp != self.seen:
            self.seen = stamp
            self._reload()

    @work(thread=True, exclusive=True)
    def _reload(self) -> None:
        """Read the changed file beside the screen; the last good one stays if it is broken."""
        try:
            catalog, problem = opened(self.file), ""
        except Broken as error:
            first = error.problems[0]
            catalog, problem = None, first.at(os.path.basename(self.file))
        except OSError as error:
            catalog, problem = None, f"{os.path.basename(self.file)}: {error.strerror or error}"
        if not get_current_worker().is_cancelled:  # Else the file was changed again, and what came of that is on its way.
            self.call_from_thread(self._take, catalog, problem)

    def _take(self, catalog: Catalog | None, problem: str) -> None:
        self.main.reload(catalog, problem)

    def _fatal_error(self) -> None:
        """Nobody who reads an answer should meet a traceback: it goes to a file, and its name to the screen."""
        if "debug" in self.features:
            super()._fatal_error()
            return
        import contextlib
        import traceback

        from rich.text import Text

        file = os.path.join(folders.cache(), "crash.txt")
        told = f"fibro-tui stopped because of a fault of its own: {type(self._exception).__name__}."
        with contextlib.suppress(OSError):
            os.makedirs(folders.cache(), mode=0o700, exist_ok=True)
            # Frames and lines of code only: a message may hold words of the reader's searches.
            with open(file, "w", encoding="utf-8") as stream:
                stream.write(f"{type(self._exception).__name__}\n")
                traceback.print_tb(self._exception.__traceback__ if self._exception else None, file=stream)
            told += f" Details are in {file}"
        if not self._exit_renderables:  # One fault often brings others after it.
            self._exit_renderables.append(Text(told))
        self._close_messages_no_wait()


def _stamp(file: str) -> tuple[int, ...]:
    """What tells one state of a file from another; nothing where there is no file."""
    try:
        stat = os.stat(file)
    except OSError:
        return ()
    return (stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns)


def explore(file: str, *, words: str = "", pick: bool = False, ascii: bool = False) -> list[str] | None:
    """Open the explorer on a library; gives the picked ids, or None when nothing was picked.

    Raises Broken when the file is no library, OSError when it cannot be read, SystemExit when it was ended from outside or by a
    fault of its own.
    """
    seen = _stamp(file)  # Before it is read: an edit in between is one to show.
    with Shelf() as shelf:
        app = FibroApp(file, opened(file), words=words, pick=pick, ascii=ascii, shelf=shelf)
        app.seen = seen
        with streams.terminal():
            picked = app.run()
        app.main.leave_place()
    if app.return_code:
        # The framework says 1 for a fault; to a shell that would say that nothing was found.
        raise SystemExit(2 if app.return_code == 1 else app.return_code)
    return picked
