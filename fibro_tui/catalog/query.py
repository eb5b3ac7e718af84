"""From what was typed to ranked answers, with the words that led to each.

A query is cut into slots, one for each thing that was asked about: a word, or several that the library's synonyms know as one.
A slot has alternatives, each with a weight: the word itself, its synonyms, what a last and unfinished word may become, and for a
word that the library does not have, the nearest ones that it has. tantivy finds the candidates by BM25 over the fields; a
second, small look at the best of them asks how much of the query each one covers and how near its title or an alias comes to it.
An answer that covers too little is not shown: nothing close is an answer too.
"""

from __future__ import annotations

import math
import re

from tantivy import Occur, Order, Query, SearchResult

from fibro_tui.catalog import records
from fibro_tui.catalog.build import TEXTS
from fibro_tui.catalog.catalog import Catalog, Placed
from fibro_tui.catalog.words import Token
from fibro_tui.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


# How much a field's BM25 counts.
FIELDS = {"title": 3.0, "also": 3.0, "short": 1.6, "body": 1.0, "facts": 0.8, "tags": 1.2}
# How much an alternative counts beside the word itself.
SYNONYM, PREFIX, CORRECTED, LOOSE = 0.7, 0.5, 0.8, 0.35
# How near a title or an alias comes to the query, against BM25.
CLOSENESS = 14.0
EXACT = 30.0
KINDS = {"answers": 1.0, "claims": 0.85, "glossary": 0.75, "stories": 0.55}
# The share of a query, by the weight of its words, that an answer has to cover.
COVERED = 0.45
CANDIDATES = 40
LIMIT = 50
LONGEST_QUERY = 400
MOST_WORDS = 24
MOST_PREFIXES = 24

