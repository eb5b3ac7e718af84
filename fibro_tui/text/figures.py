"""Figures drawn in characters: people as shapes one can count, ranges as bars on one scale; always with the numbers in words.

Shape carries the meaning, never colour. Where a group is larger than a hundred people the drawing is of a hundred, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fibro_tui.content.model import Figure
from fibro_tui.text.blocks import Line, Span
from fibro_tui.text.cells import pad, width

Wrap = Callable[[Iterable[Span], int], list[Line]]
_PEOPLE, _ASCII_PEOPLE = ("●", "○"), ("#", ".")
_BAR, _ASCII_BAR = ("█", "·"), ("#", ".")
_MOST_SHAPES = 100


def drawn(figure: Figure, citation: tuple[Span, ...], columns: int, ascii: bool, wrap: Wrap) -> list[Line]:
    """A figure with its heading, its numbers, its caution and its source."""
    head = ", ".join(part for part in (figure.outcome, figure.when) if part)
    out = wrap((Span(_capital(head), "label"),), columns)
    out += (_people if figure.people else _ranges)(figure, columns, ascii, wrap)
    tail = [Span(f"{_capital(figure.who)}. " if figure.who else "", "muted")]
    if figure.people and len(arms(figure)) == 1:
        tail.append(Span("No comparison group. ", "caution"))
    if figure.caution:
        tail.append(Span(f"{figure.caution.rstrip('.')}. ", "caution"))
    return out + wrap((*tail, *citation), columns)


def arms(figure: Figure) -> dict[str, int]:
    """The groups of a figure of people and how many it counts in each."""
    return {name: count for name, count in figure.people.items() if name not in ("of", "per")}


def sentence(figure: Figure) -> str:
    """The figure in one sentence."""
    if figure.people:
        told = "; ".join(f"{name}: {_told(figure, count)}" for name, count in arms(figure).items())
    else:
        told = "; ".join(f"{name}: {_range(figure, *pair)}" for name, pair in figure.ranges.items())
    return f"{_capital(figure.outcome)}, {figure.when}: {told}."


def told(figure: Figure, citation: tuple[Span, ...]) -> tuple[Span, ...]:
    """The figure as a screen reader reads it: its sentence, whom it counts, its caution, its source."""
    who = f"{_capital(figure.who)}. " if figure.who else ""
    caution = f"{figure.caution.rstrip('.')}. " if figure.caution else ""
    alone = "No comparison group. " if figure.people and len(arms(figure)) == 1 else ""
    return (Span(f"{sentence(figure)} {who}"), Span(alone + caution, "caution"), *citation)


def _told(figure: Figure, count: int) -> str:
    whole = figure.people.get("of")
    return f"{count} of {whole}" if whole else f"{count} in every {figure.people['per']}"


def _people(figure: Figure, columns: int, ascii: bool, wrap: Wrap) -> list[Line]:
    """Each arm as filled and open shapes, one scale for all, then its numbers, both sides of them."""
    on, off = _ASCII_PEOPLE if ascii else _PEOPLE
    whole = figure.people.get("of") or figure.people["per"]
    shapes = min(whole, _MOST_SHAPES)
    names = arms(figure)
    lead = _lead(names, columns)
    # Rows of tens, so that they can be counted.
    room = max(10, columns - lead - 2)
    row = shapes if shapes <= min(room, 50) else next(size for size in (50, 25, 20, 10) if size <= room)
    out: list[Line] = []
    for name, count in names.items():
        filled = round(count * shapes / whole)
        drawing = on * filled + off * (shapes - filled)
        rows = [drawing[i : i + row] for i in range(0, shapes, row)]
        told = f"{_told(figure, count)}, {whole - count} not"
        beside = len(rows) == 1 and lead + 2 + row + 2 + width(told) <= columns
        if not lead:
            out += _under((Span(name),), 2, columns, wrap)
        for i, part in enumerate(rows):
            label = Span("  " + pad(name if i == 0 and lead else "", lead))
            end = (Span(f"  {told}", "figure"),) if beside else ()
            out.append((label, Span(part[: _filled(part, on)], "figure"), Span(part[_filled(part, on) :], "muted"), *end))
        if not beside:
            out += _under((Span(told, "figure"),), lead + 2, columns, wrap)
    if whole > shapes:
        out += _under((Span(f"Drawn as {shapes} of each {whole} people.", "muted"),), 2, columns, wrap)
    return out


def _under(spans: tuple[Span, ...], indent: int, columns: int, wrap: Wrap) -> list[Line]:
    """Spans as lines that start in this column."""
    return [(Span(" " * indent), *line) for line in wrap(spans, columns - indent)]


def _lead(names: Iterable[str], columns: int) -> int:
    """The cells that names take in front of what is drawn; none where one is too long, and each has a line of its own."""
    longest = max(map(width, names)) + 2
    return longest if longest <= columns // 3 else 0


def _filled(part: str, on: str) -> int:
    return len(part) - len(part.lstrip(on))


def _ranges(figure: Figure, columns: int, ascii: bool, wrap: Wrap) -> list[Line]:
    """Each range as a bar between its ends, then the ends in numbers."""
    on, off = _ASCII_BAR if ascii else _BAR
    values = [value for pair in figure.ranges.values() for value in pair]
    low, high = figure.scale or (min(0.0, *values), max(values))
    lead = _lead(figure.ranges, columns)
    told = {name: _range(figure, *pair) for name, pair in figure.ranges.items()}
    room = columns - lead - 4 - max(map(width, told.values()))
    out: list[Line] = []
    for name, (start, end) in figure.ranges.items():
        label = Span("  " + pad(name if lead else "", lead))
        if not lead:
            out += _under((Span(name),), 2, columns, wrap)
        if room < 8:
            lines = _under((Span(told[name], "figure"),), lead + 2, columns, wrap)
            out += [(label if i == 0 else line[0], *line[1:]) for i, line in enumerate(lines)]
            continue
        size = min(room, 40)
        a, b = (min(size - 1, max(0, int((value - low) / ((high - low) or 1) * size))) for value in (start, end))
        bar = (Span(off * a, "muted"), Span(on * (b - a + 1), "figure"), Span(off * (size - b - 1), "muted"))
        out.append((label, *bar, Span(f"  {told[name]}", "figure")))
    return out


def _range(figure: Figure, low: float, high: float) -> str:
    unit = f" {figure.unit}" if figure.unit and not figure.unit.startswith("%") else figure.unit
    return f"{low:g}{unit}" if low == high else f"{low:g} to {high:g}{unit}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
