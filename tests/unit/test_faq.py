"""The library that comes with the program, spoiled in a fixed set of ways, each at an answer of its own: its check notices all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from libraries import TODAY

from fibro_tui.cli import packaged
from fibro_tui.content.check import RULES
from fibro_tui.content.checks import lay_out
from fibro_tui.content.file import contents
from fibro_tui.content.model import Citation, Entry, Library, Reference, Section
from fibro_tui.content.read import read

Change = Callable[[Entry], Entry]
Found = set[tuple[str, str]]


def sets(**values: object) -> Change:
    return lambda entry: entry._replace(**values)


def ends(key: str, words: str) -> Change:
    return lambda entry: entry._replace(**{key: f"{getattr(entry, key).rstrip()}{words}"})


def all_say(stance: str) -> Change:
    return lambda entry: entry._replace(sources=tuple(Citation(source.ref, stance) for source in entry.sources))


# The answer, the rule that notices, and what is done to the answer.
SPOILED: list[tuple[str, str, Change]] = [
    ("does-it-work", "no-reasons", sets(because=())),
    ("blood-flow", "certainty-over-design", sets(certainty="high", because=())),
    ("guedj-scans", "certainty-over-design", sets(certainty="low")),
    ("iv-infusion", "certainty-over-design", all_say("mixed")),
    ("noppers-trial", "no-sources", all_say("against")),
    ("mood", "strong-verb", ends("short", " Ketamine will ease it.")),
    ("tolerance", "strong-verb", ends("short", " It probably builds up.")),
    ("cost", "strong-verb", ends("short", " Ketamine relieves pain.")),
    ("exercise", "no-certainty", sets(certainty="")),
    ("duloxetine", "no-population", sets(population="")),
    ("pregabalin", "unused-source", lambda entry: entry._replace(sources=(*entry.sources, Citation("noppers-2011", "supports")))),
    ("milnacipran", "uncited-statement", ends("body", "\n\nPeople feel better for it.")),
    ("sleep", "uncited-statement", ends("unknown", " In 40 trials 900 of 1000 people slept.")),
    ("dizziness-and-drowsiness", "dead-citation", ends("body", " [see @nobody]")),
    ("dissociation", "dead-link", ends("body", " [That](javascript:alert(1))")),
    ("nausea-and-vomiting", "bare-percentage", ends("body", "\n\nIt came to 67% of people. [@nobody]")),
    ("who-should-not", "one-in-x", ends("short", " That is 1 in 10 people.")),
    ("boosters", "frequency-word", ends("short", " Harm is rare.")),
    ("insurance", "advice", ends("body", "\n\nYou should ask for it. [@nobody]")),
    ("legal-status", "sales-word", ends("short", " It is a breakthrough.")),
    ("nice-guideline", "review-dates", sets(due="9999-12-31")),
    ("older-adults", "overdue", sets(reviewed="2024-01-05", due="2025-01-05")),
    ("what-is-ketamine", "long-short", ends("short", " There is more to say on this." * 8)),
    ("fibro-fog", "title", sets(title="Fibro fog and ketamine")),
]


def spoiled(library: Library) -> Library:
    """The library with all of that, a misspelt interest, a word that the glossary no longer explains, and most harms gone."""
    changes = {name: change for name, _, change in SPOILED}

    def section(each: Section) -> Section:
        entries = [changes.get(entry.id, sets())(entry) for entry in each.entries if entry.id != "word-midazolam"]
        return each._replace(entries=tuple(entries[:4] if each.id == "risks" else entries))

    def reference(each: Reference) -> Reference:
        return each._replace(custom=each.custom._replace(interest="makr")) if each.id == "noppers-2011" else each

    return library._replace(sections=tuple(map(section, library.sections)), references=tuple(map(reference, library.references)))


def found(library: Library) -> Found:
    desk = lay_out(library, TODAY)
    return {(rule.name, finding.subject) for rule in RULES.values() for finding in rule.find(desk)}


@pytest.fixture(scope="module")
def before_and_after() -> tuple[Found, Found]:
    library = read(contents(packaged())).library
    assert library
    return found(library), found(spoiled(library))


LIBRARY_WIDE = [("midazolam", "glossary-gap"), ("noppers-2011", "unweighed-reference"), ("library", "thin-harms")]


@pytest.mark.parametrize(("subject", "rule"), [*((name, rule) for name, rule, _ in SPOILED), *LIBRARY_WIDE])
def test_what_spoils_the_library_is_noticed(before_and_after: tuple[Found, Found], subject: str, rule: str):
    before, after = before_and_after
    assert (rule, subject) not in before
    assert (rule, subject) in after