FILTERS = {"section": "section", "certainty": "certainty", "tag": "tag", "cites": "cites"}
_PART = re.compile(r'(?P<field>[a-z]+):(?P<value>[\w-]+)|(?P<no>(?<!\S)-(?=["\w]))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


class Typed(Record):
    """A query taken apart: words to search, phrases to hold to, words to leave out, filters."""

    words: str
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()


class Alternative(Record):
    """One way to meet a slot: stems that stand together, their weight, and what they are ("" for the word itself)."""

    stems: tuple[str, ...]
    weight: float
    why: str = ""
    word: str = ""


class Slot(Record):
    """One thing that was asked about: the words as typed, the ways to meet it, and its weight among the slots."""

    typed: str
    alternatives: tuple[Alternative, ...]
    weight: float


class Hit(Record):
    """An answer: where it stands, its score (comparable within one search), the alternatives that it met."""

    placed: Placed
    score: float
    matched: tuple[Alternative, ...]
    reasons: tuple[tuple[str, float], ...]


class Found(Record):
    """What came of a search; `total` may be more than the hits, `corrected` pairs what was typed with what was searched."""

    query: str
    total: int
    hits: tuple[Hit, ...]
    corrected: tuple[tuple[str, str], ...] = ()
    stems: frozenset[str] = frozenset()
    help: bool = False


def search(catalog: Catalog, text: str, limit: int = LIMIT) -> Found:
    """The answers to what was typed, best first; without words, all entries that its filters leave, in reading order."""
    typed = parse(text[:LONGEST_QUERY], catalog)
    slots = _slots(catalog, typed)
    corrected = tuple(
        (slot.typed, slot.alternatives[0].word) for slot in slots if slot.alternatives and slot.alternatives[0].why == "correction"
    )
    calls = calls_for_help(catalog, text)
    bounds = _bounds(catalog, typed)
    if not slots:
        return _listed(catalog, text, bounds, limit, calls) if bounds else Found(text, 0, (), (), frozenset(), calls)
    known = [slot for slot in slots if slot.alternatives]
    queries = [_slot_query(catalog, slot) for slot in known]
    wanted = Query.boolean_query([(Occur.Should, query) for query in queries], 1) if queries else Query.empty_query()
    found = catalog.searcher.search(Query.boolean_query([(Occur.Must, wanted), *bounds]), CANDIDATES)
    hits = _rank(catalog, slots, known, queries, found.hits)
    stems = frozenset(stem for hit in hits for each in hit.matched for stem in each.stems if stem not in catalog.words.aside)
    # What the second look did not see is no worse covered than what it turned away: it counts, unless all were turned away.
    total = len(hits) + max(0, _count(found) - len(found.hits)) if hits else 0
    return Found(text, total, tuple(hits[:limit]), corrected if hits else (), stems, calls)


def parse(text: str, catalog: Catalog) -> Typed:
    """Take a query apart. What is no filter the library knows, and a minus with nothing to search beside it, are words."""
    words: list[str] = []
    phrases: list[str] = []
    without: list[str] = []
    filters: list[tuple[str, str]] = []
    for part in _PART.finditer(text):
        field, value = part["field"], part["value"]
        if field in FILTERS and _exists(catalog, FILTERS[field], value):
            filters.append((FILTERS[field], value))
        elif part["no"]:
            without.append(part["phrase"] or part["word"] or "")
        elif part["phrase"]:
            phrases.append(part["phrase"])
        else:
            words.append(part[0])
    if not (words or phrases or filters):
        return Typed(text)
    return Typed(" ".join(words), tuple(phrases), tuple(without), tuple(filters))


def calls_for_help(catalog: Catalog, text: str) -> bool:
    """Whether somebody types of overdose, suicide, chest pain: the words of the library's help, misspelt too."""
    typed = catalog.words.plain.analyze(text[:LONGEST_QUERY])
    for phrase in catalog.calls:
        for i in range(len(typed) - len(phrase) + 1):
            if all(map(_alike, typed[i : i + len(phrase)], phrase)):
                return bool(phrase)
    return False


def _alike(typed: str, word: str) -> bool:
    """Whether a word is this one, or this one misspelt; the first letter is seldom wrong."""
    if typed == word:
        return True
    slips = _allowed(word)
    return len(word) > 4 and typed[0] == word[0] and distance(typed, word, slips) <= slips


def _exists(catalog: Catalog, field: str, value: str) -> bool:
    return catalog.searcher.doc_freq(field, value) > 0


def _bounds(catalog: Catalog, typed: Typed) -> list[tuple[Occur, Query]]:
    """What every hit must, or must not, have."""
    schema = catalog.entries.schema
    bounds = [(Occur.Must, Query.term_query(schema, field, value)) for field, value in typed.filters]
    for phrases, occur in ((typed.phrases, Occur.Must), (typed.without, Occur.MustNot)):
        for phrase in phrases:
            stems = tuple(token.stem for token in catalog.words.tokens(phrase))
            if stems:
                bounds.append((occur, Query.disjunction_max_query([_stems_query(catalog, field, stems) for field in TEXTS])))
    return bounds


def _listed(catalog: Catalog, text: str, bounds: list[tuple[Occur, Query]], limit: int, calls: bool) -> Found:
    """Everything within the bounds, in reading order: for a query of nothing but filters."""
    query = Query.boolean_query(bounds if any(o == Occur.Must for o, _ in bounds) else [(Occur.Must, Query.all_query()), *bounds])
    found = catalog.searcher.search(query, max(1, limit), order_by_field="at", order=Order.Asc)
    hits = tuple(Hit(placed, 0.0, (), ()) for placed in catalog.placed(address for _, address in found.hits))
    return Found(text, _count(found), hits, (), frozenset(), calls)


def _count(result: SearchResult) -> int:
    """How many documents matched; tantivy's stubs leave it out."""
    return result.count or 0  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]


def _slots(catalog: Catalog, typed: Typed) -> list[Slot]:
    """What was asked about, one slot a word or a group of words that the synonyms know."""
    tokens = catalog.words.tokens(" ".join((typed.words, *typed.phrases)))[:MOST_WORDS]
    last = len(catalog.words.tokens(typed.words)) - 1 if typed.words and typed.words[-1:].isalnum() else -1
    groups = _synonyms(catalog)
    slots: list[Slot] = []
    aside: list[Slot] = []
    i = 0
    while i < len(tokens):
        length, others = _longest_synonym(tokens, i, groups)
        part = tokens[i : i + length]
        slot = _slot(catalog, part, others, i + length - 1 == last)
        (aside if length == 1 and not others and part[0].word in catalog.words.aside else slots).append(slot)
        i += length
    return slots or [slot for slot in aside if slot.alternatives]


