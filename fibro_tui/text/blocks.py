"""What a text is made of before it has a width: spans of words with a role and perhaps a link, gathered into blocks."""

from __future__ import annotations

from fibro_tui.content.model import Figure
from fibro_tui.record import Record


class Span(Record):
    """Some words, what they are, and where they lead.

    Roles: title, heading, section, short, certainty, label, citation, link, term, strong, emphasis, figure, caution, muted,
    story, match; "" is plain. A link is "entry:ID", "reference:ID", "term:ID" or a web address.
    """

    text: str
    role: str = ""
    link: str = ""


class Block(Record):
    """A paragraph (text), a title or heading, an item of a list (its marker in `lead`), a row (its label in `lead`), a figure.

    `tight` blocks follow the one before without an empty line.
    """

    kind: str
    spans: tuple[Span, ...] = ()
    lead: str = ""
    figure: Figure | None = None
    tight: bool = False


Line = tuple[Span, ...]


def words(text: str, role: str = "", link: str = "") -> tuple[Span, ...]:
    """A text of one role."""
    return (Span(text, role, link),)


def text_of(spans: tuple[Span, ...]) -> str:
    """The words alone."""
    return "".join(span.text for span in spans)
