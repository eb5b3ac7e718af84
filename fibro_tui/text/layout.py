"""Blocks to lines of a given width: what a pipe prints, a terminal colours and the explorer draws."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fibro_tui.text.blocks import Block, Line, Span
from fibro_tui.text.cells import cut, pad, width
from fibro_tui.text.figures import drawn

# Prose wider than this is hard to read, however wide the screen.
WIDEST = 76
_LEAD = 18


def lines(blocks: Iterable[Block], columns: int, ascii: bool = False, underline: bool = False) -> list[Line]:
    """The blocks as lines of at most this many cells; `underline` draws titles and headings as plain text does."""
    out: list[Line] = []
    for block in blocks:
        if out and not block.tight:
            out.append(())
        out += _block(block, max(8, columns), ascii, underline)
    return out


def _block(block: Block, columns: int, ascii: bool, underline: bool) -> list[Line]:
    if block.figure:
        return drawn(block.figure, block.spans, min(columns, WIDEST), ascii, wrap)
    columns = min(columns, WIDEST)
    if block.kind in ("title", "heading"):
        made = wrap(block.spans, columns)
        rule = ("=" if block.kind == "title" else "-") if underline else ""
        return [*made, (Span(rule * max(_width(line) for line in made), "muted"),)] if rule else made
    if block.kind == "item":
        lead = ("-" if ascii and block.lead == "•" else block.lead) + " "
        return _hung(wrap(block.spans, columns - width(lead)), Span(lead, "muted"), width(lead))
    if block.kind == "row":
        label = Span(block.lead, "label")
        if columns < 44:
            return [(label,), *_hung(wrap(block.spans, columns - 2), Span("  "), 2)]
        gap = max(_LEAD, width(block.lead) + 2)
        return _hung(wrap(block.spans, columns - gap), Span(pad(block.lead, gap), "label"), gap)
    if block.kind == "short":
        return _hung(wrap(block.spans, columns - 2), Span("  "), 2)
    return wrap(block.spans, columns)


def _hung(made: list[Line], lead: Span, indent: int) -> list[Line]:
    """The first line behind its lead, the others under it."""
    return [(lead if i == 0 else Span(" " * indent), *line) for i, line in enumerate(made)]


def _width(line: Line) -> int:
    return sum(width(span.text) for span in line)


_PIECE = re.compile(r"\n|[ \t]+|[^ \t\n]+")


def wrap(spans: Iterable[Span], columns: int) -> list[Line]:
    """Spans as lines of at most this many cells, broken at spaces, and inside a word only where it is longer than a line."""
    columns = max(1, columns)
    out: list[Line] = []
    line: list[Span] = []
    used = 0
    word: list[Span] = []

    def flush() -> None:
        """Set the pending word, on a new line where it does not fit."""
        nonlocal used, line
        size = _width(tuple(word))
        if used and used + size > columns:
            end()
        for piece in word:
            text = piece.text
            while used + width(text) > columns:
                head, text = cut(text, columns - used) if columns > used else ("", text)
                if head:
                    line.append(piece._replace(text=head))
                end()
            if text:
                line.append(piece._replace(text=text))
                used += width(text)
        word.clear()

    def end() -> None:
        nonlocal used, line
        while line and line[-1].text.isspace():
            line.pop()
        out.append(_joined(line))
        line, used = [], 0

    for span in spans:
        for piece in _PIECE.findall(span.text):
            if piece == "\n":
                flush()
                end()
            elif piece.isspace():
                flush()
                if used and used < columns:
                    line.append(span._replace(text=" "))
                    used += 1
            else:
                word.append(span._replace(text=piece))
    flush()
    end()
    return out


def _joined(line: list[Span]) -> Line:
    """Neighbours of one role and link as one span."""
    out: list[Span] = []
    for span in line:
        if out and out[-1][1:] == span[1:]:
            out[-1] = out[-1]._replace(text=out[-1].text + span.text)
        else:
            out.append(span)
    return tuple(out)
