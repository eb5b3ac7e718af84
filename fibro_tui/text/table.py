"""A section's facts as a table: facts down, entries across."""

from __future__ import annotations

from fibro_tui.catalog.catalog import Placed
from fibro_tui.content.model import Section
from fibro_tui.text.blocks import Line, Span
from fibro_tui.text.cells import pad, width
from fibro_tui.text.entry import name_of
from fibro_tui.text.layout import wrap

_NARROWEST = 16
UNKNOWN = "not known"


def table(section: Section, placed: list[Placed], columns: int, ascii: bool) -> list[Line]:
    """The table's lines; none where a column would be too narrow to read."""
    first = max(map(width, section.facts)) + 2
    size = (columns - first) // max(1, len(placed))
    if size < _NARROWEST:
        return []
    rows = [("", [name_of(each.entry) for each in placed], "heading")]
    rows += [(fact, [each.entry.facts.get(fact, UNKNOWN) for each in placed], "") for fact in section.facts]
    out: list[Line] = []
    for name, cells, role in rows:
        made = [wrap((Span(cell, role),), size - 2) for cell in cells]
        for i in range(max(map(len, made))):
            line = [Span(pad(name if i == 0 else "", first), "label")]
            for cell in made:
                spans = cell[i] if i < len(cell) else ()
                line += [*spans, Span(" " * (size - sum(width(span.text) for span in spans)))]
            out.append(tuple(line))
        out.append((Span(("-" if ascii else "─") * (first + size * len(placed) - 2), "muted"),))
    return out[:-1]


def markdown_table(section: Section, placed: list[Placed]) -> str:
    """The table as Markdown."""
    rows = [["", *(name_of(each.entry) for each in placed)], ["---"] * (len(placed) + 1)]
    rows += [[fact, *(each.entry.facts.get(fact, UNKNOWN) for each in placed)] for fact in section.facts]
    return "".join("| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in row) + " |\n" for row in rows)
