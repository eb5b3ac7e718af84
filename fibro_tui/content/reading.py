"""How a text reads: its paragraphs, sentences, words, syllables and grade, so that the editorial rules can speak of them.

Nothing here knows a library. Every text keeps its places: markup is blanked, not cut, so an offset in a sentence is an offset in
the Markdown it came from. The patterns stop at their own opening sign or at a fixed length, so that no text makes them run away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from fibro_tui.content.marks import CITED, HOLDERS, marks

_MARKED = re.compile(r"[*_`\[\\]")
_BREAK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t])")
_BULLET = re.compile(r"\s*([-*+]|\d{1,3}[.)])[ \t]+")
_QUOTED = re.compile(r"“[^“”]{0,2000}”|\"[^\"]{0,2000}\"")
_STOP = re.compile(r"[.!?…][\"”’)\]]*(?=\s+[\"“‘(\[]?[A-Z0-9À-Þ])|:(?=\s)")
_SHORTENED = frozenset(["dr", "mr", "mrs", "ms", "prof", "st", "vs", "v", "e.g", "i.e", "etc", "al", "approx", "ca", "cf", "inc"])
# Short for something only before its number: "No. 5".
_NUMBERED = frozenset(["no", "nos", "fig", "figs", "p", "pp", "vol"])
_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
# What may stand between the words of a phrase: "game changer", "game-changer" and "game–changer" are one.
_GAP = "[ \\-\u2010-\u2013]"

Terms = Mapping[str, tuple[tuple[str, ...], ...]]


class Sentence(NamedTuple):
    """A sentence in plain words; `own` is the same without what stands in quotation marks."""

    text: str
    own: str
    start: int
    end: int


class Block(NamedTuple):
    """A paragraph or a bullet: its plain words, the same without quotations, the references it cites, and where it stands."""

    text: str
    own: str
    sentences: tuple[Sentence, ...]
    cites: tuple[str, ...]
    bullet: bool
    start: int
    end: int


def blocks(markdown: str, quoting: bool = False) -> list[Block]:
    """The paragraphs and bullets of a Markdown text; one that is nothing but a quotation is the text's own, unless it is `quoting`."""
    found: list[Block] = []
    start, introduced = 0, quoting
    for stop, following in [*((m.start(), m.end()) for m in _BREAK.finditer(markdown)), (len(markdown), len(markdown))]:
        raw = markdown[start:stop]
        if raw.strip():
            found.append(_block(raw, start, introduced))
            # A colon introduces whose words follow: those of one paragraph, or of a whole list.
            introduced = quoting or found[-1].text.endswith(":") or (introduced and found[-1].bullet)
        start = following
    return found


def _block(raw: str, at: int, introduced: bool) -> Block:
    marker = _BULLET.match(raw)
    lead = marker.end() if marker else len(raw) - len(raw.lstrip())
    raw, at = raw[lead:].rstrip(), at + lead
    words = plain(raw)
    own = _QUOTED.sub(lambda m: " " * len(m[0]), words) if '"' in words or "“" in words else words
    own = own if introduced or _WORD.search(own) else words
    sentences = tuple(_sentences(words, own, at))
    return Block(_squash(words), _squash(own), sentences, citations(raw), bool(marker), at, at + len(raw))


def _sentences(words: str, own: str, at: int) -> Iterator[Sentence]:
    """The sentences of a block that starts at an offset; a colon ends one, as it does for the breath."""
    start = 0
    for stop in [*(m.end() for m in _STOP.finditer(words) if not _shortened(words, m)), len(words)]:
        raw = words[start:stop]
        if _WORD.search(raw):
            text = _squash(raw)
            gap = len(raw) - len(raw.lstrip())
            yield Sentence(text, text if own is words else _squash(own[start:stop]), at + start + gap, at + stop)
        start = stop


