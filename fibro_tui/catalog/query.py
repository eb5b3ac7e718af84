"""From what was typed to ranked answers, with the words that led to each.

`asked` says what the query is about and every way in which the library may say it; tantivy finds the candidates by BM25 over the
fields; `ranking` looks at the best of them again. An answer that is not near enough is not shown: nothing close is an answer too.
"""

from __future__ import annotations

from bisect import bisect_right

from tantivy import Occur, Order, Query, SearchResult

from fibro_tui.catalog import weights
from fibro_tui.catalog.asked import Asked, Typed, asked, parse
from fibro_tui.catalog.calls import calls_for_help
from fibro_tui.catalog.catalog import Catalog, Placed
from fibro_tui.catalog.ranking import CORRECTION, Look, Match, Ranker
from fibro_tui.catalog.words import pairs
from fibro_tui.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from fibro_tui.content.model import Section

    _Bounds = list[tuple[Occur, Query]]


class Hit(Record):
    """An answer: where it stands, its score (comparable within one search), the words that matched, and what made the score."""

    placed: Placed
    score: float
    matched: tuple[Match, ...]
    reasons: tuple[tuple[str, float], ...]


class Seen(Record):
    """A candidate after the second look: its score with the weight of its kind, and where it stands."""

    score: float
    look: Look
    at: int
    address: Any


class Found(Record):
    """What came of a search; not `sure` when the hits are only the nearest there are, and may not answer it.

    `total` may be more than the hits, `corrected` pairs what was typed with what was searched, `stems` are the words to mark in a
    text. Where nothing was found: `nearest` are the sections to look in, the likeliest first, `unknown` the words that the library does
    not know, and `fewer` the query without them, if that finds something.
    """

    query: str
    total: int
    hits: tuple[Hit, ...]
    corrected: tuple[tuple[str, str], ...] = ()
    stems: frozenset[str] = frozenset()
    help: bool = False
    sure: bool = True
    nearest: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    fewer: str = ""


def search(catalog: Catalog, text: str, limit: int = weights.CANDIDATES, section: str = "") -> Found:
    """The answers to what was typed, best first, of one section or all; without words, what its filters leave, in reading order."""
    calls = calls_for_help(catalog, text)
    typed = parse(text[: weights.LONGEST_QUERY], catalog)
    bounds = _bounds(catalog, typed, section)
    about = asked(catalog, typed)
    if not about.slots:
        return _listed(catalog, text, bounds, limit, calls) if bounds else Found(text, 0, (), help=calls, sure=False)
    ranker = Ranker(about)
    wanted = Query.boolean_query([(Occur.Must, _wanted(catalog, ranker)), *bounds])
    found = catalog.searcher.search(wanted, max(limit, weights.CANDIDATES), count=ranker.telling > 0)
    seen = _seen(catalog, ranker, found.hits)
    looks = [each.look for each in seen]
    if not ranker.reached(looks, weights.ENOUGH):
        nearest, fewer = _nearest(catalog, seen), _fewer(catalog, text, ranker.unknown, section)
        return Found(text, 0, (), help=calls, sure=False, nearest=nearest, unknown=ranker.unknown, fewer=fewer)
    beside = weights.BESIDE * max(look.strength for look in looks)
    shown = sorted((each for each in seen if each.look.strength >= beside), key=lambda each: (-each.score, each.at))
    hits = tuple(_hit(catalog, ranker, each) for each in shown[:limit])
    # What the second look did not see is no better than the last that it saw: it counts where that one is shown.
    total = max(len(shown), _count(found)) if len(shown) == len(found.hits) else len(shown)
    sure = ranker.reached(looks, weights.SURE)
    return Found(text, total, hits, _corrected(about, shown[0].look), _marked(about, shown), calls, sure)


