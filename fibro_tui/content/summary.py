"""What a check says besides its problems: how much a library holds, how it reads, and what of the rules it set aside."""

from __future__ import annotations

from fibro_tui.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class Grade(Record):
    """How a part reads, as a school year: with the glossary's terms masked, and raw; no section is all short answers together."""

    section: str
    masked: float
    raw: float
    limit: float


class Summary(Record):
    """The counts of a library, its reading grades where there are words enough for one, and its own settings of the rules."""

    entries: int
    references: int
    figures: int
    unsourced: int
    grades: tuple[Grade, ...]
    off: dict[str, str]
    own: tuple[str, ...]


def counted(count: int, one: str, many: str = "") -> str:
    """A number of things: 1 error, 2 errors."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def told(summary: Summary) -> Iterator[str]:
    """The summary as lines, with the section that is hardest to read."""
    sizes = counted(summary.entries, "entry", "entries"), counted(summary.references, "reference"), counted(summary.figures, "figure")
    yield f"{', '.join(sizes)}; {counted(summary.unsourced, 'statement')} without a source"
    sections = [grade for grade in summary.grades if grade.section]
    rows = [("short answers", grade) for grade in summary.grades if not grade.section]
    rows += [("worst section", max(sections, key=lambda grade: grade.masked))] if sections else []
    if rows:
        yield "reading grade  masked   raw  limit"
    for name, grade in rows:
        yield f"{name}  {grade.masked:6.1f}{grade.raw:6.1f}{grade.limit:7.1f}  {grade.section}".rstrip()
    for name, why in summary.off.items():
        yield f"switched off: {name} ({why})"
    if summary.own:
        yield f"set by the library itself: {', '.join(summary.own)}"


def as_data(summary: Summary) -> dict[str, object]:
    """The summary as JSON has it."""
    return {**summary._asdict(), "grades": [grade._asdict() for grade in summary.grades]}
