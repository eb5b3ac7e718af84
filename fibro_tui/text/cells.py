"""How wide a text is on a terminal, in cells: two for a wide character, none for a combining one."""

from __future__ import annotations

# Controls, and the marks that turn a line's direction: they have no width, and some of them act.
_CONTROLS = {code: "?" for first, last in ((0, 0x1F), (0x7F, 0x9F), (0x202A, 0x202E), (0x2066, 0x2069)) for code in range(first, last + 1)}


def width(text: str) -> int:
    """The cells that a text takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    # Latin letters, and the dashes, quotation marks, dots, arrows and shapes that texts are full of.
    if character < "\u0300" or "\u2010" <= character <= "\u2027" or "\u2190" <= character <= "\u21ff" or "\u2500" <= character <= "\u25fc":
        return 0 if character == "\xad" else 1
    import unicodedata

    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me", "Mn") else 1


def cut(text: str, most: int) -> tuple[str, str]:
    """The longest start of a text that fits, and the rest; the start has at least one character."""
    taken = 0
    for i, character in enumerate(text):
        taken += _cells(character)
        if taken > most and i:
            return text[:i], text[i:]
    return text, ""


def pad(text: str, to: int) -> str:
    """The text with spaces behind it."""
    return text + " " * (to - width(text))


def clipped(text: str, most: int, ascii: bool = False) -> str:
    """The text, ending in an ellipsis where it does not fit."""
    if width(text) <= most:
        return text
    dots = "..." if ascii else "…"
    room = most - len(dots)
    start = cut(text, room)[0] if room > 0 else ""
    return (start.rstrip() if width(start) <= room else "") + dots[:most]


def safe(text: str) -> str:
    """The text with nothing in it that a terminal would act on, on one line."""
    return text.translate(_CONTROLS)