def related(catalog: Catalog, placed: Placed, most: int = 5) -> list[Placed]:
    """Other entries to read: those that this one names, then those that are most like it."""
    from fibro_tui.catalog.indexed import texts

    named = [other for other in map(catalog.entry, placed.entry.see) if other]
    words = {name: value if isinstance(value, list) else [value] for name, value in texts(placed.section, placed.entry).items()}
    like = Query.more_like_this_document_fields_query(catalog.entries.schema, words, 2, max(3, len(catalog) // 4), 1, 25)
    answers = [
        (Occur.MustNot, Query.term_query(catalog.entries.schema, "section", section.id))
        for section in catalog.library.sections
        if section.kind != "answers" and section.id != placed.section.id
    ]
    found = catalog.searcher.search(Query.boolean_query([(Occur.Must, like), *answers]), most + len(named) + 1, count=False)
    have = {placed.entry.id, *(other.entry.id for other in named)}
    rest = [other for other in catalog.placed(address for _, address in found.hits) if other.entry.id not in have]
    return (named + rest)[: max(most, len(named))]


def _bounds(catalog: Catalog, typed: Typed, section: str) -> _Bounds:
    """What every hit must, or must not, have."""
    schema = catalog.entries.schema
    filters = (*typed.filters, *([("section", section)] if section else []))
    bounds = [(Occur.Must, Query.term_query(schema, field, value)) for field, value in filters]
    for phrases, occur in ((typed.phrases, Occur.Must), (typed.without, Occur.MustNot)):
        for phrase in phrases:
            stems = tuple(token.stem for token in catalog.words.tokens(phrase))
            if stems:
                bounds.append((occur, Query.disjunction_max_query([_stems_query(catalog, field, stems) for field in weights.FIELDS])))
    return bounds


def _listed(catalog: Catalog, text: str, bounds: _Bounds, limit: int, calls: bool) -> Found:
    """Everything within the bounds, in reading order: for a query of nothing but filters."""
    query = Query.boolean_query(bounds if any(o == Occur.Must for o, _ in bounds) else [(Occur.Must, Query.all_query()), *bounds])
    found = catalog.searcher.search(query, max(1, limit), order_by_field="at", order=Order.Asc)
    hits = tuple(Hit(placed, 0.0, (), ()) for placed in catalog.placed(address for _, address in found.hits))
    return Found(text, _count(found), hits, help=calls)


def _count(result: SearchResult) -> int:
    """How many documents matched; tantivy's stubs leave it out."""
    return result.count or 0  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]


def _wanted(catalog: Catalog, ranker: Ranker) -> Query:
    """Any slot met in any way in any field, the best way counting; words of asking only in pairs, or where there is nothing else."""
    groups: dict[tuple[int, int], list[Query]] = {}
    for way in ranker.carrying:
        for field, boost in weights.FIELDS.items():
            query = Query.boost_query(_stems_query(catalog, field, way.stems), way.weight * boost)
            groups.setdefault((way.first, way.last), []).append(query)
    wanted = [(Occur.Should, Query.disjunction_max_query(queries, 0.1)) for queries in groups.values()]
    beside = [Query.term_query(catalog.entries.schema, "pairs", pair) for pair in pairs([slot.stem for slot in ranker.slots])]
    wanted += [(Occur.Should, Query.boost_query(query, weights.PAIR)) for query in beside]
    return Query.boolean_query(wanted, 1) if wanted else Query.empty_query()


def _stems_query(catalog: Catalog, field: str, stems: tuple[str, ...]) -> Query:
    schema = catalog.entries.schema
    if len(stems) == 1:
        return Query.term_query(schema, field, stems[0])
    return Query.phrase_query(schema, field, list(stems))


def _seen(catalog: Catalog, ranker: Ranker, candidates: list[tuple[Any, Any]]) -> list[Seen]:
    """The second look at each candidate."""
    best = (candidates[0][0] if candidates else 0.0) or 1.0
    seen: list[Seen] = []
    for bm25, address in candidates:
        if bm25 < weights.FAR * best:
            break
        document = catalog.searcher.doc(address)
        look = ranker.look(document.get_first("stems") or b"\n", bm25 / best)
        at: int = document.get_first("at")  # pyright: ignore[reportAssignmentType]
        seen.append(Seen(look.strength * weights.KINDS[_section(catalog, at).kind], look, at, address))
    return seen


def _section(catalog: Catalog, at: int) -> Section:
    return catalog.library.sections[bisect_right(catalog.starts, at) - 1]


def _hit(catalog: Catalog, ranker: Ranker, seen: Seen) -> Hit:
    placed = catalog.placed([seen.address])[0]
    kind = placed.section.kind
    reasons = (("near a name", seen.look.near), ("covered", seen.look.covered), ("BM25", seen.look.bm25), (kind, weights.KINDS[kind]))
    return Hit(placed, seen.score, ranker.matches(seen.look), reasons)


def _corrected(about: Asked, best: Look) -> tuple[tuple[str, str], ...]:
    """The words that were searched for others, where that carried the best answer."""
    return tuple((about.slots[slot].typed, way.word) for slot, (_, _, way) in sorted(best.met.items()) if way.why == CORRECTION)


def _marked(about: Asked, shown: list[Seen]) -> frozenset[str]:
    """The stems to mark in a text: all that matched; words of asking, and what every entry is about, only where there is nothing else."""
    met = {(slot, way) for seen in shown for slot, (_, _, way) in seen.look.met.items()}
    ranks = [0 if slot.aside else 1 if slot.subject else 2 for slot in about.slots]
    best = max((ranks[slot] for slot, _ in met), default=0)
    return frozenset(stem for slot, way in met if ranks[slot] == best for stem in way.stems)


def _fewer(catalog: Catalog, text: str, unknown: tuple[str, ...], section: str) -> str:
    """The query without these words, where that finds something."""
    words = text.split()
    kept = [word for word in words if catalog.words.plain.analyze(word) and set(unknown).isdisjoint(catalog.words.plain.analyze(word))]
    fewer = " ".join(kept)
    return fewer if 0 < len(kept) < len(words) and search(catalog, fewer, 1, section).hits else ""


def _nearest(catalog: Catalog, seen: list[Seen]) -> tuple[str, ...]:
    """The sections of answers, those first whose entries came nearest."""
    near: dict[str, float] = {section.id: 0.0 for section in catalog.library.sections if section.kind == "answers"}
    for each in seen:
        section = _section(catalog, each.at).id
        if section in near:
            near[section] += each.score
    return tuple(sorted(near, key=lambda id: -near[id]))
