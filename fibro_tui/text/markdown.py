r"""The Markdown of a library's texts: a small part of it, read in one pass.

Paragraphs, bulleted and numbered lists, and the marks of `content.marks`. Anything else is plain text: no HTML, no images.
A full parser takes longer to import than an answer takes to find.
"""

from __future__ import annotations

import re

from fibro_tui.content.marks import CITED, HOLDERS, INLINE
from fibro_tui.text.blocks import Block, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_ITEM = re.compile(r"[ \t]*(?P<lead>[-*+]|\d{1,3}[.)])[ \t]+(?P<rest>.*)")


def parsed(markdown: str, numbers: dict[str, int]) -> list[Block]:
    """A text's paragraphs and items; `numbers` gives each reference its number in the list of sources."""
    blocks: list[Block] = []
    lines: list[str] = []
    lead = ""

    def end() -> None:
        nonlocal lead
        text = " ".join(lines)
        lines.clear()
        if text:
            tight = bool(lead and blocks and blocks[-1].lead)
            blocks.append(Block("item" if lead else "text", inline(text, numbers), lead, tight=tight))
        lead = ""

    for line in markdown.splitlines():
        item = _ITEM.fullmatch(line)
        if item:
            end()
            lead = "•" if item["lead"] in "-*+" else item["lead"]
            lines.append(item["rest"].strip())
        elif line.strip():
            lines.append(line.strip())
        else:
            end()
    end()
    return blocks


def inline(text: str, numbers: dict[str, int]) -> tuple[Span, ...]:
    """The spans of one paragraph."""
    spans: list[Span] = []
    at = 0
    for mark in INLINE.finditer(text):
        if mark.start() > at:
            spans.append(Span(text[at : mark.start()]))
        spans += _marked(mark, numbers)
        at = mark.end()
    if at < len(text):
        spans.append(Span(text[at:]))
    return tuple(spans)


def _marked(mark: re.Match[str], numbers: dict[str, int]) -> list[Span]:
    if mark["cited"]:
        return citations(CITED.findall(mark["cited"]), numbers)
    if mark["words"]:
        target = mark["target"]
        if target.startswith("#"):
            return [Span(mark["words"], "link", f"entry:{target[1:]}")]
        if target.startswith(("https://", "http://")):
            return [Span(mark["words"], "link", target)]
        return [Span(mark[0])]
    if mark.lastgroup in HOLDERS:
        role = "strong" if mark["strong"] else "emphasis"
        return [span if span.role else Span(span.text, role) for span in inline(mark[mark.lastgroup], numbers)]
    return [Span(mark["code"] or mark["escaped"])]


def citations(references: list[str], numbers: dict[str, int]) -> list[Span]:
    """References as bracketed numbers, [1] [4]; one that is not in the list of sources by its id."""
    spans: list[Span] = []
    for reference in references:
        if spans:
            spans.append(Span(" "))
        spans.append(Span(f"[{numbers.get(reference, reference)}]", "citation", f"reference:{reference}"))
    return spans


def written(blocks: list[Block], level: int = 1) -> str:
    """Blocks as Markdown; the title is a heading of this level."""
    from fibro_tui.text.blocks import text_of
    from fibro_tui.text.figures import told

    out: list[str] = []
    for block in blocks:
        text = _spans_markdown(block.spans)
        if block.kind in ("title", "heading"):
            text = f"{'#' * (level if block.kind == 'title' else level + 1)} {text_of(block.spans)}"
        elif block.figure:
            text = f"- {_spans_markdown(told(block.figure, block.spans))}"
        elif block.kind == "item":
            text = f"{'-' if block.lead == '•' else block.lead} {text}"
        elif block.kind == "row":
            text = f"- **{_escaped(block.lead)}:** {text}"
        elif block.kind == "short":
            text = f"**{text}**"
        out.append(text if not out or block.tight else f"\n{text}")
    return "\n".join(out) + "\n"


def _spans_markdown(spans: Iterable[Span]) -> str:
    out: list[str] = []
    for span in spans:
        text = _escaped(span.text)
        if span.link.startswith("http") and span.link != span.text:
            text = f"[{text}]({span.link})"
        elif span.link.startswith("http"):
            text = f"<{span.link}>"
        elif span.link.startswith("entry:"):
            text = f"[{text}](#{span.link[6:]})"
        elif span.role == "strong":
            text = f"**{text}**"
        elif span.role == "emphasis":
            text = f"*{text}*"
        out.append(text)
    return "".join(out)


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)
