"""Lines for a terminal or a pipe: the words alone, or the roles as colours and weights that every terminal has.

The sixteen colours are the terminal's own, so its theme and its contrast hold.
"""

from __future__ import annotations

import os
import sys

from fibro_tui.text.blocks import Line, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CODES = {
    "title": "1",
    "heading": "1",
    "short": "1",
    "strong": "1",
    "label": "1",
    "section": "2",
    "muted": "2",
    "emphasis": "3",
    "certainty": "36;1",
    "figure": "36",
    "citation": "34",
    "link": "34",
    "term": "4",
    "caution": "33",
    "story": "33",
    "match": "7",
}


def written(lines: Iterable[Line], colour: bool) -> str:
    """The lines as one text, each with its end."""
    return "".join("".join(_span(span) if colour else span.text for span in line).rstrip(" ") + "\n" for line in lines)


def _span(span: Span) -> str:
    code = _CODES.get(span.role)
    return f"\x1b[{code}m{span.text}\x1b[0m" if code and span.text.strip() else span.text


def wants_colour(choice: str, terminal: bool, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour: as asked, else on a terminal that has colours and a user who wants them (no-color.org)."""
    if choice != "auto":
        return choice == "always"
    return terminal and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def ascii_only(environ: Mapping[str, str] = os.environ, encoding: str | None = None) -> bool:
    """Whether shapes beyond ASCII would come out wrong: the Linux console's font, a locale or an output that is not UTF-8."""
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    encoding = str(encoding or getattr(sys.stdout, "encoding", "") or "utf-8")
    return environ.get("TERM") == "linux" or locale in ("C", "POSIX") or not encoding.lower().startswith("utf")