def plain(markdown: str) -> str:
    """The words of a Markdown text, each where it was: citations, link targets and marks become spaces."""
    if not _MARKED.search(markdown):
        return markdown
    spans: list[tuple[int, int]] = []
    for mark in marks(markdown):
        start, end = (mark.end(), mark.end()) if mark["cited"] else mark.span("words" if mark["words"] else mark.lastgroup or 0)
        spans += (mark.start(), start), (end, mark.end())
    return _blanked(markdown, spans)


def unmarked(markdown: str) -> str:
    """What of a Markdown text is shown as it is written, each letter where it was: bold and emphasis stay, other marks are blanked."""
    return _blanked(markdown, [mark.span() for mark in marks(markdown) if mark.lastgroup not in HOLDERS])


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def citations(markdown: str) -> tuple[str, ...]:
    """The ids that a text cites, in order."""
    if "[@" not in markdown:
        return ()
    return tuple(name for mark in marks(markdown) if mark["cited"] for name in CITED.findall(mark["cited"]))


def _squash(text: str) -> str:
    return " ".join(text.split())


def _shortened(text: str, stop: re.Match[str]) -> bool:
    """Whether this stop ends an abbreviation rather than a sentence."""
    before = text[max(0, stop.start() - 12) : stop.start()].split()
    last = before[-1].lstrip("(“\"'").lower() if before and text[stop.start()] == "." else ""
    return last in _SHORTENED or (last in _NUMBERED and text[stop.end() : stop.end() + 9].lstrip()[:1].isdigit())


def words(text: str) -> list[str]:
    """The words of a plain text; a number is a word."""
    return _WORD.findall(text)


_VOWELS = re.compile(r"[aeiouyàáâäãåæèéêëìíîïòóôöõøùúûüýÿœ]+")
# What is written but not spoken: the u of qu and gu, and many an e.
_SILENT_U = re.compile(r"(?<=[aeioun]g)ue(?=s?$|d$)|(?<=q)u|(?<=g)u(?=[aei])")
_SILENT_INSIDE = re.compile(
    r"(?<=[^aeiou])e(?=(?:ments?|ly|less|ful|fulness|ness|some|times?|where|things?|one|lines?|body)$)|(?<=^ev)e(?=ry)"
)
_SILENT_END = re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[aeiouy])e$")
_SILENT_ES = re.compile(r"(?<=[^aeiouyscxzghl])es$|(?<=[aeiouy]l)es$|(?<=[^cs]h)es$")
_SILENT_ED = re.compile(r"(?<=[^aeioutd])ed$")
# Two vowels that are spoken apart, though they stand together.
_APART = re.compile(
    r"(?<=[^cst])ia(?!g$|ges$)|(?<=[ct])ia(?=t|b|s)|(?<=[^cgstxnl])io(?=n|us)|io(?!n|us)|(?<=[^gct])eo(?![up])|^geo|(?<=[^gcts])eou"
    r"|i[iu]|(?<!fr)(?<![ct])ie(?=n)|^scie|ie(?=t)|ua(?!rd)|(?<=[^gq])ue(?=[lnt])|oe(?=[mt])|[aeo]i?ing$|yi|uo|(?<=cr)ea(?=t(?!ur))"
    r"|(?<=[aeiou][a-z])ea(?=n?$)|oea$|(?<=fl)ui|(?<=^r)ui|ya(?=l)"
)


@lru_cache(maxsize=100_000)
def syllables(word: str) -> int:
    """How many syllables an English word has, by its letters: right for most, close for the rest; a number counts as one."""
    if any(letter.isdigit() for letter in word):
        return 1
    if len(word) > 100:
        return len(word) // 3
    if any(sign in word for sign in "-’'."):
        parts = [part for part in re.split(r"[-’'.]", word) if len(part) > 1 or part.lower() in "aio"]
        return max(1, sum(syllables(part) for part in parts))
    spoken = _SILENT_INSIDE.sub("", _SILENT_U.sub("", word.lower()))
    spoken = _SILENT_ED.sub("d", _SILENT_ES.sub("s", _SILENT_END.sub("", spoken)))
    count = len(_VOWELS.findall(spoken)) + len(_APART.findall(spoken))
    return max(1, count + (len(spoken) > 3 and spoken.endswith(("sm", "thm"))))