def _synonyms(catalog: Catalog) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """The library's synonyms by their first stem: (all stems, group). Made once for a catalogue."""
    if catalog.synonyms is None:
        made: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for group, names in enumerate(catalog.library.synonyms):
            for name in names:
                stems = tuple(catalog.words.stems.analyze(name))
                if stems:
                    made.setdefault(stems[0], []).append((stems, group))
        catalog.synonyms = made
    return catalog.synonyms


def _longest_synonym(
    tokens: list[Token], i: int, groups: dict[str, list[tuple[tuple[str, ...], int]]]
) -> tuple[int, list[tuple[str, ...]]]:
    """How many tokens from i on make up a synonym (1 if none does), and the other members of its groups."""
    best, found = 1, set[int]()
    for stems, group in groups.get(tokens[i].stem, ()):
        if len(stems) >= best and tuple(token.stem for token in tokens[i : i + len(stems)]) == stems:
            found = {group} if len(stems) > best else found | {group}
            best = len(stems)
    own = tuple(token.stem for token in tokens[i : i + best])
    return best, [stems for each in groups.values() for stems, group in each if group in found and stems != own]


def _slot(catalog: Catalog, part: list[Token], others: list[tuple[str, ...]], unfinished: bool) -> Slot:
    typed = " ".join(token.word for token in part)
    stems = tuple(token.stem for token in part)
    alternatives: list[Alternative] = []
    if len(part) > 1 or _known(catalog, stems[0]):
        alternatives.append(Alternative(stems, 1.0, "", typed))
    alternatives += [Alternative(other, SYNONYM, "synonym", " ".join(other)) for other in others]
    if len(part) > 1:
        loose = [stem for stem in stems if stem not in catalog.words.aside]
        alternatives += [Alternative((stem,), LOOSE / len(loose), "part", stem) for stem in loose]
    elif not alternatives or unfinished:
        alternatives += _guesses(catalog, part[0].word, unfinished, bool(alternatives))
    alternatives = [each for each in alternatives if all(_known(catalog, stem) for stem in each.stems)]
    weight = max((_idf(catalog, each.stems) for each in alternatives[:1]), default=_idf(catalog, ()))
    return Slot(typed, tuple(alternatives), weight)


def _guesses(catalog: Catalog, word: str, unfinished: bool, known: bool) -> list[Alternative]:
    """What an unfinished word may become, and what an unknown one may have meant."""
    guesses: list[Alternative] = []
    if unfinished:
        longer = catalog.vocabulary.searcher().terms_with_prefix("word", word, limit=MOST_PREFIXES * 4)
        stems = dict.fromkeys((_stem(catalog, term), term) for term, _ in longer if term != word)
        guesses = [Alternative((stem,), PREFIX, "prefix", term) for stem, term in list(stems)[:MOST_PREFIXES]]
    if not known and not guesses:
        guesses = [Alternative((_stem(catalog, near),), CORRECTED, "correction", near) for near in corrections(catalog, word)]
        guesses += _cut(catalog, word)
    return guesses


def _cut(catalog: Catalog, word: str) -> list[Alternative]:
    """A compound cut into two words that the library has: takehome, longterm."""
    for i in range(3, len(word) - 2):
        pair = (_stem(catalog, word[:i]), _stem(catalog, word[i:]))
        if all(_known(catalog, stem) for stem in pair):
            return [Alternative(pair, CORRECTED, "compound", f"{word[:i]} {word[i:]}")]
    return []


def corrections(catalog: Catalog, word: str, most: int = 3) -> list[str]:
    """The library's words nearest to one that it does not have: fewest slips first, then those it uses most."""
    allowed = _allowed(word)
    if not allowed:
        return []
    schema, searcher = catalog.vocabulary.schema, catalog.vocabulary.searcher()
    query = Query.fuzzy_term_query(schema, "word", word, allowed)
    near = searcher.search(query, 50, count=False, order_by_field="times").hits
    ranked: list[tuple[int, int, str]] = []
    for times, address in near:
        other: str = searcher.doc(address).get_first("word")  # pyright: ignore[reportAssignmentType]
        ranked.append((distance(word, other, allowed) + (word[0] != other[0]), -times, other))
    ranked.sort()
    return [other for slips, _, other in ranked if slips <= ranked[0][0]][:most]


