"""Every editorial rule with files that break it and files that only look as if they did, the excuses, and the report's forms."""

from __future__ import annotations

import copy
import json
import pathlib
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libraries import GOOD, TODAY, changed, problems, rules, text

from fibro_tui.content.check import RULES, check, checked, rules_table
from fibro_tui.content.problems import Problem, report
from fibro_tui.content.read import read
from fibro_tui.content.summary import Grade, Summary, counted, told

RELIEF = "sections.0.entries.0"
HARM = "sections.1.entries.0"
CLAIM = "sections.2.entries.0"
STORY = "sections.3.entries.0"
LONG = "Tea is a drink of leaves that people pour hot water on, and then they wait for a while, and only then sip it from a cup or a bowl."
HARD = "Institutional considerations notwithstanding, pharmacological interdependencies necessitate multidisciplinary reconsideration. "
FIGURE = {"outcome": "woke", "when": "at night", "who": "adults", "source": "maker-2021", "people": {"per": 20, "tea": 1}}
LONELY = {**GOOD["references"][1], "id": "lonely-1999", "URL": "https://lonely.example"}

BREAKS: list[tuple[str, str, Any]] = [
    ("no-certainty", f"{RELIEF}.certainty", ...),
    ("no-reasons", f"{RELIEF}.because", ...),
    ("needless-reasons", f"{RELIEF}.certainty", "fact"),
    ("needless-reasons", f"{RELIEF}.certainty", "high"),
    ("no-population", f"{RELIEF}.population", ...),
    ("indirect-population", f"{RELIEF}.population", "adults with back pain"),
    ("indirect-population", f"{RELIEF}.population", "adults with back pain, not headache"),
    ("no-body", f"{RELIEF}.body", ...),
    ("no-sources", f"{RELIEF}.sources", ...),
    ("no-sources", f"{RELIEF}.sources", [{"ref": "smith-2020", "says": "against"}, {"ref": "maker-2021", "says": "against"}]),
    ("uncited-statement", f"{RELIEF}.body", "Tea is good.\n\nIt is warm. [@smith-2020; @maker-2021]"),
    ("uncited-statement", f"{RELIEF}.body", "What it does:\n\n- it is warm\n- it is wet [@smith-2020; @maker-2021]"),
    ("uncited-statement", f"{RELIEF}.body", "Tea heals everybody:\n\nIt is warm. [@smith-2020; @maker-2021]"),
    ("uncited-statement", f"{RELIEF}.unknown", "In 40 trials 900 of 1000 people got well."),
    ("uncited-statement", f"{STORY}.body", "In a trial 8 of 12 people slept. [Sleep](#relief) has more.\n\nA box is $600."),
    ("dead-citation", f"{RELIEF}.body", "Tea is warm. [@smith-2020; @maker-2021; @nobody-1999]"),
    ("dead-citation", "sections.4.entries.0.body", "Tea is warm. [@nobody-1999]"),
    ("dead-citation", f"{RELIEF}.body", "Tea is warm. [@smith-2020; @maker-2021] [see @smith-2020]"),
    ("dead-citation", f"{RELIEF}.body", "Tea is warm. [@smith-2020; @maker-2021] [@smith-2020, p. 3]"),
    ("dead-citation", f"{RELIEF}.body", "Tea is warm. [@smith-2020; @maker-2021] [-@nobody]"),
    ("dead-citation", f"{RELIEF}.body", "Tea is warm. [@smith-2020; @maker-2021] So says @nobody-1999."),
    ("uncited-statement", f"{RELIEF}.body", "Tea is warm. [@smith-2020, p. 3]\n\nTea is wet. [@smith-2020; @maker-2021]"),
    ("unlisted-citation", f"{CLAIM}.body", "Tea is warm. [@smith-2020; @maker-2021]"),
    (
        "unlisted-citation",
        f"{CLAIM}.figures",
        [{"outcome": "o", "when": "w", "who": "w", "source": "maker-2021", "people": {"per": 20, "tea": 1}}],
    ),
    ("unused-source", f"{CLAIM}.sources", [{"ref": "smith-2020", "says": "supports"}, {"ref": "maker-2021", "says": "mixed"}]),
    (
        "orphan-reference",
        "references",
        [*GOOD["references"], {**GOOD["references"][1], "id": "lonely-1999", "URL": "https://lonely.example"}],
    ),
    ("dead-link", f"{RELIEF}.body", "See [this](#nowhere). [@smith-2020; @maker-2021]"),
    ("dead-link", f"{RELIEF}.body", "**See [this](#nowhere).** [@smith-2020; @maker-2021]"),
    ("dead-link", f"{RELIEF}.unknown", "What [this](#nowhere(a)) is."),
    ("dead-link", f"{RELIEF}.body", "See [this](javascript:alert(1)). [@smith-2020; @maker-2021]"),
    ("dead-link", f"{RELIEF}.body", "See [this](javascript:a b). [@smith-2020; @maker-2021]"),
    ("dead-link", f"{RELIEF}.body", 'See [this](#harm "the harms"). [@smith-2020; @maker-2021]'),
    ("dead-link", f"{RELIEF}.body", "See [this]( #harm ). [@smith-2020; @maker-2021]"),
    ("dead-link", f"{RELIEF}.body", "See [this [one]](#harm). [@smith-2020; @maker-2021]"),
    ("dead-link", f"{RELIEF}.body", "See [this](http://). [@smith-2020; @maker-2021]"),
    ("dead-link", f"{RELIEF}.body", "See [this](ftp://example.org). [@smith-2020; @maker-2021]"),
    ("strong-verb", f"{RELIEF}.short", "Tea will ease a headache."),
    ("strong-verb", f"{RELIEF}.short", "If it is hot, tea probably eases a headache."),
    ("strong-verb", f"{RELIEF}.short", "No harm was found, and tea does ease a headache."),
    ("strong-verb", f"{RELIEF}.short", "Without doubt tea will ease a headache."),
    ("strong-verb", f"{RELIEF}.short", "Nothing else will ease a headache as tea does."),
    ("strong-verb", f"{RELIEF}.short", "Tea always eases a headache."),
    ("strong-verb", f"{RELIEF}.short", "It proves that tea eases a headache."),
    ("certainty-over-design", "references.0.custom.design", "case-report"),
    ("certainty-over-design", "references.0.custom.design", "randomized-trail"),
    ("certainty-over-design", f"{CLAIM}.sources", [{"ref": "smith-2020", "says": "mixed"}]),
    ("certainty-over-design", f"{RELIEF}.sources", [{"ref": "maker-2021", "says": "supports"}, {"ref": "smith-2020", "says": "against"}]),
    ("retracted-support", "references.0.custom.status", "retracted"),
    ("seller-alone", f"{HARM}.sources", [{"ref": "maker-2021", "says": "supports"}]),
    ("seller-alone", f"{HARM}.sources", [{"ref": "maker-2021", "says": "mixed"}, {"ref": "smith-2020", "says": "against"}]),
    ("seller-alone", f"{HARM}.sources", [{"ref": "maker-2021", "says": "supports"}, {"ref": "smith-2020", "says": "mixed"}]),
    ("unsaid-seller", f"{RELIEF}.body", "Tea was given. [@smith-2020]\n\nTea helped. [@maker-2021]"),
    ("thin-harms", f"{HARM}.body", "Tea harms. [@smith-2020; @maker-2021]"),
    ("unbalanced-stories", "sections.3.entries.2.outcome", "helped"),
    ("story-without-outcome", f"{STORY}.outcome", ...),
    ("story-without-answer", f"{STORY}.see", ...),
    ("story-without-answer", f"{STORY}.see", ["story-bad"]),
    ("bare-figure", f"{RELIEF}.figures.0.caution", ...),
    ("bare-figure", f"{RELIEF}.figures.0.who", ...),
    ("bare-figure", f"{RELIEF}.figures.0.people", {"of": 12, "tea": 8}),
    ("inflated-figure", f"{RELIEF}.figures.0.people", {"per": 100, "tea": 67, "water": 25}),
    ("inflated-figure", f"{RELIEF}.figures.0.people", {"of": 25, "tea": 8, "water": 3}),
    ("missing-fact", f"{RELIEF}.facts", ...),
    ("nothing-unknown", f"{RELIEF}.unknown", ...),
    ("bare-percentage", f"{RELIEF}.short", "Tea may ease pain in 67% of people."),
    ("bare-percentage", f"{RELIEF}.unknown", "Why sixty percent of people drink it. On water 3 of 12 did."),
    ("bare-percentage", f"{RELIEF}.facts.Price", "too much for 15 % of people"),
    ("bare-percentage", f"{RELIEF}.short", "Tea may ease pain in 67 pct of people."),
    ("bare-percentage", f"{RELIEF}.short", "Tea may ease pain in 67％ of people."),
    ("bare-percentage", f"{RELIEF}.short", "Tea may ease pain in 8 of 12 people (67%)."),
    ("bare-percentage", f"{RELIEF}.short", "Pain eased in 8 of 12 people on tea (95%) and 3 of 12 on water."),
    ("bare-percentage", f"{RELIEF}.short", "The price was low, and 67% of people got well."),
    (
        "bare-percentage",
        f"{RELIEF}.body",
        "Pain eased:\n\n- at noon: 8 of 12 (67%) on tea [@smith-2020]\n- at night: 2 of 12 on tea and 1 of 12 on water [@maker-2021]",
    ),
    ("bare-percentage", f"{RELIEF}.body", "“Tea eases pain in 67% of people.” [@smith-2020; @maker-2021]"),
    ("relative-figure", f"{RELIEF}.unknown", "Whether tea makes sleep twice as likely."),
    ("relative-figure", f"{RELIEF}.unknown", "Why it brought a 3-fold increase."),
    ("relative-figure", f"{RELIEF}.unknown", "Who has two times the risk."),
    ("relative-figure", f"{RELIEF}.unknown", "Why relief was twice as likely. Two of 12 people drove home."),
    ("relative-figure", f"{RELIEF}.unknown", "Why relief was twice as likely. How it comes about is not known."),
    ("relative-figure", f"{RELIEF}.unknown", "Why relief was 2.5x more likely."),
    ("relative-figure", f"{RELIEF}.unknown", "Why it was three times better than water."),
    ("relative-figure", f"{RELIEF}.unknown", "Why it cut the risk of a headache by a third."),
    ("relative-figure", f"{RELIEF}.unknown", "Why it doubled the number of people who slept."),
    ("relative-figure", f"{RELIEF}.unknown", "Why the risk ratio was 2.4."),
    ("relative-figure", f"{RELIEF}.unknown", "Why harm was up 3-fold."),
    ("relative-figure", f"{RELIEF}.unknown", "Why harm is three times as likely at this dose."),
    ("one-in-x", f"{RELIEF}.short", "Tea may ease pain in 1 in 10 people."),
    ("one-in-x", f"{RELIEF}.figures.0.caution", "One in five people spilled it."),
    ("one-in-x", f"{RELIEF}.short", "Tea may ease pain in 1 in every 5 people."),
    ("one-in-x", f"{RELIEF}.short", "Tea has a 1-in-5 chance."),
    ("one-in-x", f"{RELIEF}.short", "Tea may ease pain in one person in five."),
    ("one-in-x", f"{RELIEF}.short", "Tea may ease pain in one out of every five people."),
    ("one-in-x", f"{RELIEF}.short", "Tea may ease pain in one in fifty people."),
    ("more-than-all", f"{RELIEF}.short", "Tea may ease pain in 13 of 12 people."),
    ("more-than-all", f"{RELIEF}.short", "Tea may ease pain in thirteen of 12 people."),
    ("more-than-all", f"{RELIEF}.short", "Tea may ease pain in 1,200 of 1,100 people."),
    ("more-than-all", f"{RELIEF}.short", "Tea may ease pain in 13 of\n12 people."),
    ("frequency-word", f"{HARM}.short", "Bad sleep is rare."),
    ("frequency-word", f"{HARM}.unknown", "Tea commonly stains one cup."),
    ("frequency-word", f"{HARM}.short", "Bad sleep is rare, as a study of 2011 found."),
    ("frequency-word", f"{HARM}.short", "Bad sleep is rare after a 30-minute cup, or 20 mg of it."),
    ("frequency-word", f"{HARM}.short", "Bad sleep is common within half an hour."),
    ("frequency-word", f"{HARM}.short", "Hardly anyone sleeps badly."),
    ("sales-word", f"{RELIEF}.short", "Tea is a miracle."),
    ("sales-word", f"{RELIEF}.unknown", "Why this breakthrough came."),
    ("sales-word", f"{RELIEF}.facts.Price", "a game-changer"),
    ("sales-word", f"{RELIEF}.short", "Tea is a game–changer."),
    ("sales-word", f"{RELIEF}.short", "Tea is a wonder-drug, and cutting edge."),
    ("sales-word", f"{RELIEF}.short", "Tea is curing people."),
    ("sales-word", f"{RELIEF}.short", "Tea is not only a drink but a breakthrough."),
    ("sales-word", f"{RELIEF}.short", "Tea is without doubt a breakthrough."),
    ("sales-word", f"{RELIEF}.short", "No harm was found, and it is no lie: tea is proven."),
    ("sales-word", f"{RELIEF}.title", "Why is tea such a breakthrough?"),
    ("advice", f"{RELIEF}.short", "You should drink tea."),
    ("advice", f"{CLAIM}.short", "We recommend tea."),
    ("advice", f"{RELIEF}.short", "You shouldn’t drink tea at night."),
    ("advice", f"{RELIEF}.short", "You had better drink tea, and you are advised to sip it."),
    ("advice", f"{RELIEF}.title", "Why you should try tea?"),
    ("long-short", f"{RELIEF}.short", "Tea may ease it. " * 11),
    ("long-sentence", f"{RELIEF}.unknown", LONG),
    ("title", f"{RELIEF}.title", "Tea and headaches"),
    ("title", f"{RELIEF}.title", f"{LONG}?"),
    ("title", f"{RELIEF}.title", "Can tea harm me?"),
    ("few-aliases", f"{RELIEF}.also", ["tea", "teas", "a cup"]),
    ("few-aliases", f"{RELIEF}.also", ["tea", "teas", "a cup", "a mug", "Tea"]),
    ("many-bullets", f"{RELIEF}.body", "- tea [@smith-2020; @maker-2021]\n" * 8),
    ("markdown-form", f"{RELIEF}.body", "# Tea\n\nIt is warm. [@smith-2020; @maker-2021]"),
    ("markdown-form", f"{RELIEF}.body", "It is <b>warm</b>. [@smith-2020; @maker-2021]"),
    ("markdown-form", f"{RELIEF}.body", "It is at https://tea.example now. [@smith-2020; @maker-2021]"),
    ("reading-grade", f"{RELIEF}.unknown", HARD * 20),
    ("reading-grade", f"{RELIEF}.short", HARD * 20),
    ("about", "about.purpose", ...),
    ("about", "about.evidence_searched", ...),
    ("no-review-date", f"{RELIEF}.reviewed", ...),
    ("no-review-date", f"{STORY}.due", ...),
    ("review-dates", f"{RELIEF}.due", "2026-11-22"),
    ("review-dates", f"{RELIEF}.reviewed", "2026-11-23"),
    ("review-dates", f"{RELIEF}.reviewed", "0201-11-22"),
    ("review-dates", f"{RELIEF}.due", "9999-12-31"),
    ("review-dates", "about.evidence_searched", "2026-11-23"),
    ("review-dates", "references.0.issued", {"date-parts": [[2028]]}),
    ("overdue", f"{HARM}.due", "2026-11-21"),
    ("leads-nowhere", f"{RELIEF}.see", ...),
    ("leads-nowhere", f"{RELIEF}.tags", ...),
    ("leads-nowhere", f"{RELIEF}.see", ["relief"]),
    ("listed-twice", f"{RELIEF}.see", ["harm", "harm"]),
    ("answered-here", "elsewhere", ["coffee beans", "DOES TEA EASE A HEADACHE?"]),
    ("same-reference", "references.1.DOI", "10.1000/TEA"),
    ("same-reference", "references.1.PMID", "123"),
    ("protocol-doi", "references.0.DOI", "10.1002/14651858.CD015373"),
    ("unweighed-reference", "references.0.custom.design", ...),
    ("unweighed-reference", "references.0.custom.limits", ...),
    ("unweighed-reference", "references.0.custom.interest", ...),
    ("unweighed-reference", "references.0.custom.interest", "makr"),
    ("unweighed-reference", "references.1.custom.design", "case-serie"),
    ("lost-reference", "references.1.URL", ...),
    ("help-line", "help.0.checked", "last week"),
    ("help-line", "help.0.checked", "2024-01-01"),
    ("help-line", "help.0.checked", "2027-01-01"),
    ("help-line", "help.0.call", ...),
    ("settings", "rules.off", {"no-such-rule": "because"}),
    ("settings", "rules.benefits", ["no-such-section"]),
    ("settings", "rules.ceilings", {"survey": "no-such-level"}),
    ("settings", "rules.excuse", [{"rule": "no-such-rule", "entry": "relief", "because": "because"}]),
    ("settings", "rules.excuse", [{"rule": "overdue", "entry": "relief", "because": "."}]),
    ("settings", "rules.off", {"overdue": "."}),
    ("settings", "rules.sellers", ["makr"]),
    ("settings", "rules.indirect", "indirectnes"),
    ("settings", "rules.graded", ["high", "moderate", "lw"]),
    ("settings", "rules.graded", ["moderate", "high", "low", "very-low"]),
    ("settings", "rules.limits", {"short_words": 0}),
    ("settings", "rules.limits", {"harm_ratio": -1}),
    ("settings", "rules.words", {"sales": []}),
    ("settings", "rules.words", {"advice": ["*"]}),
    ("settings", "rules.words", {"sales": ["mir*cle"]}),
    ("idle-excuse", "rules.excuse", [{"rule": "overdue", "entry": "relief", "because": "because"}]),
]

