"""The settings of the editorial rules: sound defaults for any library, which a library's `rules` block changes."""

from __future__ import annotations

from typing import Annotated

from fibro_tui.content.fields import Field, Id
from fibro_tui.record import Record


class Limits(Record):
    """The numbers that the editorial rules hold a library to."""

    short_words: Annotated[int, Field("the most words of a short answer")] = 40
    sentence_words: Annotated[int, Field("the most words of a sentence")] = 25
    title_words: Annotated[int, Field("the most words of a question")] = 15
    bullets: Annotated[int, Field("the most bullets of an answer")] = 7
    aliases: Annotated[int, Field("the fewest other ways to ask a question")] = 4
    short_grade: Annotated[float, Field("the highest reading grade of all short answers together")] = 6.0
    section_grade: Annotated[float, Field("the highest reading grade of a section")] = 8.0
    harm_ratio: Annotated[float, Field("how many times as long as the harms the benefits may be told, an entry and in all")] = 1.5
    small_study: Annotated[
        int, Field("a study of fewer people than this is small: its figures need a caution, and it cannot carry the strongest level")
    ] = 50
    hard_syllables: Annotated[int, Field("a word of so many syllables is a hard word")] = 4
    hard_entries: Annotated[int, Field("a hard word in so many answers belongs into the glossary")] = 4


def _words(text: str) -> tuple[str, ...]:
    return tuple(" ".join(text.split()).split(", "))


class Words(Record):
    """The words that the editorial rules look for; a word that ends in * stands for all its endings."""

    sales: Annotated[tuple[str, ...], Field("words that sell: in quotation marks only")] = _words("""
        miracle*, miraculous*, breakthrough*, game-changer*, game-changing, new hope, proven, reset, resets, resetting, reboot*,
        cure, cures, cured, curing, promising, exciting, revolutionary, revolutionize*, life-changing, generally safe,
        completely safe, perfectly safe, totally safe, safe and effective, risk-free, wonder drug*, magic bullet*, world-class,
        cutting-edge, groundbreaking, ground-breaking""")
    advice: Annotated[tuple[str, ...], Field("phrases that tell the reader what to do")] = _words("""
        you should, you shouldn't, you really should, you must, you mustn't, you really must, you need to, you really need to,
        you have to, you ought, you'd better, you had better, you are advised to, we recommend, we advise, i recommend, try it,
        make sure you, you will benefit, is right for you""")
    frequency: Annotated[tuple[str, ...], Field("words for how often, which mean different things to different people")] = _words("""
        common, commonly, uncommon, uncommonly, rare, rarely, frequently, infrequently, seldom, usually, often, hardly ever,
        hardly anyone, hardly anybody""")
    unknown: Annotated[tuple[str, ...], Field("what a sentence says in place of a number that nobody has")] = _words("""
        not known, unknown, no number*, no count*, no figure*, no absolute number*, not said, not stated, not given, not counted,
        not seen, how often, how common, how rare""")
    uncompared: Annotated[tuple[str, ...], Field("what a text says where there is no other group to compare with")] = _words("""
        no comparison*, without a comparison*, not compared, compare it, compare with, no control*, no other group, one group,
        single group, nobody, everyone had, everybody had, survey*, asked, chose to answer, not seen, no count*, no treatment,
        dummy only""")
    measures: Annotated[tuple[str, ...], Field("things that are measured in percent and are no people")] = _words("""
        solution*, glucose, saline, alcohol, oxygen, saturation, humidity, purity, concentration*, blood level*, in the blood, dose, doses,
        heterogeneity, tax, taxes, price*, cost, costs, charge, charges, fee, fees, discount*, paid, wage*, salary, salaries""")
    hedges: Annotated[
        tuple[str, ...], Field("words that make a question or a no of a strong verb, or of a word that sells, behind them")
    ] = _words("""
        not, no, nor, none, nobody, no one, never, neither, nothing, cannot, can't, isn't, aren't, wasn't, hasn't, haven't,
        doesn't, don't, didn't, won't, if, whether, unclear, unknown, without, too few, too small""")
    seller: Annotated[tuple[str, ...], Field("words that tell the reader that a source sells or makes something")] = _words("""
        sell*, sold, maker*, makes, made by, manufacturer*, company, company's, companies, vendor*, sponsor*, industry, paid by,
        paid for by, funded by, self-pay, for a fee, clinic that""")
    hard: Annotated[tuple[str, ...], Field("short words that are as hard as long ones")] = ()
    easy: Annotated[tuple[str, ...], Field("long words that everybody knows: no glossary needs them")] = _words("""
        ability, absolutely, activity, actually, acupuncture, alternative, america, american, anxiety, anybody, anything, appropriate,
        authority, available, category, community, comparison, convenient, decision, definitely, diagnosis, difficulty,
        directory, education, emergency, environment, especially, everybody, everyone, everything, experience, experienced,
        february, generally, gradually, identical, immediately, impossible, independent, individual, information, january,
        journalist, library, literature, material, military, necessary, operation, opposition, ordinary, organisation,
        organization, original, particular, particularly, physically, political, population, possibility, pregnancy,
        probability, recommendation, recreational, regularly, regulator, regulators, relationship, responsible, security,
        separately, similarly, situation, society, supermarket, technology, television, temporary, territory, understanding,
        university, unusual, unusually, usually, variety, vegetable, voluntary""")


