"""What makes the registry's commands happen on a screen: each is the method of its name."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.app import App
from textual.screen import Screen
from textual.widgets import Input

from fibro_tui.tui.commands import Command


class Doing(Screen[Any]):
    """A screen whose bindings are commands of the registry; `command_place` tells which of them apply."""

    registry: dict[str, Command]

    @property
    def owner(self) -> App[Any]:
        """The application; the framework leaves its result type open."""
        return self.app  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]

    @property
    def command_place(self) -> str:
        """Where the reader is."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A command applies where the registry says so."""
        if action != "do":
            return True
        command = self.registry.get(str(parameters[0]))
        return command is not None and self.command_place in command.where

    async def action_do(self, name: str) -> None:
        """Do the command of this name."""
        if name.startswith("source-") and name[7:].isdigit():
            self.open_source(int(name[7:]))
        else:
            getattr(self, f"do_{name.replace('-', '_')}")()

    def open_source(self, number: int) -> None:
        """Open the source of this number."""


async def caught_up(line: Input) -> None:
    """Wait until a line has taken every key that was typed before this: a key that is a command overtakes the others of its burst."""
    taken = asyncio.Event()
    if line.call_later(taken.set):
        await taken.wait()
