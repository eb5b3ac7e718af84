"""Writes a library of any size to standard output: `python tests/bench/generate.py 12000 > large.yaml`.

Its words come by the frequency that words of a language have, so that an index of it is no easier than one of real texts.
"""

import random
import sys
from itertools import accumulate

SYLLABLES = tuple(first + second for first in ("b", "d", "f", "g", "k", "l", "m", "st", "tr", "pl") for second in "aeiou")


def words_of(chance: random.Random, count: int) -> list[str]:
    """Made-up words, the commonest first."""
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) + chance.choice(["", "s", "ed", "ing"]) for _ in range(count)]


def library(entries: int, seed: int = 1) -> str:
    """A library of so many entries, the same for the same seed."""
    chance = random.Random(seed)
    known = words_of(chance, 20_000)
    weights = [*accumulate(1 / rank for rank in range(1, len(known) + 1))]

    def text(count: int) -> str:
        return " ".join(chance.choices(known, cum_weights=weights, k=count))

    levels = ("high", "low")
    out = ["title: A large library\nlanguage: en\ncertainty:\n"]
    out += [f"  - {{id: {level}, mark: '{level}', label: {level}, means: as it says}}\n" for level in levels]
    out.append("reasons: {few: few people were studied}\nsections:\n")
    for section in range(12):
        out.append(f"  - id: section-{section}\n    title: {text(3)}\n    entries:\n")
        for number in range(section, entries, 12):
            out.append(
                f"      - id: entry-{number}\n        title: What of {text(6)} {number}?\n"
                f"        also: [{text(3)}, {text(4)}, {text(3)}, {text(2)}]\n        short: {text(30)}.\n"
                "        body: |\n"
                f"          {text(60)}. [@reference-{number % 500}]\n\n"
                f"          - {text(20)}.\n          - {text(25)}.\n\n          {text(60)}.\n"
                f"        certainty: {chance.choice(levels)}\n        because: [few]\n        population: {text(5)}\n"
                f"        sources: [{{ref: reference-{number % 500}, says: supports}}]\n        see: [entry-{(number * 7) % entries}]\n"
                f"        tags: [tag-{number % 50}]\n        reviewed: 2026-11-22\n        due: 2999-11-22\n"
            )
    out.append("references:\n")
    for number in range(500):
        out.append(f"  - {{id: reference-{number}, type: article-journal, title: {text(9)}, issued: {{date-parts: [[2020]]}}}}\n")
    return "".join(out)


if __name__ == "__main__":
    sys.stdout.write(library(int(sys.argv[1])))