KEEPS: list[tuple[str, str, Any]] = [
    ("answered-here", "elsewhere", ["coffee beans", "tea bags"]),
    ("indirect-population", f"{RELIEF}.population", "people with and without headaches"),
    ("indirect-population", f"{RELIEF}.population", "people with headaches, not children"),
    ("uncited-statement", f"{RELIEF}.body", "What it does:\n\n- it is warm [@smith-2020; @maker-2021]"),
    ("uncited-statement", f"{RELIEF}.unknown", "Whether the 8 of 12 slept, and what 24 people drink."),
    ("uncited-statement", f"{STORY}.body", "“It was 3 of 10 for 2 days.” She is 45. [In a trial](#relief) 8 of 12 people slept."),
    ("dead-citation", f"{RELIEF}.body", "Write to [tea@tea.example] or @tea. [@smith-2020;\n@maker-2021]"),
    ("dead-citation", f"{RELIEF}.body", "Some write \\[@nobody], others `[see @nobody]`. **All [@smith-2020]** do. [@maker-2021]"),
    ("dead-link", f"{RELIEF}.body", "See [this](https://tea.example/a_(b)). [@smith-2020; @maker-2021]"),
    ("dead-link", f"{RELIEF}.body", "See [this] (and that), \\[tea\\](#nowhere) and `[tea](#nowhere)`. [@smith-2020; @maker-2021]"),
    ("strong-verb", f"{RELIEF}.short", "It is not known whether tea will ease a headache."),
    ("strong-verb", f"{RELIEF}.short", "Tea does not ease every headache."),
    ("strong-verb", f"{RELIEF}.short", "What tea does to a headache is not known. A trial will end in 2027."),
    ("strong-verb", f"{RELIEF}.short", "A page says that tea “will” ease a headache."),
    ("certainty-over-design", "references.1.custom.design", "case-report"),
    ("certainty-over-design", "references.0.custom.n", 3000),
    ("unweighed-reference", "references.0.custom.interest", "not-stated"),
    ("unweighed-reference", "references.0.custom.interest", "maker"),
    ("settings", "rules.words", {"seller": [], "easy": ["long*"]}),
    ("settings", "rules.off", {"overdue": "it does not age"}),
    ("retracted-support", "references.1.custom.status", "superseded"),
    (
        "unsaid-seller",
        f"{RELIEF}.body",
        "It was hot. [@smith-2020]\n\nThe maker says:\n\n- tea helped [@maker-2021]\n- all slept [@maker-2021]",
    ),
    ("thin-harms", f"{HARM}.unknown", "Whether years of tea do harm, or weeks of it."),
    ("story-without-answer", f"{STORY}.see", ["story-bad", "harm"]),
    ("inflated-figure", "references.0.custom.n", 97),
    ("bare-figure", f"{RELIEF}.figures.0", {**FIGURE, "people": {"of": 12, "tea": 8}, "caution": "Few people, and no comparison group."}),
    ("bare-percentage", f"{RELIEF}.short", "Tea may ease pain in 8 of 12 people (67%); water did in 3 of 12 (25%)."),
    ("bare-percentage", f"{RELIEF}.short", "Of 12 people on tea, 8 (67%) had relief; of 12 on water, 3 (25%)."),
    ("bare-percentage", f"{RELIEF}.short", "Pain eased in eight of 12 people on tea, or 67%, and 3 on water."),
    ("bare-percentage", f"{RELIEF}.short", "In 8/12 people (67%) on tea and 3/12 on water pain eased, so about 70% and 25%."),
    ("bare-percentage", f"{RELIEF}.short", "In a survey, 180 of 250 people (72%) drank it."),
    ("bare-percentage", f"{RELIEF}.short", "It did in 8 of 12 people (67%), with no comparison group."),
    (
        "bare-percentage",
        f"{RELIEF}.body",
        "Pain eased in:\n\n- 8 of 12 people on tea (67%) [@smith-2020]\n- 3 of 12 people on water (25%) [@maker-2021]",
    ),
    ("bare-percentage", f"{RELIEF}.short", "Tea may ease pain (95% confidence interval 1 to 9). The 95% range is wide."),
    ("bare-percentage", f"{RELIEF}.short", "Tea is a 5% glucose solution."),
    ("bare-percentage", f"{RELIEF}.short", "Oxygen in the blood fell to 94%, and the price rose by 20%."),
    ("bare-percentage", f"{RELIEF}.facts.Price", "15 % more than coffee"),
    ("bare-percentage", f"{RELIEF}.body", "The maker’s page says:\n\n“It eases pain in 67% of people.” [@smith-2020; @maker-2021]"),
    ("bare-percentage", f"{CLAIM}.body", "“Tea eases pain in 67% of people.” [@smith-2020]"),
    ("bare-percentage", f"{RELIEF}.short", "A page says “pain fell by 50%”."),
    ("relative-figure", f"{RELIEF}.unknown", "Why sleep was twice as likely: 8 of 12 people on tea, 4 of 12 on water."),
    ("relative-figure", f"{RELIEF}.unknown", "Why it is twice as likely; the report gives no absolute numbers."),
    ("relative-figure", f"{RELIEF}.unknown", "Green tea is twice as strong, and drunk three times a day."),
    ("relative-figure", f"{RELIEF}.unknown", "Why sleep was twice as likely: 8 of 12 people on tea and 4 on water."),
    ("relative-figure", f"{RELIEF}.unknown", "Why sleep was twice as likely: 10 more of 100 people slept."),
    ("relative-figure", f"{RELIEF}.unknown", "Why shops charge three times the rate, and the blood level was twice as high."),
    ("relative-figure", f"{RELIEF}.body", "Relief was twice as likely:\n\n- tea: 8 of 12 [@smith-2020]\n- water: 4 of 12 [@maker-2021]"),
    ("one-in-x", f"{RELIEF}.short", "Tea may ease pain in 10 in every 100 people, as one in 2019 found."),
    ("one-in-x", f"{RELIEF}.short", "Tea may ease pain in 1 in every 100 people. One in ten-minute sips drank it."),
    ("more-than-all", f"{RELIEF}.short", "In 2011 of 24 people, all four of one family slept."),
    ("more-than-all", f"{RELIEF}.short", "Tea was given to 130 people of 60 and over, 12 of 12 women among them."),
    ("frequency-word", f"{HARM}.short", "Bad sleep is rare: 2 of 24 people had it."),
    ("frequency-word", f"{HARM}.short", "Bad sleep within 2 hours is rare: none of 24 people had it."),
    ("frequency-word", f"{HARM}.short", "Bad sleep is common; how often it comes is not known."),
    ("frequency-word", f"{HARM}.short", "Tea and water have much in common. A page calls harm “rare”."),
    ("sales-word", f"{RELIEF}.short", "Some call tea a “miracle”. It is not shown to be."),
    ("sales-word", f"{CLAIM}.short", "Tea is no miracle."),
    ("sales-word", f"{RELIEF}.short", "There is no cure for a headache. It is not proven, and nobody has proven it."),
    ("sales-word", f"{RELIEF}.short", "It hasn’t been proven to help. A cure is not known. Cures don’t exist."),
    ("sales-word", f"{RELIEF}.short", "Is tea a cure? No trial says so."),
    ("sales-word", f"{RELIEF}.title", "Is tea a proven cure?"),
    ("advice", f"{RELIEF}.short", "Ask your clinician whether tea is fine for you."),
    ("advice", f"{RELIEF}.short", "A page says “you should drink tea”."),
    ("advice", f"{RELIEF}.short", "Ask whether you should stop, and what you have to pay."),
    ("advice", f"{RELIEF}.short", "You must be over 18 to join the trial."),
    ("long-sentence", f"{RELIEF}.unknown", "Tea is hot. " * 30),
    ("many-bullets", f"{RELIEF}.body", ("- tea [@smith-2020; @maker-2021]\n" * 7 + "\nAnd: [@smith-2020]\n\n") * 2),
    ("markdown-form", f"{RELIEF}.body", "The gap p <a and b> c is a letter game. [@smith-2020; @maker-2021]"),
    ("markdown-form", f"{RELIEF}.body", "Pain < 3 and > 1, **bold**, [tea](https://tea.example). [@smith-2020; @maker-2021]"),
    ("review-dates", f"{RELIEF}.due", "2026-11-23"),
    ("review-dates", f"{RELIEF}.due", "2036-11-21"),
    ("review-dates", "about.evidence_searched", "2026-11-22"),
    ("review-dates", "references.0.issued", {"date-parts": [[2026, 12], [2027]]}),
    ("overdue", f"{HARM}.due", "2026-11-23"),
    ("protocol-doi", "references.0.DOI", "10.1002/14651858.CD015373.pub2"),
    ("help-line", "help.0.checked", "not checked"),
]


