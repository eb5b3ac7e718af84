"""The second look at what tantivy found: how near an answer's title or an alias comes to the query, and how much it covers."""

from __future__ import annotations

from fibro_tui.catalog.weights import ALIAS, ASIDE, BM25, COVER, FURTHER, GUESSED, NAME_AT, NEAR, ORDER, RECALL, REST_AT, SHORT_AT, STRANGE
from fibro_tui.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fibro_tui.catalog.asked import Asked, Way


TEXT = "text"
# A word that counts less than this was met by a guess.
HALF = 0.5


class Match(Record):
    """A word that matched: the stems of it, how much it counted, the word as the library has it, where it stands and why it counts."""

    stems: tuple[str, ...]
    weight: float
    word: str
    why: str


class Met(Record):
    """How a slot was met: with what weight, where in the answer, by which way."""

    weight: float
    where: str
    way: Way


class Look(Record):
    """What the second look saw of one answer: its strength, whether it is about the query, what those are made of, how it was met."""

    strength: float
    evidence: float
    near: float
    covered: float
    bm25: float
    met: dict[int, Met]


class Ranker:
    """Looks at answers with one query in mind."""

    def __init__(self, asked: Asked) -> None:
        self.slots = asked.slots
        self.weights = [slot.weight for slot in asked.slots]
        self.total = sum(self.weights) or 1.0
        self.ways = asked.ways
        self.masses = asked.masses
        known = {slot for way in asked.ways for slot in range(way.first, way.last + 1)}
        unknown = [slot.weight for at, slot in enumerate(asked.slots) if at not in known and not slot.aside]
        self.strange = sum(unknown) / self.total
        self.opening: dict[str, list[Way]] = {}
        for way in asked.ways:
            self.opening.setdefault(way.stems[0], []).append(way)

    def look(self, packed: bytes, bm25: float) -> Look:
        """How strong an answer is, from the stems that the index keeps of it."""
        short, rest, *names = packed.decode().split("\n")
        near = 0.0
        best: dict[int, Met] = {}
        for place, name in enumerate(names):
            mass, *stems = name.split()
            met = self._met(stems)
            if not met:
                continue
            near = max(near, (ALIAS if place else 1.0) * self._nearness(met, int(mass) / 100))
            for slot, (weight, _, way) in met.items():
                if slot not in best or weight * NAME_AT > best[slot].weight:
                    best[slot] = Met(weight * NAME_AT, "alias" if place else "title", way)
        self._elsewhere(best, "short answer", SHORT_AT, short)
        self._elsewhere(best, TEXT, REST_AT, rest)
        covered = sum(self.weights[slot] * met.weight for slot, met in best.items()) / self.total
        strength = NEAR * near + COVER * covered + BM25 * bm25
        return Look(strength, self._evidence(strength, best), near, covered, bm25, best)

    def _evidence(self, strength: float, best: dict[int, Met]) -> float:
        """How sure it is that the answer is about what was asked, and does not only mention a word of it."""
        telling = sum(not self.slots[slot].aside and met.weight >= HALF for slot, met in best.items() if met.where != TEXT)
        guessed = sum(self.weights[slot] for slot, met in best.items() if met.way.why == "correction") / self.total
        return strength + FURTHER * min(2, max(0, telling - 1)) - STRANGE * self.strange - GUESSED * guessed

    def matches(self, look: Look) -> tuple[Match, ...]:
        """The words that matched, in the order of the query."""
        return tuple(self._match(slot, look.met[slot]) for slot in sorted(look.met))

    def _match(self, slot: int, met: Met) -> Match:
        typed, _, aside = self.slots[slot]
        way = met.way
        why = f'{way.why} of "{typed}", in {met.where}' if way.why else f"in {met.where}"
        return Match(way.stems, met.weight * (ASIDE if aside else 1), way.word, why)

    def _met(self, stems: list[str]) -> dict[int, tuple[float, int, Way]]:
        """The slots that a name meets: by what weight, where in the name, by which way."""
        met: dict[int, tuple[float, int, Way]] = {}
        for at, stem in enumerate(stems):
            for way in self.opening.get(stem, ()):
                size = len(way.stems)
                if size > 1 and tuple(stems[at : at + size]) != way.stems:
                    continue
                for slot in range(way.first, way.last + 1):
                    if slot not in met or way.weight > met[slot][0]:
                        met[slot] = (way.weight, at + slot - way.first, way)
        return met

    def _nearness(self, met: dict[int, tuple[float, int, Way]], mass: float) -> float:
        """How much of the query a name has, and how little else, and in what order: 0 to 1."""
        said: dict[str, float] = {}
        for weight, _, way in met.values():
            for stem in way.stems:
                said[stem] = max(said.get(stem, 0.0), weight)
        recall = sum(self.weights[slot] * weight for slot, (weight, _, _) in met.items()) / self.total
        precision = min(1.0, sum(self.masses[stem] * weight for stem, weight in said.items()) / (mass or 1.0))
        if not recall or not precision:
            return 0.0
        square = RECALL * RECALL
        near = (1 + square) * recall * precision / (recall + square * precision)
        pairs = sum(0 < met[slot + 1][1] - met[slot][1] < 3 for slot in met if slot + 1 in met)
        return near * (1 - ORDER + ORDER * (pairs / (len(self.weights) - 1) if len(self.weights) > 1 else 1.0))

    def _elsewhere(self, best: dict[int, Met], where: str, share: float, text: str) -> None:
        """Meet, in a text, the slots that no name met as well."""
        for way in self.ways:
            weight = way.weight * share
            wanting = [slot for slot in range(way.first, way.last + 1) if slot not in best or weight > best[slot].weight]
            if wanting and f" {' '.join(way.stems)} " in text:
                for slot in wanting:
                    best[slot] = Met(weight, where, way)
