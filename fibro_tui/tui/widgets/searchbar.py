"""The search box: takes every letter that is typed, and lets through only what no question needs."""

from __future__ import annotations

from textual import events
from textual.widgets import Input


class SearchBar(Input):
    """Holds what is typed; the count of answers stands in its corner."""

    def __init__(self, through: frozenset[str]) -> None:
        super().__init__(placeholder="Type what is on your mind", id="search", select_on_focus=False)
        self.cursor_blink = False
        # Characters that are commands even here: help has to be one key away from everywhere.
        self.through = through

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is text here."""
        asks = character == "?" and not self.value
        return not asks and character not in self.through and super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        """An empty box has no use for a question mark, which is a command there, nor for a second slash."""
        chosen = bool(self.value) and self.selected_text == self.value
        if (not self.value and event.character in ("?", "/")) or (chosen and event.character == "/"):
            event.prevent_default()
