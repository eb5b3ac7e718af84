"""Which parts of the screen show, at which size and place: three widths, and one pane at a time where there is no room for two."""

from __future__ import annotations

from fibro_tui.tui.commands import ANSWERS, READING, SEARCH, SECTIONS, SOURCE

WIDE, MIDDLE = 120, 72
_TALL_ENOUGH_FOR_TWO = 28
_TALL_ENOUGH_FOR_A_HEAD = 14

MASTHEAD = "masthead"


def shown(columns: int, rows: int, place: str, source: bool) -> frozenset[str]:
    """The ids of what shows."""
    if columns < MIDDLE:
        return _one(place)
    parts = {SEARCH}
    if rows >= _TALL_ENOUGH_FOR_A_HEAD:
        parts.add(MASTHEAD)
    if columns >= WIDE:
        parts |= {SECTIONS, ANSWERS}
    else:
        parts.add(SECTIONS if place == SECTIONS else ANSWERS)
    if not source:
        parts.add(READING)
    elif rows >= _TALL_ENOUGH_FOR_TWO:
        parts |= {READING, SOURCE}
    else:
        parts.add(READING if place == READING else SOURCE)
    return frozenset(parts)


def _one(place: str) -> frozenset[str]:
    """One pane: a text under the line that says where one is, or a list under the search box."""
    if place in (READING, SOURCE):
        return frozenset({MASTHEAD, place})
    return frozenset({SEARCH, SECTIONS if place == SECTIONS else ANSWERS})
