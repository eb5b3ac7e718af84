"""Every number that decides what a search finds, in one place.

They were chosen on half a of tests/search/exam.yaml, on the library's own aliases, each asked after it was left out, and on
tests/search/unrelated.txt; never on half b. ENOUGH is the lowest at which 85 of 100 queries out of scope are refused there.
`tests/bench/search_bench.py` prints what they reach: whoever changes one runs it again.
"""

from __future__ import annotations

from math import log

# What the strength of an answer is made of: how near its title or an alias comes to the query, how much of the query the answer
# has anywhere, and how tantivy's BM25 compares with the best.
NEAR, COVER, BM25 = 0.43, 0.29, 0.28
# How much more it matters that a name has all of the query than that it has nothing else (the beta of an F measure).
RECALL = 1.3
# What of a name's nearness hangs on the order of its words; and what an alias counts beside a title.
ORDER, ALIAS = 0.05, 0.94
# How much a word counts in the short answer and in the rest of an entry, beside one in its title or an alias.
SHORT_AT, REST_AT = 0.8, 0.6
# How much a way to meet a word counts beside the word itself.
FORM, SYNONYM, PREFIX, LONGER, COMPOUND = 0.95, 0.8, 0.85, 0.35, 0.8
# A corrected word counts the less the more of its letters were wrong.
SLIP = 1.5
# Words of asking ("how", "will", "my") tell little; so do unknown words of three letters. An unknown word tells as much as a rare one.
ASIDE, TINY, UNKNOWN = 0.25, 0.3, 1.0
# What the library's title names, every entry is about: it tells little of one.
SUBJECT_TELLS = 0.5
# How strongly rare words count before common ones: the power of their weight.
RARITY = 0.7
KINDS = {"answers": 1.0, "claims": 0.78, "glossary": 0.75, "stories": 0.65}
# How strong the best answer must be to be shown, and to be shown without doubt: less where the query names what the library's title
# names, and for each of its words, since a long question has more that no answer has; more for the share of it that the library does
# not know, and the nearer the query comes to what is answered elsewhere. Without a list of that every query comes NEARBY, and the less
# so the longer the list is beside FEW phrases.
ENOUGH, SURE, SUBJECT, LONG, STRANGE, ELSEWHERE = 0.42, 0.48, 0.13, 0.014, 0.27, 0.69
# Or how much of the query an answer must have anywhere, where the library knows all of its words and it comes no nearer than that.
WHOLE, NEARBY, FEW = 0.6, 0.3, 600
# The share of the best answer's strength that the others must reach.
BESIDE = 0.5

# How tantivy weighs the fields where it looks for candidates.
FIELDS = {"names": 3.0, "short": 1.5, "tags": 1.0, "body": 0.7}
# How much two words that stand side by side in a name count there.
PAIR = 2.0

# The share of the best BM25 below which no candidate gets a second look.
FAR = 0.2

# Bounds of the work that one query may cause: counts, not shares.
CANDIDATES, LONGEST_QUERY, MOST_WORDS, MOST_GUESSED, MOST_PREFIXES, MOST_SYNONYMS, MOST_PHRASES = 40, 400, 24, 4, 10, 64, 20


def f_measure(recall: float, precision: float) -> float:
    """How near a phrase comes to a query, from 0 to 1: how much of the query it has, and how little else."""
    square = RECALL * RECALL
    return (1 + square) * recall * precision / (recall + square * precision) if recall and precision else 0.0


def importance(count: int, having: int) -> float:
    """How much a word tells in a library of so many entries, of which so many have it in title, alias or short answer."""
    return log(1 + (count - having + 0.5) / (having + 0.5)) ** RARITY
