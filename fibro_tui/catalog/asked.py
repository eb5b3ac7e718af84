"""What was typed, taken apart: what is asked about, and every way in which the library may say it.

A query becomes slots, one a word, each with a weight that says how much it tells. A way meets one slot or several that stand
together: by the word itself, another form of it, a synonym from the library, what a last and unfinished word may become, the
halves of a compound, and for a word that the library does not have, the nearest ones that it has.
"""

from __future__ import annotations

import re

from tantivy import Query

from fibro_tui.catalog import records, spelling, weights
from fibro_tui.catalog.elsewhere import nearness
from fibro_tui.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from fibro_tui.catalog.catalog import Catalog
    from fibro_tui.catalog.words import Token

FILTERS = ("section", "certainty", "tag", "cites")
_PART = r'([A-Za-z]+):([\w-]+)(?!\S)|(?<!\S)(-?)(?:"([^"]*)"|(\S+))|(\S+)'
_SIGNS = frozenset(':"-')


class Typed(Record):
    """A query taken apart: words to search, phrases to hold to, words to leave out, filters; whether its last word may go on."""

    words: str
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    unfinished: bool = False


class Slot(Record):
    """A word that was asked about: as typed, its stem, its weight, a mere word of asking or not, the library's subject or not."""

    typed: str
    stem: str
    weight: float
    aside: bool = False
    subject: bool = False


class Way(Record):
    """A way to meet the slots from first to last: stems that stand together, their weight, the word, and why ("": as typed)."""

    stems: tuple[str, ...]
    weight: float
    word: str
    why: str
    first: int
    last: int


class Asked(Record):
    """The slots of a query, the ways to meet them, how much each stem of a way tells, and how near it is to what is not answered."""

    slots: tuple[Slot, ...]
    ways: tuple[Way, ...]
    masses: dict[str, float]
    elsewhere: float


def parse(text: str, catalog: Catalog) -> Typed:
    """Take a query apart. What is no filter the library knows, and a minus with nothing to search beside it, are words."""
    if _SIGNS.isdisjoint(text):  # Most queries are plain words, and to make the pattern takes as long as to search.
        return Typed(text, unfinished=text[-1:].isalnum())
    words: list[str] = []
    phrases: list[str] = []
    without: list[str] = []
    filters: list[tuple[str, str]] = []
    for part in re.finditer(_PART, text):
        field, value, minus, phrase, word, _ = part.groups()
        field, value = (field or "").lower(), (value or "").lower()  # As ids are written.
        if field in FILTERS and knows(catalog, field, value):
            filters.append((field, value))
        elif minus and (phrase or word):
            without.append(phrase or word)
        elif phrase:
            phrases.append(phrase)
        else:
            words.append(part[0])
    if not (words or phrases or filters):
        return Typed(text)
    unfinished = bool(words) and text.endswith(words[-1]) and text[-1].isalnum()
    return Typed(" ".join(words), tuple(phrases), tuple(without), tuple(filters), unfinished)


def knows(catalog: Catalog, field: str, value: str) -> bool:
    """Whether the library has such a section, certainty, tag or cited reference."""
    library = catalog.library
    listed = {"section": library.sections, "certainty": library.certainty}.get(field)
    return value in [each.id for each in listed] if listed is not None else catalog.searcher.doc_freq(field, value) > 0


def asked(catalog: Catalog, typed: Typed) -> Asked:
    """What was asked about, and every way in which the library may say it."""
    reader = _Reader(catalog)
    own = reader.tokens(typed.words, typed.unfinished)
    tokens = (own + reader.tokens(" ".join(typed.phrases)))[: weights.MOST_WORDS]
    unfinished = len(own) - 1 if typed.unfinished else -1
    ways = [way for at, token in enumerate(tokens) for way in reader.of_word(token, at, at == unfinished)]
    meant = [reader.meant(token, [way for way in ways if way.first == at]) for at, token in enumerate(tokens)]
    ways += [way for at in range(len(tokens)) for way in reader.of_words(tokens, meant, at)]
    slots = [reader.slot(token, [way for way in ways if way.first == way.last == at]) for at, token in enumerate(tokens)]
    light = catalog.words.light.union(slot.stem for slot in slots if slot.aside)

    def tells(stem: str) -> float:
        return reader.mass(stem) * (weights.ASIDE if stem in light else 1)

    masses = {stem: tells(stem) for way in ways for stem in way.stems}
    return Asked(tuple(slots), tuple(ways), masses, nearness(catalog, slots, tells))


