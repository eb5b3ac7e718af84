"""A text laid out: its lines, its links, the words that matched in it, and a place in it that survives another width.

The place is how many letters (anything but spaces) stand before a line: wrapping moves spaces and nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from itertools import accumulate
from typing import NamedTuple

from fibro_tui.catalog.words import Words
from fibro_tui.text.blocks import Line, text_of


class Part(NamedTuple):
    """Some characters of one line."""

    line: int
    start: int
    end: int


class Link(NamedTuple):
    """Where it leads, and the parts of lines that it is written on."""

    target: str
    parts: tuple[Part, ...]


class Laid:
    """Lines of one width, with what there is to find in them."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = tuple(lines)
        self.texts = tuple(text_of(line) for line in self.lines)
        self._letters = tuple(accumulate((len("".join(text.split())) for text in self.texts), initial=0))
        self.links = _links(self.lines)

    def place(self, line: int) -> int:
        """The place in the text that this line starts at."""
        return self._letters[min(max(0, line), len(self.texts))]

    def line(self, place: int) -> int:
        """The line that this place is on."""
        return min(max(0, bisect_right(self._letters, place) - 1), max(0, len(self.texts) - 1)) if place else 0

    def matches(self, words: Words, stems: Collection[str]) -> tuple[Part, ...]:
        """The words that a search met."""
        if not stems:
            return ()
        return self._parts((token.start, token.end) for token in words.tokens(self._whole) if token.stem in stems)

    def finds(self, typed: str) -> tuple[Part, ...]:
        """Where these letters stand, in either case; where they go over the end of a line, their start."""
        pattern = r"\s+".join(map(re.escape, typed.split()))
        return self._parts(found.span() for found in re.finditer(pattern, self._whole, re.IGNORECASE)) if pattern else ()

    @property
    def _whole(self) -> str:
        return "\n".join(self.texts)

    def _parts(self, spans: Iterable[tuple[int, int]]) -> tuple[Part, ...]:
        """Spans of the whole text as parts of its lines."""
        starts = tuple(accumulate((len(text) + 1 for text in self.texts), initial=0))
        found: list[Part] = []
        for start, end in spans:
            line = bisect_right(starts, start) - 1
            found.append(Part(line, start - starts[line], min(end - starts[line], len(self.texts[line]))))
        return tuple(found)

    def first_from(self, parts: tuple[Part, ...], line: int) -> int:
        """The number of the first part on this line or below it; the last there is, where none is below."""
        return min(bisect_left([part.line for part in parts], line), len(parts) - 1)


def _links(lines: tuple[Line, ...]) -> tuple[Link, ...]:
    """The links in reading order; one that goes on in the next line is one link."""
    found: list[Link] = []
    for number, line in enumerate(lines):
        at = 0
        for span in line:
            end = at + len(span.text)
            if span.link and span.text.strip():
                part = Part(number, at, end)
                last = found[-1] if found else None
                if last and last.target == span.link and _goes_on(lines, last.parts[-1], part):
                    found[-1] = last._replace(parts=(*last.parts, part))
                else:
                    found.append(Link(span.link, (part,)))
            at = end
    return tuple(found)


def _goes_on(lines: tuple[Line, ...], one: Part, other: Part) -> bool:
    """Whether nothing but spaces stands between two parts."""
    if one.line == other.line:
        return not text_of(lines[one.line])[one.end : other.start].strip()
    between = text_of(lines[one.line])[one.end :] + text_of(lines[other.line])[: other.start]
    return other.line == one.line + 1 and not between.strip()