def test_the_good_library_breaks_no_rule():
    assert problems(GOOD) == []


def test_a_library_without_settings_has_the_built_in_ones():
    assert problems(changed("rules", ...)) == []
    assert rules({**changed(f"{RELIEF}.also", ["tea"]), "rules": {}}) == {"few-aliases"}


@pytest.mark.parametrize(("rule", "path", "value"), BREAKS)
def test_a_rule_finds_what_breaks_it(rule: str, path: str, value: Any):
    assert rule in rules(changed(path, value))


@pytest.mark.parametrize(("rule", "path", "value"), KEEPS)
def test_a_rule_leaves_alone_what_only_looks_like_it(rule: str, path: str, value: Any):
    library = changed(path, value)
    assert read(text(library)).problems == ()
    assert rule not in rules(library)


def test_a_level_avoids_the_words_of_the_grades_above_it_and_one_of_record_none():
    library = changed(f"{RELIEF}.short", "Tea probably wakes people.")
    library["rules"]["off"] = {"certainty-over-design": "not looked at here", "needless-reasons": "not looked at here"}
    for level, found in {"moderate": set(), "low": {"strong-verb"}, "very-low": {"strong-verb"}, "fact": set()}.items():
        library["sections"][0]["entries"][0]["certainty"] = level
        assert rules(library) == found, level
    library["certainty"][4]["avoid"] = ["cures"]
    assert rules(library) == {"strong-verb"}


