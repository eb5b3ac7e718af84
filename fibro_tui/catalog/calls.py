"""Whether somebody types of overdose, suicide, chest pain: the words of the library's help, misspelt too."""

from __future__ import annotations

from fibro_tui.catalog.spelling import distance
from fibro_tui.catalog.weights import LONGEST_QUERY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fibro_tui.catalog.catalog import Catalog


def calls_for_help(catalog: Catalog, text: str) -> bool:
    """Whether one of the library's phrases for help stands in what was typed."""
    typed = catalog.words.plain.analyze(text[:LONGEST_QUERY])
    known = catalog.vocabulary.searcher()
    met: dict[tuple[str, str, bool], bool] = {}

    def alike(here: str, word: str, among: bool) -> bool:
        key = (here, word, among)
        if key not in met:
            # A word that the library has is no misspelling of another, unless it is the other but for its end: breath, breathe.
            fair = word.startswith(here) or not known.doc_freq("word", here)
            met[key] = _same(here, word) or (fair and _misspelt(here, word, among))
        return met[key]

    opening: dict[tuple[str, bool], list[tuple[str, ...]]] = {}
    for phrase in catalog.calls:
        if phrase:
            opening.setdefault((phrase[0], len(phrase) > 1), []).append(phrase)
    return any(
        len(phrase) <= len(typed) - i and all(alike(at, word, True) for at, word in zip(typed[i + 1 :], phrase[1:], strict=False))
        for i, here in enumerate(typed)
        for (word, among), phrases in opening.items()
        if alike(here, word, among)
        for phrase in phrases
    )


def _same(typed: str, word: str) -> bool:
    return typed == word or typed == f"{word}s"


def _misspelt(typed: str, word: str, among: bool) -> bool:
    """Whether a word may be this one misspelt. A short word is told only among the others of its phrase."""
    if len(word) < (4 if among else 6) or len(typed) < 3 or (word.startswith(typed) and not among):
        return False
    slips = 1 if len(word) < 9 else 2
    if abs(len(typed) - len(word)) > slips or len({*typed} ^ {*word}) > 2 * slips:
        return False
    return (typed[0] == word[0] or sorted(typed) == sorted(word)) and distance(typed, word, slips) <= slips
