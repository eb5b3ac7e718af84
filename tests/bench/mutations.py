"""How many of some fifty ways to spoil a library does its check notice?

Each mutation changes one thing at a place that a seeded random draw picks, in the bytes of the file or in its tree, as a hurried
editor would. A mutation is caught when the check tells of a problem that the file did not have before.

    python tests/bench/mutations.py [faq.yaml] [--seed N] [--rounds N]
"""

from __future__ import annotations

import argparse
import copy
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from fibro_tui.content.check import check
from fibro_tui.content.read import read

TODAY = "2026-11-22"
Tree = dict[str, Any]
Mutation = Callable[[Tree, random.Random], None]
MUTATIONS: dict[str, Mutation] = {}


class AsWritten(yaml.CSafeLoader):
    """Leaves a date the text that it is."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in rows if not tag.endswith("timestamp")]
        for first, rows in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


class Nowhere(Exception):
    """The library has no place for this mutation."""


def mutation(find: Mutation) -> Mutation:
    """Put a function into the list; its name in words is the mutation's name."""
    MUTATIONS[find.__name__.replace("_", " ")] = find
    return find


def answers(tree: Tree, kinds: tuple[str, ...] = ("answers", "claims")) -> list[Tree]:
    return [e for s in tree["sections"] if s.get("kind", "answers") in kinds for e in s["entries"]]


def pick(draw: random.Random, rows: list[Any]) -> Any:
    if not rows:
        raise Nowhere
    return draw.choice(rows)


def replace(entry: Tree, key: str, pattern: str, new: str, draw: random.Random) -> None:
    """Put `new` in place of one match, drawn at random."""
    found = pick(draw, list(re.finditer(pattern, entry[key])))
    entry[key] = entry[key][: found.start()] + found.expand(new) + entry[key][found.end() :]


def holding(tree: Tree, key: str, pattern: str, kinds: tuple[str, ...] = ("answers", "claims")) -> list[Tree]:
    return [entry for entry in answers(tree, kinds) if re.search(pattern, entry.get(key, ""))]


def cited(tree: Tree) -> Counter[str]:
    return Counter(source["ref"] for s in tree["sections"] for e in s["entries"] for source in e.get("sources", []))


def graded(tree: Tree, *levels: str) -> list[Tree]:
    return [entry for entry in answers(tree) if entry["certainty"] in levels]


# What an answer rests on


@mutation
def a_source_removed(tree: Tree, draw: random.Random) -> None:
    sources = pick(draw, [e for e in answers(tree) if len(e["sources"]) > 1])["sources"]
    sources.remove(draw.choice(sources))


@mutation
def all_sources_removed(tree: Tree, draw: random.Random) -> None:
    del pick(draw, answers(tree))["sources"]


@mutation
def a_source_misspelled(tree: Tree, draw: random.Random) -> None:
    draw.choice(pick(draw, answers(tree))["sources"])["ref"] += "x"


@mutation
def a_source_added_and_never_cited(tree: Tree, draw: random.Random) -> None:
    entry = pick(draw, answers(tree))
    taken = {source["ref"] for source in entry["sources"]}
    entry["sources"].append({"ref": pick(draw, [r["id"] for r in tree["references"] if r["id"] not in taken]), "says": "supports"})


@mutation
def a_stance_taken_out(tree: Tree, draw: random.Random) -> None:
    del draw.choice(pick(draw, answers(tree))["sources"])["says"]


@mutation
def a_citation_taken_out(tree: Tree, draw: random.Random) -> None:
    replace(pick(draw, holding(tree, "body", r"\[@")), "body", r" ?\[@[^\]]+\]", "", draw)


@mutation
def a_citation_of_nothing(tree: Tree, draw: random.Random) -> None:
    replace(pick(draw, holding(tree, "body", r"\[@")), "body", r"\[@[^\];]+", "[@nobody-1999", draw)


@mutation
def a_statement_without_a_source(tree: Tree, draw: random.Random) -> None:
    pick(draw, answers(tree))["body"] += "\nPeople feel better for it.\n"


@mutation
def an_orphan_reference(tree: Tree, draw: random.Random) -> None:
    reference = copy.deepcopy(draw.choice(tree["references"]))
    for key in ("DOI", "PMID", "PMCID"):
        reference.pop(key, None)
    tree["references"].append({**reference, "id": "lonely-1999"})