def test_harms_taken_out_whole_are_thin_harms():
    library = changed("rules.benefits", ["good", "claims"])
    library["rules"]["limits"] = {"harm_ratio": 1.1}
    assert rules(library) == {"thin-harms"}
    more = {**library["sections"][1]["entries"][0], "id": "harm-2", "title": "Can tea harm others?"}
    library["sections"][1]["entries"].append(more)
    assert rules(library) == set()


def test_a_small_study_cannot_carry_the_strongest_level():
    library = changed(f"{CLAIM}.certainty", "high")
    library["sections"][2]["entries"][0]["because"] = []
    assert rules(library) == {"certainty-over-design"}
    library["references"][0]["custom"] = {**library["references"][0]["custom"], "n": 300}
    assert rules(library) == set()


READ = {
    "a title": (f"{STORY}.title", "A miracle."),
    "a population": (f"{RELIEF}.population", "adults with headaches and a miracle"),
    "a group of a figure": (f"{RELIEF}.figures.0.people", {"of": 12, "tea, a miracle": 8, "water": 3}),
    "a section": ("sections.0.title", "What a miracle eases"),
    "a level of certainty": ("certainty.0.means", "It is a miracle."),
    "a reason": ("reasons.imprecision", "a miracle with few people"),
    "the library of itself": ("about.purpose", "To tell of a miracle."),
    "what a reference found": ("references.0.custom.finding", "A miracle."),
    "what weakens a reference": ("references.0.custom.limits", "None, as it is a miracle."),
}


