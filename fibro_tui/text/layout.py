"""Blocks to lines of a given width: what a pipe prints, a terminal colours and the explorer draws."""

from __future__ import annotations

from fibro_tui.text.blocks import Block, Line, Span
from fibro_tui.text.cells import cut, pad, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# Prose wider than this is hard to read, however wide the screen.
WIDEST = 76
_LEAD = 14
# From here on a row's label has its own column.
_WIDE = 44


def lines(blocks: Iterable[Block], columns: int, ascii: bool = False, *, underline: bool = False, linear: bool = False) -> list[Line]:
    """The blocks as lines of at most this many cells; `underline` draws titles and headings as plain text does.

    In plain text a web address is never broken, so that it can be copied: it alone may be longer than a line. With `linear`, for
    a screen reader, nothing is drawn: figures are sentences, titles are lines as others are.
    """
    if linear:
        from fibro_tui.text.figures import told

        blocks = [Block("text", told(block.figure, block.spans)) if block.figure else block for block in blocks]
        blocks = [block._replace(kind="text") if block.kind in ("title", "heading") else block for block in blocks]
        underline = True  # Of which only the whole addresses are left.
    out: list[Line] = []
    blocks = list(blocks)
    gap = max([_LEAD, *(width(block.lead) + 2 for block in blocks if block.kind == "row")])
    for block in blocks:
        if out and not block.tight:
            out.append(())
        out += _block(block, max(8, columns), gap, ascii, underline)
    return out


def _block(block: Block, columns: int, gap: int, ascii: bool, underline: bool) -> list[Line]:
    """One block's lines; rows have their labels in a column of `gap` cells."""
    if block.figure:
        from fibro_tui.text.figures import drawn

        return drawn(block.figure, block.spans, min(columns, WIDEST), ascii, wrap)
    columns = min(columns, WIDEST)
    if block.kind in ("title", "heading"):
        made = wrap(block.spans, columns, underline)
        rule = ("=" if block.kind == "title" else "-") if underline else ""
        return [*made, (Span(rule * max(_width(line) for line in made), "muted"),)] if rule else made
    if block.kind == "item":
        lead = ("-" if ascii and block.lead == "•" else block.lead) + " "
        return _hung(wrap(block.spans, columns - width(lead), underline), Span(lead, "muted"), width(lead))
    if block.kind == "row":
        if columns < max(_WIDE, 2 * gap):
            label = wrap((Span(block.lead, "label"),), columns) if block.lead else []
            return [*label, *_hung(wrap(block.spans, columns - 2, underline), Span("  "), 2)]
        return _hung(wrap(block.spans, columns - gap, underline), Span(pad(block.lead, gap), "label"), gap)
    if block.kind == "short":
        return _hung(wrap(block.spans, columns - 2, underline), Span("  "), 2)
    return wrap(block.spans, columns, underline)


def _hung(made: list[Line], lead: Span, indent: int) -> list[Line]:
    """The first line behind its lead, the others under it."""
    return [(lead if i == 0 else Span(" " * indent), *line) for i, line in enumerate(made)]


def _width(line: Line) -> int:
    return sum(width(span.text) for span in line)


def wrap(spans: Iterable[Span], columns: int, addresses: bool = False) -> list[Line]:
    """Spans as lines of at most this many cells, broken at spaces, and inside a word only where it is longer than a line.

    With `addresses`, never inside a web address.
    """
    setter = _Setter(max(1, columns), addresses)
    for span in spans:
        for i, line in enumerate(span.text.replace("\t", " ").split("\n")):
            if i:
                setter.end()
            for j, part in enumerate(line.split(" ")):
                if j:
                    setter.space(span)
                if part:
                    setter.word.append((part, span))
    setter.end()
    return setter.lines


class _Setter:
    """Sets words into lines: a word may be made of parts of several spans, so it is set when the space behind it is met."""

    def __init__(self, columns: int, addresses: bool) -> None:
        self.columns = columns
        self.addresses = addresses
        self.lines: list[Line] = []
        self.line: list[tuple[list[str], Span]] = []
        self.used = 0
        self.word: list[tuple[str, Span]] = []

    def space(self, span: Span) -> None:
        """A space, which a line does not start with; at its end it is taken away again."""
        self._set()
        if self.line and self.used < self.columns:
            self._add(" ", span)
            self.used += 1

    def end(self) -> None:
        """The end of a line."""
        self._set()
        self._break()

    def _set(self) -> None:
        size = sum(width(text) for text, _ in self.word)
        # A word without width, such as a lone accent, takes a cell: at the end of a full line it would join the word before.
        if self.word and self.used and self.used + max(1, size) > self.columns:
            self._break()
        for text, span in self.word:
            rest = text
            whole = self.addresses and span.link == text and text.startswith("http")
            while not whole and size > self.columns and self.used + width(rest) > self.columns:
                room = self.columns - self.used
                head, tail = cut(rest, room)
                # A wide character does not fit into one cell: it goes to the next line, and where a line has one cell, over it.
                if width(head) <= room or not self.used:
                    self._add(head, span)
                    rest = tail
                self._break()
            if rest:
                self._add(rest, span)
                self.used += width(rest)
        self.word = []

    def _add(self, text: str, span: Span) -> None:
        if self.line and (self.line[-1][1] is span or self.line[-1][1][1:] == span[1:]):
            self.line[-1][0].append(text)
        else:
            self.line.append(([text], span))

    def _break(self) -> None:
        while self.line and self.line[-1][0][-1] == " ":
            self.line[-1][0].pop()
            if not self.line[-1][0]:
                self.line.pop()
        self.lines.append(tuple(Span("".join(texts), span.role, span.link) for texts, span in self.line))
        self.line, self.used = [], 0
