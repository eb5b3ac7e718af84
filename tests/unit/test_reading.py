"""Syllables, sentences and grades against counts made by hand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fibro_tui.content.reading import Measure, blocks, citations, measure, phrases, plain, pooled, syllables, terms, vocabulary, words

BY_HAND = """
a1 the1 people2 pain1 weeks1 hours1 mood1 blood1 heart1 year1 does1 goes1 whole1 more1 quite1 guard1 helped1 changed1 used1 queue1
drug1 sleep1 breathe1 breathes1 24:1 NMDA1 CRPS1 it’s1 don't1
ketamine3 esketamine4 fibromyalgia6 dissociation5 medicine3 evidence3 information4 midazolam4 naltrexone3 duloxetine4 pregabalin4
infusion3 placebo3 clinician3 physician3 nausea3 vomiting3 dizziness3 sleepiness3 bladder2 liver2 pressure2 opioids3 glutamate3
area3 idea3 being2 doing2 quiet2 science2 patient2 special2 medical3 trial2 create2 created3 treatment2 changes2 wanted2 uses2
apple2 little2 tables2 free1 agree2 safely2 statement2 something2 sometimes2 somewhere2 every2 everybody4 usually4 actual3 fuel2
question2 million2 opinion3 region2 various3 serious3 anxious2 obvious3 period3 video3 radio3 biology4 poem2 poet2 rhythm2 autism3
guideline2 guidelines2 Asian2 Indian3 median3 evaluate4 annual3 individual5 January4 language2 quarter2 equal2 fluid2 ruin2 drying2
theory3 theories3 severe2 severity4 pre-treatment3 high-quality4 variety4 society4 anxiety4 diet2 client2 average3 alien3
interest3 different3 general3 ages2 unique2 tongue1 league1 disease2 because2 increased2 fatigue2 careful2 experience4 audience3
variable4 reliable4 associated5 marriage2 nation2 partially3 continuous4 value2 values2 European4 geology4 surgeon2
"""


@pytest.mark.parametrize("counted", re.findall(r"\S+", BY_HAND))
def test_syllables(counted: str):
    word, count = counted[:-1].rstrip(":"), int(counted[-1])
    assert syllables(word) == count


def test_words():
    assert words("IV (into a vein), 8 of 12: 0.4 points; people's self-care.") == [
        *("IV", "into", "a", "vein", "8", "of", "12", "0.4", "points", "people's", "self-care"),
    ]


def test_plain_keeps_every_place():
    raw = "**Pain** eased, [they say](#relief). [@a-1; @b-2] It is 2*3 in snake_case."
    assert len(plain(raw)) == len(raw)
    assert plain(raw).split() == ["Pain", "eased,", "they", "say", ".", "It", "is", "2*3", "in", "snake_case."]
    assert citations(raw) == ("a-1", "b-2")


def sentences(markdown: str) -> list[str]:
    return [sentence.text for block in blocks(markdown) for sentence in block.sentences]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Smith et al. Found it. Dr. Jones v. Smith.", ["Smith et al. Found it.", "Dr. Jones v. Smith."]),
        ("It fell by 0.4 points. 12 people slept.", ["It fell by 0.4 points.", "12 people slept."]),
        ("“It works.” She said so.", ["“It works.”", "She said so."]),
        ("They found: nothing.", ["They found:", "nothing."]),
        ("We say no. Some say yes, in room no. 5.", ["We say no.", "Some say yes, in room no. 5."]),
        ("A line\nthat goes on. [@a-1]\n\nAnother.", ["A line that goes on.", "Another."]),
        ("Lead:\n\n- one thing [@a-1]\n- two things\n  in two lines\n1. three", ["Lead:", "one thing", "two things in two lines", "three"]),
        ("", []),
        (" - ... \n\n [@a-1]", []),
    ],
)
def test_sentences(markdown: str, expected: list[str]):
    assert sentences(markdown) == expected


def test_a_block_knows_its_kind_its_citations_and_its_place():
    raw = "First. [@a-1]\n\n- second “quoted. Words” here [@b-2; @c-3]\n"
    first, second = blocks(raw)
    assert (first.bullet, first.cites, raw[first.start : first.end]) == (False, ("a-1",), "First. [@a-1]")
    assert (second.bullet, second.cites) == (True, ("b-2", "c-3"))
    assert raw[second.start : second.end] == "second “quoted. Words” here [@b-2; @c-3]"
    assert second.own == "second here"


def own(markdown: str, quoting: bool = False) -> list[str]:
    return [sentence.own for block in blocks(markdown, quoting) for sentence in block.sentences]


def test_a_quotation_that_nobody_introduces_is_the_text_s_own():
    assert own("“It works.”") == ["“It works.”"]
    assert own("“It works.”", quoting=True) == [""]
    assert own("She said so.\n\n“It works.”") == ["She said so.", "“It works.”"]
    assert own("She said: [@a-1]\n\n“It works.”\n\n“It does.”") == ["She said:", "", "“It does.”"]
    assert own("They said:\n\n- “It works.”\n- “It does.”") == ["They said:", "", ""]


@given(st.text('ab .:?!-*_[](@)#“”"\n1', max_size=200))
def test_every_sentence_stands_where_it_says(raw: str):
    for block in blocks(raw):
        assert raw[block.start : block.end] == raw[block.start : block.end].strip()
        for sentence in block.sentences:
            assert sentence.text.split()[0] in plain(raw[sentence.start : sentence.end])


def measured(text: str, *masked: str) -> tuple[Measure, Measure]:
    return measure([sentence for block in blocks(text) for sentence in block.sentences], terms(masked))


def test_grade():
    # 2 sentences, 10 words, 12 syllables: 0.39 * 5 + 11.8 * 1.2 - 15.59
    _, raw = measured("The cat sat on the mat. It was very happy.")
    assert raw == Measure(2, 10, 12)
    assert round(raw.grade(), 2) == 0.52
    assert Measure(0, 0, 0).grade() == 0.0


def test_a_masked_term_is_one_word_of_one_syllable():
    masked, raw = measured("Ketamine eases complex regional pain syndrome.", "ketamine", "complex regional pain syndrome", "complex")
    assert raw == Measure(1, 6, 3 + 2 + 2 + 3 + 1 + 2)
    assert masked == Measure(1, 3, 1 + 2 + 1)


def test_measures_add_up():
    assert pooled([Measure(1, 2, 3), Measure(4, 5, 6)]) == Measure(5, 7, 9)
    assert pooled([]) == Measure(0, 0, 0)


def test_phrases():
    found = phrases(("cure", "game-chang*", "You'd better"))
    text = "A CURE, a secure game-changer; you’d better not. Cures."
    assert [m[0] for m in found.pattern.finditer(text)] == ["CURE", "game-changer", "you’d better"]
    assert found.among(vocabulary("A cure."))
    assert found.among(vocabulary("game-changing"))
    assert not found.among(vocabulary("Secure."))
    assert [m[0] for m in found.pattern.finditer("game changing, game–changed, game — changing")] == ["game changing", "game–changed"]
    assert not phrases(()).pattern.search("anything")
    assert phrases(("heal*",)).among(vocabulary("it heals"))
    assert not phrases(("", "*")).pattern.search("anything")