@pytest.mark.parametrize("where", READ)
def test_wording_is_read_wherever_a_reader_meets_it(where: str):
    path, value = READ[where]
    assert rules(changed(path, value)) == {"sales-word"}


def test_a_scale_of_one_s_own_has_to_say_which_levels_grade_evidence():
    library = copy.deepcopy(GOOD)
    library["certainty"] = [{**level, "id": {"low": "unsure"}.get(level["id"], level["id"])} for level in library["certainty"]]
    for section in library["sections"]:
        for entry in section["entries"]:
            if entry.get("certainty") == "low":
                entry["certainty"] = "unsure"
    found = [problem.message for problem in problems(library) if problem.rule == "settings"]
    assert any("graded: low is not on the certainty scale" in message for message in found)


def glossary_library(told: str, count: int, **more: Any) -> dict[str, Any]:
    library = copy.deepcopy(GOOD)
    library["rules"].update(limits={"hard_entries": 3}, **more)
    for entry in [library["sections"][i]["entries"][0] for i in range(count)]:
        entry["unknown"] = told
    return library


@pytest.mark.parametrize(
    ("words", "count", "found"),
    [
        ("What dissociation is.", 3, True),
        ("What dissociations are.", 3, True),
        ("What dissociation is.", 2, False),
        ("What Amelia Alexandria says.", 3, False),
        ("What information and societies say.", 3, False),
        ("What plasma is.", 3, False),
    ],
)
def test_glossary_gap(words: str, count: int, found: bool):
    library = glossary_library(words, count)
    assert ("glossary-gap" in rules(library)) is found
    library["sections"][4]["entries"][0]["also"].append("dissociation")
    assert "glossary-gap" not in rules(library)


