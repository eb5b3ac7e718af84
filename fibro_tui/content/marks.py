r"""The marks of a library's Markdown, in one place, so that what the rules check is what a reader is shown.

**bold**, *emphasis*, `code`, [words](#entry-id), [words](https://...), citations [@reference-id; @another] as pandoc has them, and
a backslash before a mark that is meant as itself. Each pattern stops at its own opening sign, so that no text makes it run away.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

INLINE = re.compile(
    r"\\(?P<escaped>[\\`*_\[\]()#+\-.!])"
    r"|\*\*(?P<strong>[^*\s](?:[^*]*[^*\s])?)\*\*"
    r"|(?<![\w*])\*(?P<emphasis>[^*\s][^*]*)\*"
    r"|(?<!\w)_(?P<underscored>[^_\s][^_]*)_(?!\w)"
    r"|`(?P<code>[^`]+)`"
    r"|\[(?P<cited>@[a-z0-9-]+(?:[;,]\s*@[a-z0-9-]+)*)\]"
    r"|\[(?P<words>[^\[\]]+)\]\((?P<target>(?:[^()\s]|\([^()\s]*\))+)\)"
)
CITED = re.compile(r"@([a-z0-9-]+)")
# Bold and emphasis may hold other marks.
HOLDERS = ("strong", "emphasis", "underscored")


def marks(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """The marks of a text, or of a part of it, and those that bold and emphasis hold."""
    for mark in INLINE.finditer(text, start, len(text) if end is None else end):
        yield mark
        if mark.lastgroup in HOLDERS:
            yield from marks(text, *mark.span(mark.lastgroup))
