"""How near a query comes to what the library says that it does not answer.

That an answer has words of a query is no sign that it answers: boil, long and egg may all stand in some alias. So a library lists what
people type about other things, and the nearer a query comes to one of those phrases, the stronger an answer must be to be shown.
"""

from __future__ import annotations

from tantivy import Occur, Query

from fibro_tui.catalog import weights

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from fibro_tui.catalog.asked import Slot
    from fibro_tui.catalog.catalog import Catalog


def nearness(catalog: Catalog, slots: list[Slot], tells: Callable[[str], float]) -> float:
    """How near the nearest of those phrases comes, from 0 to 1; at least a middling share where the library lists none, or few.

    `tells` says how much a stem tells.
    """
    searcher = catalog.vocabulary.searcher()
    count = searcher.doc_freq("kind", "phrase")
    least = weights.NEARBY * weights.FEW / (weights.FEW + count)
    telling = {slot.stem for slot in slots if not slot.aside}
    wanted = [(Occur.Should, Query.term_query(catalog.vocabulary.schema, "elsewhere", stem)) for stem in telling]
    if not (count and wanted):
        return least
    found = searcher.search(Query.boolean_query(wanted), weights.MOST_PHRASES, count=False).hits
    phrases = [(searcher.doc(address).get_first("phrase") or b"").decode().split(" ") for _, address in found]
    total = sum(slot.weight for slot in slots) or 1.0

    def near(phrase: list[str]) -> float:
        shared = {slot.stem: slot.weight for slot in slots if slot.stem in phrase}
        recall = sum(slot.weight for slot in slots if slot.stem in shared) / total
        precision = min(1.0, sum(shared.values()) / (sum(map(tells, phrase)) or 1.0))
        # A single word that both have is no sign of the same subject, however rare it is.
        return weights.f_measure(recall, precision) if len(shared) > 1 else min(recall, precision)

    return max([least, *map(near, phrases)])