def test_a_library_names_its_own_short_hard_words():
    assert rules(glossary_library("What plasma is.", 3, words={"hard": ["plasma"]})) == {"glossary-gap"}


def test_a_name_of_several_words_explains_them_only_together():
    library = glossary_library("What statistical dissociation is.", 3)
    library["sections"][4]["entries"][0]["also"] += ["statistical dissociation", "what it is called when one feels dissociation"]
    assert rules(library) == set()
    for entry in [library["sections"][i]["entries"][0] for i in range(3)]:
        entry["unknown"] = "What dissociation is."
    assert rules(library) == {"glossary-gap"}


def test_every_rule_has_a_breaking_file():
    assert {rule for rule, _, _ in BREAKS} | {"glossary-gap"} == set(RULES)


def test_every_rule_says_what_it_finds_and_how_to_mend_it():
    for rule in RULES.values():
        assert rule.severity in ("error", "warning")
        assert rule.says.endswith(".")
        assert rule.mend


def test_the_documentation_is_as_new_as_the_rules():
    page = pathlib.Path(__file__).parents[2] / "docs" / "rules.md"
    new = 'python -c "from fibro_tui.content.check import rules_table; print(rules_table(), end=str())" > docs/rules.md'
    assert page.read_text(encoding="utf-8") == rules_table(), f"docs/rules.md is stale; {new}"