@mutation
def a_reference_removed(tree: Tree, draw: random.Random) -> None:
    tree["references"].remove(draw.choice(tree["references"]))


@mutation
def a_reference_twice(tree: Tree, draw: random.Random) -> None:
    tree["references"].append({**pick(draw, [r for r in tree["references"] if "DOI" in r]), "id": "again-1999"})


@mutation
def a_certainty_taken_out(tree: Tree, draw: random.Random) -> None:
    del pick(draw, answers(tree))["certainty"]


@mutation
def a_certainty_raised_to_the_top(tree: Tree, draw: random.Random) -> None:
    pick(draw, graded(tree, "moderate", "low", "very-low"))["certainty"] = "high"


@mutation
def a_theory_made_certain(tree: Tree, draw: random.Random) -> None:
    pick(draw, graded(tree, "theory"))["certainty"] = "moderate"


@mutation
def a_certainty_of_no_level(tree: Tree, draw: random.Random) -> None:
    pick(draw, answers(tree))["certainty"] = "certain"


@mutation
def the_trials_taken_from_a_moderate_answer(tree: Tree, draw: random.Random) -> None:
    """What is left is one survey."""
    entry = pick(draw, graded(tree, "moderate", "high"))
    for reference in tree["references"]:
        if reference["id"] in {source["ref"] for source in entry["sources"]}:
            reference["custom"]["design"] = "survey"


@mutation
def the_reasons_removed(tree: Tree, draw: random.Random) -> None:
    pick(draw, graded(tree, "moderate", "low", "very-low"))["because"] = []


@mutation
def indirectness_removed(tree: Tree, draw: random.Random) -> None:
    rows = [e for e in graded(tree, "moderate", "low", "very-low") if "indirectness" in e["because"] and ", not " in e["population"]]
    pick(draw, rows)["because"].remove("indirectness")


@mutation
def a_population_removed(tree: Tree, draw: random.Random) -> None:
    del pick(draw, answers(tree))["population"]


@mutation
def a_population_of_other_people(tree: Tree, draw: random.Random) -> None:
    rows = [e for e in graded(tree, "high", "moderate", "low", "very-low") if "indirectness" not in e.get("because", [])]
    pick(draw, rows)["population"] = "people with depression"


@mutation
def a_strong_verb(tree: Tree, draw: random.Random) -> None:
    rows = [e for e in graded(tree, "low") if re.search(r"\b(?:may|might)\b", e["short"])]
    replace(pick(draw, rows), "short", r"\b(?:may|might)\b", "will", draw)


@mutation
def a_strong_verb_of_moderate_answers(tree: Tree, draw: random.Random) -> None:
    rows = [e for e in graded(tree, "moderate") if re.search(r"\bprobably\b", e["short"])]
    replace(pick(draw, rows), "short", r"\bprobably\b", "will", draw)


@mutation
def only_sellers_left(tree: Tree, draw: random.Random) -> None:
    sections = [s for s in tree["sections"] if s["id"] in ("benefits", "risks", "research")]
    entry = pick(draw, [e for s in sections for e in s["entries"]])
    for reference in tree["references"]:
        if reference["id"] in {source["ref"] for source in entry["sources"]}:
            reference["custom"]["interest"] = "sells-ketamine"


@mutation
def a_retracted_source(tree: Tree, draw: random.Random) -> None:
    name = pick(draw, sorted({s["ref"] for e in answers(tree) for s in e["sources"] if s["says"] == "supports"}))
    next(r for r in tree["references"] if r["id"] == name)["custom"]["status"] = "retracted"


# Numbers


@mutation
def a_count_made_a_percentage(tree: Tree, draw: random.Random) -> None:
    pattern = r"\b\d+ (?:of|in every) \d+\b"
    key = draw.choice(["short", "body"])
    replace(pick(draw, holding(tree, key, pattern)), key, pattern, "67%", draw)


@mutation
def a_count_made_one_in_x(tree: Tree, draw: random.Random) -> None:
    pattern = r"\b\d+ (?:of|in every) \d+\b"
    replace(pick(draw, holding(tree, "body", pattern)), "body", pattern, "1 in 10", draw)