def _allowed(word: str) -> int:
    """How many slips of the finger a word of this length may have."""
    return 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 8 else 2


def distance(a: str, b: str, most: int) -> int:
    """Optimal string alignment: edits, with a swap of neighbours as one; anything above `most` may come out as most + 1."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before, last = [], list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def _stem(catalog: Catalog, word: str) -> str:
    stems = catalog.words.stems.analyze(word)
    return stems[0] if stems else word


def _known(catalog: Catalog, stem: str) -> bool:
    return any(catalog.searcher.doc_freq(field, stem) for field in TEXTS)


def _idf(catalog: Catalog, stems: tuple[str, ...]) -> float:
    """How much a word tells: the fewer entries have it the more; of several, the most telling."""
    count = len(catalog)
    seen = [max(catalog.searcher.doc_freq(field, stem) for field in TEXTS) for stem in stems] or [0]
    return max(math.log(1 + (count - n + 0.5) / (n + 0.5)) for n in seen)


def _slot_query(catalog: Catalog, slot: Slot) -> Query:
    """Any alternative in any field; the best counts, the others a little."""
    parts = [
        Query.boost_query(_stems_query(catalog, field, each.stems), each.weight * boost)
        for each in slot.alternatives
        for field, boost in FIELDS.items()
    ]
    return Query.disjunction_max_query(parts, 0.1)


def _stems_query(catalog: Catalog, field: str, stems: tuple[str, ...]) -> Query:
    schema = catalog.entries.schema
    if len(stems) == 1:
        return Query.term_query(schema, field, stems[0])
    return Query.phrase_query(schema, field, list(stems), 2)  # pyright: ignore[reportArgumentType]


def _rank(catalog: Catalog, slots: list[Slot], known: list[Slot], queries: list[Query], candidates: list[Any]) -> list[Hit]:
    """The second look: coverage, closeness, kind."""
    whole = sum(slot.weight for slot in slots)
    hits: list[Hit] = []
    for base, address in candidates:
        document = catalog.searcher.doc(address)
        placed = catalog.placed([address])[0]
        fields = records.stems(document.get_first("stems") or b"")  # pyright: ignore[reportArgumentType]
        met = [_met(slot, fields) for slot in known]
        covered = sum(slot.weight * each.weight**0.5 for slot, each in zip(known, met, strict=True) if each) / whole
        if covered < COVERED:
            continue
        close = max((_closeness(catalog, slots, met, known, name) for name in fields[0]), default=0.0)
        kind = KINDS[placed.section.kind]
        score = kind * (base * (0.3 + 0.7 * covered * covered) + CLOSENESS * close)
        reasons = (("BM25", base), ("covered", covered), ("closeness", close), ("kind", kind))
        hits.append(Hit(placed, score, tuple(each for each in met if each), reasons))
    hits.sort(key=lambda hit: (-hit.score, hit.placed.at))
    return hits


def _met(slot: Slot, fields: Any) -> Alternative | None:
    """The weightiest alternative that an entry has, if any."""
    names, rest = fields
    words = rest.union(*names)
    return max((each for each in slot.alternatives if words.issuperset(each.stems)), key=lambda each: each.weight, default=None)


def _closeness(catalog: Catalog, slots: list[Slot], met: list[Alternative | None], known: list[Slot], name: list[str]) -> float:
    """How much of the query a title or alias holds, and how little else: 0 to 1."""
    words = set(name)
    told = {stem: _idf(catalog, (stem,)) for stem in words if stem not in catalog.words.aside} or dict.fromkeys(words, 1.0)
    hit = [(slot, each) for slot in known for each in slot.alternatives if words.issuperset(each.stems)]
    if not hit:
        return 0.0
    best: dict[int, Alternative] = {}
    for slot, each in hit:
        if id(slot) not in best or each.weight > best[id(slot)].weight:
            best[id(slot)] = each
    asked = sum(slot.weight for slot in slots)
    recall = sum(slot.weight * best[id(slot)].weight for slot in known if id(slot) in best) / asked
    said = sum(told.values())
    precision = sum(told.get(stem, 0.0) for stem in {s for each in best.values() for s in each.stems}) / said
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0