def test_a_problem_stands_at_its_sentence():
    data = text(GOOD).replace(
        b"short: Tea may ease a headache for some hours. In one trial it did so in 8 of 12 people.\n",
        b"short: |-\n      Tea may ease a headache.\n      You should drink it.\n",
    )
    [problem] = check(read(data), TODAY)
    assert problem.rule == "advice"
    assert data.decode().splitlines()[problem.line - 1].strip() == "You should drink it."


PLACED = {
    "a word in the last line": (">-\n      Tea may ease a\n      headache, and yet\n      you should ask.", "you should ask."),
    "a percentage": (">-\n      Tea may ease a\n      headache, and it did in\n      67% of people.", "67% of people."),
    "a phrase over two lines": (">-\n      Tea may ease it. You\n      should ask.", "You"),
    "a sentence that begins as another does": (
        ">-\n      It is a tea of leaves in hot water.\n      It is a tea of leaves in hot water that you should drink.",
        "you should drink.",
    ),
    "a text in quotes": ("'It''s tea. You''d say \"hot\": you should drink it.'", "you should drink it.'"),
}


@pytest.mark.parametrize("case", PLACED)
def test_a_problem_stands_at_its_words(case: str):
    short, expected = PLACED[case]
    good = text(GOOD).decode()
    data = good.replace("short: Tea may ease a headache for some hours. In one trial it did so in 8 of 12 people.", f"short: {short}")
    assert data != good
    [problem] = check(read(data.encode()), TODAY)
    assert data.splitlines()[problem.line - 1][problem.column - 1 :] == expected


def test_structure_comes_first():
    library = changed(f"{RELIEF}.certainty", "no-such-level")
    assert rules(library) == {"structure"}


class TestExcuses:
    def excused(self, rule: str, entry: str, path: str, value: Any) -> set[str]:
        library = changed(path, value)
        library["rules"]["excuse"] = [{"rule": rule, "entry": entry, "because": "there is a reason"}]
        return rules(library)

    def test_an_excuse_silences_its_warning(self):
        assert self.excused("overdue", "relief", f"{RELIEF}.due", "2026-11-21") == {"review-dates"}
        assert self.excused("leads-nowhere", "relief", f"{RELIEF}.tags", ...) == set()

    def test_an_excuse_speaks_of_one_entry(self):
        assert self.excused("leads-nowhere", "harm", f"{RELIEF}.tags", ...) == {"leads-nowhere", "idle-excuse"}

    def test_a_warning_of_a_reference_or_the_library_is_excused_by_its_name(self):
        assert self.excused("lost-reference", "maker-2021", "references.1.URL", ...) == set()
        assert self.excused("thin-harms", "library", f"{HARM}.body", "Tea harms. [@smith-2020; @maker-2021]") == set()

    def quoted(self, short: str, words: str) -> set[str]:
        library = changed(f"{RELIEF}.short", short)
        library["rules"]["excuse"] = [{"rule": "sales-word", "entry": "relief", "because": "there is a reason", "text": words}]
        return rules(library)

    def test_an_error_is_excused_by_its_words_alone(self):
        assert self.quoted("People look for a cure in tea.", "look for a\n cure") == set()
        assert self.quoted("Tea is a cure.", "look for a cure") == {"sales-word", "idle-excuse"}
        assert self.quoted("Tea is a cure.", "Tea is") == {"sales-word", "idle-excuse"}
        assert self.quoted("People look for a cure in tea. Tea is a cure.", "look for a cure") == {"sales-word"}

    def test_an_error_without_its_words_is_not_excused(self):
        found = self.excused("no-population", "relief", f"{RELIEF}.population", ...)
        assert found == {"no-population", "idle-excuse"}

    def test_an_excuse_needs_a_reason(self):
        library = changed("rules.excuse", [{"rule": "overdue", "entry": "relief"}])
        assert any("because" in problem.message for problem in problems(library))

    def test_a_rule_is_switched_off_with_a_reason(self):
        library = changed(f"{RELIEF}.population", ...)
        library["rules"]["off"] = {"no-population": "this library has none"}
        assert rules(library) == set()
        library["rules"]["off"] = {"no-population": ""}
        assert rules(library) == {"structure"}

    def test_thresholds_and_words_are_the_library_s_own(self):
        library = changed("rules.limits", {"aliases": 5})
        assert "few-aliases" in rules(library)
        library = changed("rules.words", {"sales": ["leaves"]})
        assert rules(library) == {"sales-word"}