class Excuse(Record):
    """A problem that stands, and why: a rule's warnings of one entry, or what it finds in the words that are quoted."""

    rule: Annotated[Id, Field("the rule's name, as in the brackets behind its problem")]
    entry: Annotated[str, Field("the id of the entry, section or reference that it speaks of, or: library")]
    because: Annotated[str, Field("why the problem does not count there")]
    text: Annotated[str, Field("the words that are excused, as they stand in one sentence; an error needs them")] = ""


class Rules(Record):
    """What the editorial rules hold this library to, and where they do not apply."""

    limits: Limits = Limits()
    words: Words = Words()
    off: Annotated[dict[str, str], Field("rules that do not apply here: name: why not")] = {}
    excuse: tuple[Excuse, ...] = ()
    graded: Annotated[tuple[Id, ...], Field("the levels that grade evidence, strongest first; each but the first needs reasons")] = _words(
        "high, moderate, low, very-low"
    )
    ceilings: Annotated[
        dict[str, Id], Field("the strongest level that a design can carry, by design; one that is not listed carries the weakest")
    ] = {
        "systematic-review": "high",
        "randomised-trial": "high",
        "crossover-trial": "high",
        "guideline": "high",
        "cohort": "moderate",
        "regulator": "moderate",
        "label": "moderate",
        "public-health-page": "moderate",
        "case-control": "low",
        "cross-sectional": "low",
        "survey": "low",
        "prediction-study": "low",
        "narrative-review": "low",
        "trial-registry": "low",
        "payer-policy": "low",
        "leaflet": "low",
        "law": "low",
        "case-series": "very-low",
        "case-report": "very-low",
        "laboratory": "very-low",
        "animal-study": "very-low",
        "imaging-study": "very-low",
        "hypothesis": "very-low",
        "opinion": "very-low",
        "news": "very-low",
        "web-page": "very-low",
        "price-page": "very-low",
    }
    population: Annotated[str, Field("the word for the people whom the library is about; no word, no rule", example="fibromyalgia")] = ""
    indirect: Annotated[Id, Field("the reason to name where evidence comes from other people")] = "indirectness"
    benefits: Annotated[tuple[Id, ...], Field("the sections that tell of benefits")] = ()
    harms: Annotated[tuple[Id, ...], Field("the sections that tell of harms; they are to be as full as the benefits")] = ()
    sellers: Annotated[tuple[Id, ...], Field("the interests of those who gain from a yes", example="[maker]")] = ()
    interests: Annotated[tuple[Id, ...], Field("the interests of those who do not")] = _words("public, advocacy, not-stated")
    seller_sections: Annotated[tuple[Id, ...], Field("where a seller may not be the only support; none named: in every answer")] = ()
