"""Spans of a text to segments of a screen: roles as a theme's styles, with marks laid over them.

A text from a library becomes characters and nothing else: no markup is read, and control characters are replaced.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style

from fibro_tui.text.blocks import Line, Span
from fibro_tui.text.cells import clipped, safe, width
from fibro_tui.tui import themes

Mark = tuple[int, int, Style]


def segments(line: Line, theme: str, marks: Iterable[Mark] = (), cursor: bool = False) -> list[Segment]:
    """A line as segments; each mark's style is laid over the characters it covers."""
    over = list(marks)
    styles, ground = themes.styles(theme), themes.ground(theme, cursor)
    out: list[Segment] = []
    at = 0
    for span in line:
        style = ground + (styles.get(span.role) or styles[""])
        if span.link:
            style += Style(meta={"link": span.link})
        text = safe(span.text)
        end = at + len(text)
        cuts = sorted({at, end, *(min(max(cut, at), end) for mark in over for cut in mark[:2])})
        for start, stop in pairwise(cuts):
            laid = [mark[2] for mark in over if mark[0] <= start and stop <= mark[1]]
            out.append(Segment(text[start - at : stop - at], Style.combine([style, *laid]) if laid else style))
        at = end
    return out


def padded(line: Line, theme: str, columns: int, marks: Iterable[Mark] = (), cursor: bool = False) -> list[Segment]:
    """A line as segments of exactly this many cells."""
    out = segments(line, theme, marks, cursor)
    room = columns - sum(segment.cell_length for segment in out)
    if room < 0:
        return list(Segment.adjust_line_length(out, columns))
    return [*out, Segment(" " * room, themes.ground(theme, cursor))] if room else out


def fitted(line: Line, columns: int, ascii: bool = False) -> Line:
    """As much of a line as fits, its last span clipped."""
    out: list[Span] = []
    for span in line:
        room = columns - sum(width(each.text) for each in out)
        if room <= 0:
            break
        out.append(span._replace(text=clipped(span.text, room, ascii)))
    return tuple(out)