class TestReport:
    rows = (Problem(3, 5, "error", "50% of it:\nbad, very", "one-in-x"), Problem(4, 1, "warning", "“ü”", "title"))
    grades = (Grade("", 3.75, 5.5, 6.0), Grade("easy", 2.0, 7.0, 8.0), Grade("hard", 10.25, 11.0, 8.0))
    summary = Summary(2, 1, 1, 0, grades, {"overdue": "bread does not age"}, ("bullets 9", "words sales"))

    def test_text(self):
        assert report(self.rows[1:], "faq.yaml") == "faq.yaml:4:1: warning: “ü” [title]\n"
        assert report([], "faq.yaml") == ""

    def test_json(self):
        made = json.loads(report(self.rows, "faq.yaml", "json", self.summary))
        assert made["file"] == "faq.yaml"
        first, second = made["problems"]
        assert first == {
            "line": 3,
            "column": 5,
            "severity": "error",
            "message": "50% of it:\nbad, very",
            "rule": "one-in-x",
        }
        assert second["message"] == "“ü”"
        assert made["summary"]["figures"] == 1
        assert made["summary"]["grades"][0] == {"section": "", "masked": 3.75, "raw": 5.5, "limit": 6.0}
        assert json.loads(report([], "faq.yaml", "json")) == {"file": "faq.yaml", "problems": [], "summary": None}

    def test_github(self):
        first, second = report(self.rows, "a,b:c.yaml", "github").splitlines()
        assert first == "::error file=a%2Cb%3Ac.yaml,line=3,col=5,title=one-in-x::50%25 of it:%0Abad, very"
        assert second == "::warning file=a%2Cb%3Ac.yaml,line=4,col=1,title=title::“ü”"
        *_, notice = report(self.rows, "faq.yaml", "github", self.summary).splitlines()
        assert notice.startswith("::notice title=check of faq.yaml::2 entries, 1 reference, 1 figure; 0 statements without a source%0A")

    def test_the_summary_stands_in_columns_with_the_section_that_is_hardest_to_read(self):
        assert list(told(self.summary)) == [
            "2 entries, 1 reference, 1 figure; 0 statements without a source",
            "reading grade  masked   raw  limit",
            "short answers     3.8   5.5    6.0",
            "worst section    10.2  11.0    8.0  hard",
            "switched off: overdue (bread does not age)",
            "set by the library itself: bullets 9, words sales",
        ]
        assert [counted(1, "entry", "entries"), counted(2, "entry", "entries"), counted(0, "error")] == ["1 entry", "2 entries", "0 errors"]


def test_the_summary_counts_what_a_library_holds_and_grades_what_has_words_enough():
    library = changed(f"{RELIEF}.unknown", "Tea is hot. " * 40)
    library["sections"][0]["entries"][0]["body"] += "\n\nThe institution is good."
    library["sections"][4]["entries"][0]["also"].append("institution")
    library["rules"] |= {"off": {"uncited-statement": "not looked at here"}, "limits": {"bullets": 9}, "words": {"sales": ["leaves"]}}
    _, summary = checked(read(text(library)), TODAY)
    assert summary
    assert summary[:4] == (7, 2, 1, 1)
    [grade] = summary.grades
    assert grade.section == "good"
    assert grade.masked < grade.raw < grade.limit == 8
    assert (summary.off, summary.own) == (library["rules"]["off"], ("bullets 9", "words sales"))
    assert checked(read(b"title: T"), TODAY)[1] is None


SIGNS = st.sampled_from("ab1 %.:*_-[](@#)“”\"'’\n<>|!,;&é")
SHAPES = st.text(SIGNS | st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=80)
FIELDS = ["title", "short", "body", "unknown", "population"]


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), SHAPES), SHAPES)
def test_no_text_makes_the_check_fail(fields: dict[str, str], other: str):
    reading = read(text(GOOD))
    library = reading.library
    assert library
    assert library.rules
    first, *rest = library.sections
    entry = first.entries[0]._replace(**fields, facts={"Price": other}, also=(other,))
    rules = library.rules._replace(words=library.rules.words._replace(sales=(other, f"{other}*"), seller=(other,)))
    hostile = library._replace(sections=(first._replace(entries=(entry,)), *rest), rules=rules)
    for problem in check(reading._replace(library=hostile), other):
        assert problem.rule in RULES
        report([problem], other, "github")


HOSTILE = ["[@", "[a](", "1 of ", "1,", "“", '"', "a.", "<a", "**", "| ", "- a\n", "no ", ": ", "1 in ", "iaia", "((", "(1%"]


@pytest.mark.parametrize("bit", HOSTILE)
def test_no_text_makes_the_check_run_away(bit: str):
    body = bit * (200_000 // len(bit)) + " x [@smith-2020; @maker-2021]"
    library = read(text(GOOD)).library
    assert library
    first, *rest = library.sections
    entry = first.entries[0]._replace(body=body, short=body, population=body)
    started = time.process_time()
    check(read(text(GOOD))._replace(library=library._replace(sections=(first._replace(entries=(entry,)), *rest))), TODAY)
    assert time.process_time() - started < 20
