"""What a misspelt word may have meant: the library's words that are few slips of the finger away, or that sound like it."""

from __future__ import annotations

from tantivy import Query

from fibro_tui.catalog.words import sound
from fibro_tui.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tantivy import Index, Searcher

_MOST_NEAR, _MOST_MEANT = 40, 3


class Guess(Record):
    """A word of the library, how many slips it is away (less where it sounds the same), and how rare it is: minus its times."""

    slips: float
    rare: int
    word: str


def guesses(vocabulary: Index, word: str, unfinished: bool = False) -> list[Guess]:
    """The nearest words, best first; none when the word is too short to tell. An unfinished word may go on as it likes."""
    slips = allowed(word)
    if not slips:
        return []
    schema, searcher = vocabulary.schema, vocabulary.searcher()
    key = sound(word)
    near = _words(searcher, Query.fuzzy_term_query(schema, "word", word, slips))
    if len(key) > 1:
        near |= _words(searcher, Query.term_query(schema, "sound", key))
    ranked = sorted(guess for guess in (_guess(word, key, other, times) for other, times in near.items()) if guess.slips <= slips)
    if not ranked and unfinished:
        begun = _words(searcher, Query.fuzzy_term_query(schema, "word", word, slips, prefix=True))
        ranked = sorted(Guess(1.0, -times, other) for other, times in begun.items())
    return [guess for guess in ranked if guess.slips <= ranked[0].slips + 0.5][:_MOST_MEANT]


def _words(searcher: Searcher, query: Query) -> dict[str, int]:
    """The words that a query finds, the commonest first, and how often the library has each."""
    found = searcher.search(query, _MOST_NEAR, count=False, order_by_field="times").hits
    return {searcher.doc(address).get_first("word") or "": times for times, address in found}


def _guess(word: str, key: str, other: str, times: int) -> Guess:
    """How near another word is: a wrong first letter is rare and costs more, a like sound or the same letters make a slip likelier."""
    slips = float(distance(word, other, 4))
    if word[0] != other[0]:
        slips += 0.5
    if (sound(other) == key and slips < len(word) / 2) or sorted(word) == sorted(other):
        slips = slips / 2
    return Guess(slips, -times, other)


def allowed(word: str) -> int:
    """How many slips of the finger a word of this length may have."""
    return 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 8 else 2


def distance(a: str, b: str, most: int) -> int:
    """Optimal string alignment: edits, with a swap of neighbours as one; anything above `most` comes out as most + 1."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return min(last[-1], most + 1)