@mutation
def a_count_made_relative(tree: Tree, draw: random.Random) -> None:
    pick(draw, answers(tree))["short"] = "Relief was twice as likely with it."


@mutation
def a_count_above_its_whole(tree: Tree, draw: random.Random) -> None:
    pattern = r"(?<![.,])\b\d+ of (\d+)\b(?!,\d| and| or| to| years)"
    replace(pick(draw, holding(tree, "body", pattern)), "body", pattern, r"9\1 of \1", draw)


@mutation
def a_word_for_how_often(tree: Tree, draw: random.Random) -> None:
    pick(draw, answers(tree))["short"] += " Harm is rare."


@mutation
def a_figure_of_more_than_all(tree: Tree, draw: random.Random) -> None:
    people = pick(draw, [f for e in answers(tree) for f in e.get("figures", []) if "people" in f])["people"]
    people[pick(draw, [name for name in people if name not in ("of", "per")])] = people.get("of", people.get("per")) + 1


@mutation
def a_caution_removed(tree: Tree, draw: random.Random) -> None:
    rows = [f for e in answers(tree) for f in e.get("figures", []) if f.get("people", {}).get("of", 99) < 50 and "caution" in f]
    del pick(draw, rows)["caution"]


@mutation
def a_small_trial_per_hundred(tree: Tree, draw: random.Random) -> None:
    sizes = {r["id"]: r["custom"].get("n", 0) for r in tree["references"]}
    figures = [f for e in answers(tree) for f in e.get("figures", []) if "of" in f.get("people", {})]
    people = pick(draw, [f for f in figures if isinstance(f["source"], str) and 0 < sizes[f["source"]] < 50])["people"]
    whole = people.pop("of")
    people.update({name: count * 100 // whole for name, count in people.items()} | {"per": 100})


# Words


@mutation
def a_word_that_sells(tree: Tree, draw: random.Random) -> None:
    word = draw.choice(["a breakthrough", "a miracle", "promising", "proven", "a game-changer"])
    pick(draw, answers(tree, ("answers",)))["short"] += f" It is {word}."


@mutation
def advice(tree: Tree, draw: random.Random) -> None:
    phrase = draw.choice(["You should ask for it.", "We recommend it.", "You need to stop it."])
    replace(pick(draw, holding(tree, "body", r"\. \[@")), "body", r"\. \[@", f". {phrase} [@", draw)


@mutation
def a_long_sentence(tree: Tree, draw: random.Random) -> None:
    entry = pick(draw, [e for e in answers(tree) if len(e["short"].split()) > 28])
    entry["short"] = re.sub(r"[.:?!] ", ", and ", entry["short"])


@mutation
def a_long_short_answer(tree: Tree, draw: random.Random) -> None:
    pick(draw, answers(tree))["short"] += " There is more to say on this." * 6


@mutation
def no_question_mark(tree: Tree, draw: random.Random) -> None:
    entry = pick(draw, answers(tree))
    entry["title"] = entry["title"].rstrip("?")


@mutation
def aliases_cut(tree: Tree, draw: random.Random) -> None:
    entry = pick(draw, answers(tree))
    entry["also"] = entry["also"][:3]


@mutation
def a_hard_section(tree: Tree, draw: random.Random) -> None:
    for entry in pick(draw, [s for s in tree["sections"] if s.get("kind", "answers") == "answers"])["entries"]:
        entry["body"] = re.sub(r"\b(people|pain|help|drug)\b", "pharmacotherapeutic administration", entry["body"])


@mutation
def a_glossary_word_removed(tree: Tree, draw: random.Random) -> None:
    """Of the words that stand in many answers."""
    section = pick(draw, [s for s in tree["sections"] if s.get("kind") == "glossary"])
    texts = [" ".join(e.get(key, "") for key in ("short", "body", "unknown")).lower() for e in answers(tree)]
    rows = [e for e in section["entries"] if e["title"] in ("fibromyalgia", "dissociation", "anaesthetic", "esketamine", "midazolam")]
    section["entries"].remove(pick(draw, [e for e in rows if sum(e["title"] in text for text in texts) > 9]))


@mutation
def a_dead_link(tree: Tree, draw: random.Random) -> None:
    replace(pick(draw, holding(tree, "body", r"\]\(#")), "body", r"\]\(#[^)]+\)", "](#no-such-entry)", draw)


@mutation
def a_link_that_acts(tree: Tree, draw: random.Random) -> None:
    replace(pick(draw, holding(tree, "body", r"\]\(#")), "body", r"\]\(#[^)]+\)", "](javascript:run)", draw)


# Upkeep


@mutation
def a_dead_see_also(tree: Tree, draw: random.Random) -> None:
    entry = pick(draw, [e for e in answers(tree) if e.get("see")])
    entry["see"][draw.randrange(len(entry["see"]))] = "no-such-entry"


@mutation
def an_overdue_entry(tree: Tree, draw: random.Random) -> None:
    pick(draw, answers(tree)).update(reviewed="2024-01-05", due="2025-01-05")


@mutation
def a_day_that_is_none(tree: Tree, draw: random.Random) -> None:
    pick(draw, answers(tree))["due"] = "2027-02-30"


@mutation
def dates_in_the_wrong_order(tree: Tree, draw: random.Random) -> None:
    entry = pick(draw, answers(tree))
    entry["reviewed"], entry["due"] = entry["due"], entry["reviewed"]


@mutation
def a_malformed_doi(tree: Tree, draw: random.Random) -> None:
    reference = pick(draw, [r for r in tree["references"] if "DOI" in r])
    reference["DOI"] = f"https://doi.org/{reference['DOI']}"


@mutation
def the_protocol_s_doi(tree: Tree, draw: random.Random) -> None:
    reference = pick(draw, [r for r in tree["references"] if re.search(r"CD\d{6}\.pub", r.get("DOI", ""))])
    reference["DOI"] = reference["DOI"].partition(".pub")[0]


@mutation
def a_hole_in_a_table(tree: Tree, draw: random.Random) -> None:
    facts = pick(draw, [e for s in tree["sections"] if s.get("facts") for e in s["entries"]])["facts"]
    del facts[draw.choice(list(facts))]


@mutation
def a_story_that_helped(tree: Tree, draw: random.Random) -> None:
    pick(draw, [e for e in answers(tree, ("stories",)) if e["outcome"] == "did-not-help"])["outcome"] = "helped"


@mutation
def the_harms_cut_short(tree: Tree, draw: random.Random) -> None:
    for entry in pick(draw, [s for s in tree["sections"] if s["id"] == "risks"])["entries"]:
        entry["body"] = entry["body"].partition("\n\n")[0]
        entry.pop("unknown", None)


@mutation
def the_notice_removed(tree: Tree, draw: random.Random) -> None:
    del tree["about"]["notice"]


@mutation
def a_help_line_checked_by_nobody(tree: Tree, draw: random.Random) -> None:
    pick(draw, tree["help"])["checked"] = "yes, by phone"


def found(tree: Tree) -> Counter[tuple[str, str]]:
    """The problems of a library, without their places: a mutation moves every line."""
    data = yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000).encode()
    return Counter((problem.rule, problem.message) for problem in check(read(data), TODAY))


def run(tree: Tree, seed: int) -> Iterator[tuple[str, list[str] | None]]:
    """Each mutation with the rules that caught it; nothing where the library has no place for it."""
    before = found(tree)
    if any(rule == "structure" for rule, _ in before):
        sys.exit("the file has problems of structure, which hide all others; mend them first")
    for name, mutate in MUTATIONS.items():
        spoiled = copy.deepcopy(tree)
        try:
            mutate(spoiled, random.Random(f"{seed} {name}"))
        except Nowhere:
            yield name, None
            continue
        yield name, sorted({rule for rule, _ in found(spoiled) - before})


def main() -> int:
    parser = argparse.ArgumentParser(description="How many mutations of a library does its check catch?")
    parser.add_argument("file", nargs="?", default="faq.yaml")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with open(arguments.file, encoding="utf-8") as file:
        tree = yaml.load(file, AsWritten)
    rows = list(run(tree, arguments.seed))
    for name, caught in rows:
        print(f"{'no place' if caught is None else 'caught' if caught else 'MISSED':9}{name:45}{' '.join(caught or [])}")
    tried = [caught for _, caught in rows if caught is not None]
    print(f"caught {sum(map(bool, tried))} of {len(tried)} mutations (seed {arguments.seed})")
    return 0 if all(tried) else 1


if __name__ == "__main__":
    sys.exit(main())
