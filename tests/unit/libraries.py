"""One good small library, and ways to spoil it: every test of a rule starts from it."""

from __future__ import annotations

import copy
from typing import Any

import yaml

from fibro_tui.content.check import check
from fibro_tui.content.problems import Problem
from fibro_tui.content.read import read

TODAY = "2026-11-22"

GOOD: dict[str, Any] = yaml.safe_load("""
title: Tea and headaches
about:
  notice: Information, not medical advice.
  purpose: To answer what people ask about tea.
  audience: Adults with headaches.
  not_for: Emergencies.
  version: "1"
  evidence_searched: "2026-11-01"
  clinical_review: none
  funding: none
  interests: none
certainty:
  - {id: high, mark: "###", label: Sure, means: Many people were studied., avoid: [always]}
  - {id: moderate, mark: "##-", label: Fairly sure, means: It has gaps., avoid: [does, will, proves]}
  - {id: low, mark: "#--", label: Not sure, means: It may be wrong., avoid: [does, will, probably]}
  - {id: very-low, mark: "---", label: Not known, means: Nobody knows., avoid: [may help, helps, works]}
  - {id: fact, mark: fact, label: On record, means: A law or a definition.}
reasons: {imprecision: few people were studied, indirectness: other people were studied}
help:
  - {region: UK, level: emergency, name: Emergency, call: "999", checked: "2026-11-01"}
  - {region: US, level: emergency, name: Emergency, call: "911"}
rules:
  population: headache
  benefits: [good]
  harms: [bad]
  sellers: [maker]
sections:
  - id: good
    title: What may get better
    facts: [Price]
    entries:
      - id: relief
        title: Does tea ease a headache?
        also: [tea for my head, can tea help, is tea good for pain, head pain and tea]
        short: Tea may ease a headache for some hours. In one trial it did so in 8 of 12 people.
        body: |
          One trial gave tea to 12 people and water to 12. Pain eased in 8 of 12 on tea and 3 of 12 on water. [@smith-2020]

          - The gain was gone a day later. See [the harms](#harm). [@smith-2020; @maker-2021]
        unknown: Whether more tea does more.
        certainty: low
        because: [imprecision]
        population: adults with headaches
        facts: {Price: about 2 pounds a box}
        figures:
          - people: {of: 12, tea: 8, water: 3}
            outcome: pain eased
            when: after an hour
            who: adults with headaches
            caution: Only 24 people.
            source: smith-2020
        sources: [{ref: smith-2020, says: supports}, {ref: maker-2021, says: mixed}]
        see: [harm]
        tags: [pain]
        reviewed: "2026-11-22"
        due: "2028-11-22"
  - id: bad
    title: What can go wrong
    entries:
      - id: harm
        title: Can tea harm me?
        also: [is tea safe, tea and the heart, too much tea, side effects of tea]
        short: Tea may keep people awake. How often is not known, as few people were studied, and none of them for long.
        body: |
          The maker of the tea reports that 2 of 24 people slept badly. Another trial found the same in 3 of 12 people on
          tea and 1 of 12 on water. Few people were studied, and not for long. [@maker-2021; @smith-2020]
        unknown: Whether years of tea do harm.
        certainty: low
        because: [imprecision]
        population: adults with headaches
        sources: [{ref: maker-2021, says: supports}, {ref: smith-2020, says: supports}]
        see: [relief]
        tags: [sleep]
        reviewed: "2026-11-22"
        due: "2027-11-22"
  - id: claims
    title: Claims, checked
    kind: claims
    entries:
      - id: claim-cure
        title: Is tea a cure?
        also: [tea cures all, miracle tea, does tea cure pain, tea as a cure]
        short: It is no cure. A trial found relief in 8 of 12 people, for some hours.
        body: |
          The maker calls it a cure. The trial found relief for some hours. [@smith-2020]
        unknown: Nothing more.
        certainty: moderate
        because: [imprecision]
        population: adults with headaches
        sources: [{ref: smith-2020, says: supports}]
        see: [relief]
        tags: [pain]
        reviewed: "2026-11-22"
        due: "2028-11-22"
  - id: stories
    title: What people say
    kind: stories
    entries:
      - &story {id: story-good, title: “It went away.”, short: One person's words., outcome: helped, see: [relief],
         reviewed: "2026-11-22", due: "2028-11-22"}
      - {<<: *story, id: story-mixed, title: “It came back.”, outcome: mixed}
      - {<<: *story, id: story-bad, title: “It did nothing.”, outcome: did-not-help}
  - id: glossary
    title: Words
    kind: glossary
    entries:
      - {id: word-tea, title: tea, also: [teas], short: Leaves in hot water., reviewed: "2026-11-22", due: "2028-11-22"}
references:
  - id: smith-2020
    type: article-journal
    title: Tea and headache, a trial
    DOI: 10.1000/tea
    PMID: "123"
    custom: &weighed {design: randomised-trial, n: 24, population: adults with headaches, comparator: water, follow-up: a day,
                      finding: Relief for some hours., limits: Small., funding: not stated, interest: public}
  - id: maker-2021
    type: article-journal
    title: Our tea
    URL: https://tea.example
    custom: {<<: *weighed, design: case-series, interest: maker}
""")


def text(library: dict[str, Any]) -> bytes:
    """A library as the bytes of its file."""
    return yaml.dump(library, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=200).encode()


def changed(path: str, value: Any) -> dict[str, Any]:
    """The good library with one thing changed; a path is "sections.0.entries.0.short", and `...` takes the thing out."""
    library = copy.deepcopy(GOOD)
    *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
    at: Any = library
    for step in way:
        at = at[step]
    if value is ...:
        del at[last]
    else:
        at[last] = value
    return library


def problems(library: dict[str, Any], today: str = TODAY) -> list[Problem]:
    """What the reader and the rules find wrong with a library."""
    return check(read(text(library)), today)


def rules(library: dict[str, Any], today: str = TODAY) -> set[str]:
    """The names of the rules that a library breaks."""
    return {problem.rule for problem in problems(library, today)}
