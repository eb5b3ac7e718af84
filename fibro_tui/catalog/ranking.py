"""The second look at what tantivy found: how near an answer's title or an alias comes to the query, and how much it covers."""

from __future__ import annotations

from fibro_tui.catalog import weights
from fibro_tui.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fibro_tui.catalog.asked import Asked, Way

    # How a slot was met: with what weight, where in the answer, by which way.
    Met = tuple[float, str, Way]


CORRECTION = "correction"


class Match(Record):
    """A word that matched: the stems of it, how much it counted, the word as the library has it, where it stands and why it counts."""

    stems: tuple[str, ...]
    weight: float
    word: str
    why: str


class Look(Record):
    """What the second look saw of one answer: its strength, what that is made of, and how each slot was met."""

    strength: float
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
        self.masses = asked.masses
        known = {slot for way in asked.ways for slot in range(way.first, way.last + 1)}
        unknown = [slot for at, slot in enumerate(asked.slots) if at not in known and not slot.aside]
        self.unknown = tuple(slot.typed for slot in unknown)
        strange = sum(slot.weight for slot in unknown) / self.total
        subject = any(slot.subject for slot in asked.slots)
        self.handicap = weights.ELSEWHERE * asked.elsewhere + weights.STRANGE * strange
        self.handicap -= weights.SUBJECT * subject + weights.LONG * len(asked.slots)
        ours = asked.elsewhere <= weights.NEARBY
        self.familiar = ours and not unknown and all(way.why != CORRECTION for way in asked.ways)
        self.telling = sum(not slot.aside for slot in asked.slots)
        self.told = sum(slot.weight for slot in asked.slots if not slot.aside) / self.total
        self.carrying = _carrying(asked)
        self.starts = frozenset(way.stems[0] for way in self.carrying)
        self.opening: dict[str, list[Way]] = {}
        for way in asked.ways:
            self.opening.setdefault(way.stems[0], []).append(way)

    def look(self, packed: bytes, bm25: float) -> Look:
        """How strong an answer is, from the stems that the index keeps of it."""
        short, rest, *names = packed.decode().split("\n")
        near = 0.0
        best: dict[int, Met] = {}
        for place, name in enumerate(names):
            mass, *stems = name.split(" ")
            if self.starts.isdisjoint(stems):
                continue
            met = self._met(stems)
            near = max(near, (weights.ALIAS if place else 1.0) * self._nearness(met, int(mass) / 100))
            for slot, (weight, _, way) in met.items():
                if slot not in best or weight > best[slot][0]:
                    best[slot] = (weight, "alias" if place else "title", way)
        self._elsewhere(best, "short answer", weights.SHORT_AT, short)
        self._elsewhere(best, "text", weights.REST_AT, rest)
        covered = sum(self.weights[slot] * weight for slot, (weight, _, _) in best.items()) / self.total
        strength = weights.NEAR * near + weights.COVER * covered + weights.BM25 * bm25
        return Look(strength, near, covered, bm25, best)

    def reached(self, looks: list[Look], bar: float) -> bool:
        """Whether the best of these is as strong as an answer must be, or has all that was asked, in words that the library has."""
        whole = self.familiar and any(look.covered >= weights.WHOLE * self.told for look in looks)
        return whole or any(look.strength >= bar + self.handicap for look in looks)

    def matches(self, look: Look) -> tuple[Match, ...]:
        """The words that matched, in the order of the query."""
        return tuple(self._match(slot, look.met[slot]) for slot in sorted(look.met))

    def _match(self, slot: int, met: Met) -> Match:
        typed, _, _, aside, _ = self.slots[slot]
        weight, where, way = met
        why = f'{way.why} of "{typed}", in {where}' if way.why else f"in {where}"
        return Match(way.stems, weight * (weights.ASIDE if aside else 1), way.word, why)

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
        near = weights.f_measure(recall, precision)
        pairs = sum(0 < met[slot + 1][1] - met[slot][1] < 3 for slot in met if slot + 1 in met)
        return near * (1 - weights.ORDER + weights.ORDER * (pairs / (len(self.weights) - 1) if len(self.weights) > 1 else 1.0))

    def _elsewhere(self, best: dict[int, Met], where: str, share: float, text: str) -> None:
        """Meet, in a text, the slots that no name met as well."""
        for way in self.carrying:
            weight = way.weight * share
            at = best.get(way.first)
            if (at and at[0] >= weight and way.first == way.last) or f" {' '.join(way.stems)} " not in text:
                continue
            for slot in range(way.first, way.last + 1):
                if slot not in best or weight > best[slot][0]:
                    best[slot] = (weight, where, way)


def _carrying(asked: Asked) -> list[Way]:
    """The ways that find answers: words of asking, and what every answer is about, only count beside others, where there are others."""
    ranks = [0 if slot.aside else 1 if slot.subject else 2 for slot in asked.slots]
    ranked = [(max(ranks[way.first : way.last + 1]), way) for way in asked.ways]
    best = max((rank for rank, _ in ranked), default=0)
    return [way for rank, way in ranked if rank == best]