class Measure(NamedTuple):
    """Sentences, words and syllables of a text; measures add up by `pooled`."""

    sentences: int
    words: int
    syllables: int

    def grade(self) -> float:
        """The Flesch-Kincaid grade: the school year in which a text of this measure is read with ease."""
        if not self.words or not self.sentences:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def pooled(measures: Iterable[Measure]) -> Measure:
    """The measure of several texts taken as one."""
    rows = list(measures)
    return Measure(sum(row.sentences for row in rows), sum(row.words for row in rows), sum(row.syllables for row in rows))


def measure(sentences: Iterable[Sentence], masked: Terms) -> tuple[Measure, Measure]:
    """The measure of some sentences: with each of the `masked` terms as one word of one syllable, and as they stand."""
    pairs = [_lengths(words(sentence.text), masked) for sentence in sentences]
    return _measure([short for short, _ in pairs]), _measure([raw for _, raw in pairs])


def _measure(lengths: list[list[int]]) -> Measure:
    return Measure(len(lengths), sum(map(len, lengths)), sum(map(sum, lengths)))


def terms(names: Iterable[str]) -> Terms:
    """Terms to mask, by their first word, the longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        parts = tuple(word.lower() for word in words(name))
        if parts:
            found.setdefault(parts[0], set()).add(parts)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}


def _lengths(text: list[str], masked: Terms) -> tuple[list[int], list[int]]:
    """The syllables of each word, a masked term being one word; and of each word as it stands."""
    raw = [syllables(word) for word in text]
    lowered = [word.lower() for word in text]
    if masked.keys().isdisjoint(lowered):
        return raw, raw
    lengths: list[int] = []
    at = 0
    while at < len(lowered):
        taken = next((len(term) for term in masked.get(lowered[at], ()) if tuple(lowered[at : at + len(term)]) == term), 0)
        lengths.append(1 if taken else raw[at])
        at += taken or 1
    return lengths, raw


class Phrases(NamedTuple):
    """Words and phrases to look for: a pattern, and what a text must hold for the pattern to be worth trying."""

    pattern: re.Pattern[str]
    first: frozenset[str]
    stems: tuple[str, ...]

    def among(self, vocabulary: frozenset[str]) -> bool:
        """Whether a text of these words can hold one of the phrases; asking is far quicker than searching."""
        return not self.first.isdisjoint(vocabulary) or (bool(self.stems) and any(word.startswith(self.stems) for word in vocabulary))


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text, in lower case, taken apart at every hyphen and apostrophe."""
    return frozenset(re.findall(r"\w+", text.lower()))


@lru_cache(maxsize=500)
def phrases(listed: tuple[str, ...]) -> Phrases:
    """What finds any of these words or phrases, whatever their case and hyphens; a * at the end stands for any ending."""
    known = sorted(
        {" ".join(re.split(r"[\s-]+", phrase.lower().strip())) for phrase in listed if phrase.strip("* ")}, key=len, reverse=True
    )
    parts = [re.escape(phrase.removesuffix("*")) + (r"\w{0,40}" if phrase.endswith("*") else "") for phrase in known]
    joined = "|".join(parts).replace(r"\ ", _GAP).replace("'", "['’]")
    pattern = re.compile(rf"(?<!\w)(?:{joined})(?!\w)" if joined else r"(?!)", re.IGNORECASE)
    openings = [(re.findall(r"\w+", phrase) or [""])[0] for phrase in known]
    stems = tuple(first for first, phrase in zip(openings, known, strict=True) if phrase == f"{first}*")
    return Phrases(pattern, frozenset(openings), stems)
