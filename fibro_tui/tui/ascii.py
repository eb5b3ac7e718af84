"""The screen for a terminal that has only ASCII: words are spelled with what there is, lines and bars become - | + and >.

Texts are spelled before they are laid out, where "£7" can become "GBP 7"; a filter over all that is painted does the rest in the
cells there are. So nothing depends on each part of the screen having thought of it: not borders, not the palette, not what a
reader types.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from typing import TypeVar, cast

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from fibro_tui.text.blocks import Span
from fibro_tui.text.cells import width

_Told = TypeVar("_Told")
_SIGNS = {
    **dict.fromkeys("–—‐‑−·•", "-"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚′", "'"), "‹": "<", "›": ">", "…": "...",
    "→": "->", "←": "<-", "≥": ">=", "≤": "<=", "≈": "~", "±": "+/-", "×": "x", "÷": "/", "⁄": "/", "°": " deg", "µ": "u", "μ": "u",
    "£": "GBP ", "€": "EUR ", "¥": "JPY ", "©": "(c)", "®": "(R)", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o",
    "Ø": "O", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "Ł": "L", "ı": "i", "●": "#", "○": ".", "█": "#",
}  # fmt: skip
# Where a sign has one cell and its spelling more.
_ONE_CELL = {"…": ".", "→": ">", "←": "<", "↑": "^", "↓": "v"}
_UPRIGHT, _FLAT = "│┃║▐▎▊▕▏▍", "─━═▔▁▀▄"


def spelled(told: _Told) -> _Told:
    """A text, or all texts of a record, in ASCII; where a link leads is no text."""
    if isinstance(told, str):
        return cast("_Told", told if told.isascii() else "".join(map(_spelled, told)))
    if isinstance(told, Span):
        return cast("_Told", told._replace(text=spelled(told.text)))
    if isinstance(told, tuple):
        parts = [spelled(part) for part in cast("tuple[object, ...]", told)]
        made: Callable[..., object] = type(cast("object", told))
        return cast("_Told", made(*parts) if hasattr(made, "_fields") else tuple(parts))
    if isinstance(told, dict):
        items = cast("dict[object, object]", told)
        pairs = {spelled(name): spelled(value) for name, value in items.items()}
        # Two names can come out alike: better some strange characters than a value lost.
        return cast("_Told", pairs if len(pairs) == len(items) else told)
    return told


@cache
def _spelled(character: str) -> str:
    """One character as a typist without it would write it; a question mark where nobody could."""
    if character.isascii() or character in _SIGNS:
        return _SIGNS.get(character, character)
    raised = "^" if unicodedata.decomposition(character).startswith("<super>") else ""
    parts = unicodedata.normalize("NFKD", character)
    made = "".join(_SIGNS.get(part, part) for part in parts)
    made = "".join(part for part in made if part.isascii())
    return raised + made if made else "?" * width(character)


@cache
def _fitted(character: str) -> str:
    """One character in the cells that it has."""
    if character.isascii():
        return character
    if character in _ONE_CELL or character == "▌":
        return _ONE_CELL.get(character, ">")
    if "─" <= character <= "▟" and character not in _SIGNS:
        return "|" if character in _UPRIGHT else "-" if character in _FLAT else "+" if character < "▀" else "#"
    made, cells = _spelled(character).strip(), width(character)
    return made.ljust(cells) if len(made) <= cells else "?" * cells


class OnlyAscii(LineFilter):
    """Lets nothing else onto the screen."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, each as wide as it was."""
        return [
            segment if segment.text.isascii() else Segment("".join(map(_fitted, segment.text)), segment.style, segment.control)
            for segment in segments
        ]