class _Reader:
    """Reads the words of one query against a library; remembers what it looked up, and how much it has guessed."""

    def __init__(self, catalog: Catalog) -> None:
        self.words = catalog.words
        self.entries = catalog.searcher
        self.vocabulary = catalog.vocabulary
        self.searcher = catalog.vocabulary.searcher()
        self.subject = catalog.words.subject(catalog.library.title)
        self.guessed = 0
        self._having: dict[str, int] = {}

    def tokens(self, text: str, unfinished: bool = False) -> list[Token]:
        """The words of a text, those of asking put right where they are misspelt; an unfinished last word is left as it is."""
        tokens = self.words.tokens(text)[: weights.MOST_WORDS]
        for at, token in enumerate(tokens[:-1] if unfinished else tokens):
            if self.known(token.stem) or self.named(token) or self.words.is_aside(token):
                continue
            asking = self.words.asking_misspelt(token.word)
            if asking:
                tokens[at] = token._replace(word=asking, stem=self.stem(asking))
        return tokens

    def stem(self, word: str) -> str:
        stems = self.words.stems.analyze(word)
        return stems[0] if stems else word

    def having(self, stem: str) -> int:
        """How many entries have it in title, alias or short answer; -1 when none has it anywhere."""
        if stem not in self._having:
            count = self.entries.doc_freq("head", stem)
            known = count or self.entries.doc_freq("body", stem) or self.entries.doc_freq("tags", stem)
            self._having[stem] = count if known else -1
        return self._having[stem]

    def known(self, *stems: str) -> bool:
        return all(self.having(stem) >= 0 for stem in stems)

    def mass(self, stem: str) -> float:
        tells = weights.importance(self.entries.num_docs, max(0, self.having(stem)))
        return tells * (weights.SUBJECT_TELLS if stem in self.subject else 1)

    def slot(self, token: Token, ways: list[Way]) -> Slot:
        """The slot of a word: it tells what it tells in the library; unknown, what the likeliest way to meet it tells."""
        weight = self.mass(token.stem)
        aside = self.words.is_aside(token)
        if not self.known(token.stem):
            met = [self.mass(stem) for way in ways[:1] for stem in way.stems]
            tiny = len(token.word) < 4 or any(map(str.isdigit, token.word))
            weight = max(met) if met else weight * (weights.TINY if tiny else weights.UNKNOWN)
        subject = any(self.subject.issuperset(way.stems) for way in ways)
        return Slot(token.word, token.stem, weight * (weights.ASIDE if aside else 1), aside, subject)

    def of_word(self, token: Token, at: int, unfinished: bool) -> Iterator[Way]:
        """The ways to meet one word."""
        known = self.known(token.stem)
        if known:
            yield Way((token.stem,), 1.0, token.word, "", at, at)
        aside = self.words.is_aside(token)
        forms = {self.stem(form): form for form in ([] if aside else self.words.forms(token.word))}
        forms.pop(token.stem, None)
        made = [Way((stem,), weights.FORM, form, "form", at, at) for stem, form in forms.items() if self.known(stem)]
        if unfinished and (at == 0 or not aside):
            made += self._longer(token, at, known or bool(made))
        yield from made
        if not (known or made or aside or self.named(token)):
            yield from self._meant(token.word, at, unfinished)

    def named(self, token: Token) -> bool:
        """Whether an unknown word is a word all the same, and no slip: one of the synonyms, or of what is not answered here."""
        return self.searcher.doc_freq("word", token.word) > 0 or self.searcher.doc_freq("elsewhere", token.stem) > 0

    def _longer(self, token: Token, at: int, known: bool) -> list[Way]:
        """What an unfinished word may become: the library's commonest words that begin with it."""
        schema, word = self.vocabulary.schema, token.word
        short = len(word) < 3  # So many words begin with it that only those that are listed under it can be asked for quickly.
        query = Query.term_query(schema, "begins", word) if short else Query.fuzzy_term_query(schema, "word", word, 0, prefix=True)
        hits = self.searcher.search(query, weights.MOST_PREFIXES, count=False, order_by_field="times").hits
        longer: dict[str, str] = {}
        for _, address in hits:
            other: str = self.searcher.doc(address).get_first("word") or ""
            longer.setdefault(self.stem(other), other)
        longer.pop(token.stem, None)
        weight = weights.LONGER if known else weights.PREFIX
        return [Way((stem,), weight, word, "prefix", at, at) for stem, word in longer.items() if self.known(stem)]

    def _meant(self, word: str, at: int, unfinished: bool) -> Iterator[Way]:
        """What a word that the library does not have may have meant; only so many words of a query are guessed."""
        for i in range(3, len(word) - 2):
            halves = (self.stem(word[:i]), self.stem(word[i:]))
            if self.guessed <= weights.MOST_GUESSED and self.known(*halves):
                yield Way(halves, weights.COMPOUND, f"{word[:i]} {word[i:]}", "compound", at, at)
        self.guessed += 1
        if self.guessed > weights.MOST_GUESSED:
            return
        for guess in spelling.guesses(self.vocabulary, word, unfinished=unfinished):
            if self.stem(guess.word) in self.words.light:
                continue
            weight = max(0.1, 1 - weights.SLIP * guess.slips / len(word))
            yield Way((self.stem(guess.word),), weight, guess.word, "correction", at, at)

    def meant(self, token: Token, ways: list[Way]) -> tuple[str, float]:
        """The stem that a word stands for among the synonyms, and how sure that is: its own, or what it was corrected to."""
        best = ways[0] if ways and not self.known(token.stem) and len(ways[0].stems) == 1 else None
        return (best.stems[0], best.weight) if best and best.why == "correction" else (token.stem, 1.0)

    def of_words(self, tokens: list[Token], meant: list[tuple[str, float]], at: int) -> Iterator[Way]:
        """The ways to meet words together, from this one on: the synonyms of a phrase, words written as one."""
        for address in self._synonyms(meant[at][0]):
            name, others = records.unpack(self.searcher.doc(address).get_first("synonyms") or b"")  # As `indexed` packs them.
            here = meant[at : at + len(name)]
            if tuple(stem for stem, _ in here) == name:
                weight = weights.SYNONYM * min(sure for _, sure in here)
                last = at + len(name) - 1
                yield from (Way(stems, weight, word, "synonym", at, last) for stems, word in others if self.known(*stems))
        for end in (at + 2, at + 3):
            words = [token.word for token in tokens[at:end]]
            joined = "".join(words)
            # Three only where they are letters: n h s.
            if len(words) == end - at and (end == at + 2 or len(joined) == 3) and self.known(self.stem(joined)):
                yield Way((self.stem(joined),), weights.COMPOUND, joined, "compound", at, end - 1)

    def _synonyms(self, stem: str) -> list[Any]:
        query = Query.term_query(self.vocabulary.schema, "opens", stem)
        return [address for _, address in self.searcher.search(query, weights.MOST_SYNONYMS, count=False).hits]
