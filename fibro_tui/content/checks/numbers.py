"""Rules about numbers: counts that can be pictured, of people, with the other group beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fibro_tui.content.checks import Desk, Finding, Text, Voice, at, found_in, hits, rule, shortened
from fibro_tui.content.reading import Block, Sentence, phrases

_SMALL = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SPELLED = (
    {name: i for i, name in enumerate(_SMALL, 1)} | {name: 10 * i for i, name in enumerate(_TENS, 3)} | {"hundred": 100, "thousand": 1000}
)
_WORDED = "|".join((*_SMALL, *_TENS))
_DIGITS = r"\d[\d,]{0,11}(?:\.\d{1,3})?"
_COUNT = rf"(?:{_DIGITS}|{_WORDED}|none|half|all)"
_WHOLE = rf"(?:\d[\d,]{{0,11}}|{_WORDED}|hundred|thousand)"
# "8 of 12", "three of the 28", "25 in every 100", "10 more people in every 100"; "of 12 people, 8"; "8/12".
_ABSOLUTE = re.compile(
    rf"\b({_COUNT}) (?:more |fewer |extra )?(?:people |women |men |adults )?(?:more |fewer )?"
    rf"(?:of|out of|in every|in each|per|in) (?:the |all |every |its |their )?({_WHOLE})\b"
    rf"|\bof (?:the |all )?({_WHOLE})(?: [\w-]{{1,20}}){{1,5}}, (?:only |about )?({_COUNT})\b"
    r"|(?<![\d/])(\d{1,6})/(\d{1,6})(?![\d/])",
    re.IGNORECASE,
)
# "8 of 12 on tea and 3 on water", "10 more of every 100": the other group is there.
_SECOND = re.compile(
    rf"(?:\b(?:and|but|against|versus|vs?)|,) (?:only |just |about )?{_COUNT} (?:on|with|without|given|in the)\b"
    rf"|\b{_COUNT} (?:people |women |men |adults )?(?:more|fewer|extra) (?:people |women |men |adults )?(?:of|out of|in|per) ",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"(?P<rough>\b(?:about|around|roughly|nearly|almost|some|over|under|more than|less than) )?(?P<number>{_DIGITS}|\b(?:{_WORDED}))?"
    r"(?:(?<=\d)\s?[%％﹪]|[ -]?\b(?:per[ -]?cent|pct)\b|(?<=\d)[ -]?percentage points?\b)",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[%％﹪]|per[ -]?cent|pct")
# A level of confidence is no result.
_CONFIDENCE = re.compile(r"\b\d{2}(?:\.\d)? ?% (?:CI\b|confidence|credible|range|interval|limits)", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:people|persons?|patients?|women|men|adults|children|users?|participants?|every(?:one|body)|nobody|those|who|risks?|chances?"
    r"|odds|like(?:ly|lier)|relief|harms?)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"\b(?:(?:twice|thrice|{_DIGITS}x|(?:{_DIGITS}|{_WORDED}|several) times) (?:as (?:likely|often|common|many|frequent|high|great)"
    r"|more|less|fewer|higher|lower|greater|likelier|better|worse|the (?:risk|odds|chances?|rate|number))|half as (?:likely|many|often)"
    r"|(?:doubl|tripl|halv|quadrupl)(?:e|es|ed|ing) (?:the|your|their|its) (?:risk|odds|chances?|rate|number of (?:people|wom[ae]n|adults))"
    r"|(?:risk|odds|chances?)(?: [\w-]{1,20}){0,5} by (?:a |one |two |three )?(?:half|thirds?|quarters?|fifths?)"
    rf"|(?:(?:up|down|rose|fell|by) (?:{_DIGITS}|{_WORDED})[- ]?fold"
    rf"|(?:{_DIGITS}|{_WORDED})[- ]?fold (?:increase|decrease|rise|fall|drop|higher|lower|more|less|greater|risk|odds|chance))"
    r"|(?:risk|odds|hazard|rate) ratio[^.\d]{0,25}\d)",
    re.IGNORECASE,
)
# What every relative figure holds: looking for it first is far quicker.
_RELATIVE_SIGN = re.compile(r"twice|thrice|times|half|doubl|tripl|halv|quadrupl|third|quarter|fifth|fold|ratio|\dx")
# "1 in every 100" has the whole that every figure ought to have; "one in ten-minute steps" is no chance.
_ONE_IN = re.compile(
    r"\b(?:1|one)(?: (?:person|patient|woman|man|adult|child|user))?[ -](?:in|out of every)[ -]"
    r"(?!(?:every|each) (?:100|1,?000|10,?000|hundred|thousand)\b)(?:every |each )?"
    rf"(?:(?!(?:19|20)\d\d\b)\d[\d,]{{0,11}}|{_WORDED}|(?:a |one )?(?:hundred|thousand|million))\b(?!-\w| every| each)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\b(?:numbers?|counts?|counted|figures?|how (?:many|often|common|rare))\b", re.IGNORECASE)
_NUMBER = re.compile(rf"\d|\b(?:{_WORDED}|half|third|thirds|quarter|quarters|hundred|thousand|none of|all of)\b", re.IGNORECASE)
# What is no count of people: "one" alone ("one common harm"), a year, how long, how much of a drug.
_NO_COUNT = re.compile(
    r"\bone\b(?! (?:of|in|out)\b)|\b(?:19|20)\d\d\b"
    rf"|\b(?:{_DIGITS}|{_WORDED}|half|quarter)(?: an?| of an?)?[ -](?:(?:second|minute|hour|day|week|month|year)s?|mg|mcg|ml|kg|g)\b",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"\bin common\b|\bcommon (?:sense|cold|name|names|ground)\b|\bhow (?:common|often|rare)\b|\brare diseases?\b", re.IGNORECASE
)
# An age is no whole ("people of 60 and over", "women of 18 to 60"), and a year is no count.
_OF_SO_MANY = re.compile(r"\b(?:of|every) (?:the |all )?\d")
_OVER = re.compile(
    rf"(?<![\d.,/-])\b(?!(?:19|20)\d\d )(\d[\d,]{{0,11}}|{_WORDED}) (?:of|out of|in every) (?:the |all )?"
    r"(\d{1,3}(?:,\d{3}){1,3}|\d{1,9})\b(?![,.]?\d| and| or| to| years|-)",
    re.IGNORECASE,
)


def _together(parts: list[Block]) -> Iterator[list[Block]]:
    """The paragraphs of a text, and each of its lists as one with the line that opens it."""
    group: list[Block] = []
    for block in parts:
        if group and not (block.bullet and (group[-1].bullet or group[-1].text.endswith(":"))):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _value(number: str) -> float:
    return _SPELLED.get(number.lower(), 0) or float(number.replace(",", ""))


def _shares(text: str) -> list[float]:
    """What each count of a text is of its whole, in percent."""
    pairs = (found.groups() for found in _ABSOLUTE.finditer(text))
    counts = ((a or d or e, b or c or f) for a, b, c, d, e, f in pairs)
    known = {"none": 0.0, "half": 50.0, "all": 100.0}
    return [known[part.lower()] if part.lower() in known else 100 * _value(part) / (_value(whole) or 1) for part, whole in counts]


def _counts_two(text: str) -> bool:
    """Whether a text has two counts, or one that says how many more or fewer it is."""
    counts = len(_shares(text))
    return counts > 1 or bool(counts and _SECOND.search(text))


class _Group(NamedTuple):
    """A paragraph or a whole list: its words, the shares that it counts, where it compares two counts, how many bullets have one."""

    blocks: list[Block]
    text: str
    shares: frozenset[float]
    comparing: frozenset[int]
    single: int

    def backs(self, block: Block) -> bool:
        """Whether a comparison stands beside a block's figures; that of a list may stand in its line, or in a bullet each."""
        return block.start in self.comparing or self.single > 1 or (bool(self.comparing) and not block.bullet)


def _group(parts: list[Block]) -> _Group:
    text = " ".join(block.text for block in parts)
    comparing = frozenset(block.start for block in parts if _counts_two(block.text))
    single = sum(bool(_shares(block.text)) for block in parts if block.start not in comparing)
    return _Group(parts, text, frozenset(_shares(text)), comparing, single)


def _is_one_of(shares: frozenset[float], percentage: re.Match[str]) -> bool:
    """Whether a percentage is one of these shares, rounded as it may be."""
    number = percentage["number"]
    if not number:
        return False
    step = 5.0 if percentage["rough"] else 10.0 ** -len(number.partition(".")[2])
    return any(abs(share - _value(number)) < step for share in shares)


def _holding(voice: Voice, sign: re.Pattern[str]) -> Iterator[tuple[Text, _Group, list[tuple[Block, Sentence]]]]:
    """The paragraphs and lists that hold a sign (in lower case), each with the sentences that do."""
    for text in voice.texts:
        for parts in _together(text.blocks) if sign.search(text.raw.lower()) else ():
            held = [(block, sentence) for block in parts for sentence in block.sentences if sign.search(sentence.own.lower())]
            if held:
                yield text, _group(parts), held


@rule(
    "bare-percentage",
    "error",
    'Write how many of how many: "8 of 12 people", with the other group beside it; a percentage in brackets behind. Where there is no'
    ' other group, say so ("no comparison group").',
)
def _bare_percentage(desk: Desk) -> Iterator[Finding]:
    """A percentage of people stands without the count that it is the share of, or without a comparison."""
    measures, uncompared = phrases(desk.rules.words.measures).pattern, phrases(desk.rules.words.uncompared).pattern
    for voice in desk.voices:
        for text, group, held in _holding(voice, _SIGN):
            alone = not uncompared.search(group.text)
            for block, sentence in held:
                own = _CONFIDENCE.sub(" ", sentence.own)
                percentages = [] if _of_a_thing(text, own, measures) else list(_PERCENT.finditer(own))
                bare = next((found for found in percentages if not _is_one_of(group.shares, found)), None)
                if bare or (percentages and alone and not group.backs(block)):
                    found = bare or percentages[0]
                    what = "without its comparison" if not bare else "that no count beside it makes" if group.shares else "without a count"
                    around = own[max(0, found.start() - 20) : found.end() + 20].strip()
                    yield found_in(voice, text, sentence, found[0], f'a percentage {what}: "{around}"')


def _of_a_thing(text: Text, sentence: str, measures: re.Pattern[str]) -> bool:
    """Whether a sentence, or the name of its fact, measures a thing (a solution, a price) and speaks of no people."""
    return bool(measures.search(f"{text.path[-1]}: {sentence}")) and not _PEOPLE.search(sentence)


@rule("relative-figure", "error", "Give both counts beside it, or say that the source gives no absolute numbers.")
def _relative_figure(desk: Desk) -> Iterator[Finding]:
    """A relative figure ("twice as likely") stands without the two counts behind it."""
    measures, unknown = phrases(desk.rules.words.measures).pattern, phrases(desk.rules.words.unknown).pattern
    for voice in desk.voices:
        for text, group, held in _holding(voice, _RELATIVE_SIGN):
            figures = [(block, sentence, _RELATIVE.search(sentence.own)) for block, sentence in held]
            silent = not any(_uncounted(sentence, unknown) for block in group.blocks for sentence in block.sentences)
            for block, sentence, found in figures if silent else ():
                if found and not (_of_a_thing(text, sentence.own, measures) or group.backs(block)):
                    yield found_in(voice, text, sentence, found[0], f'"{found[0]}" without the counts behind it')


def _uncounted(sentence: Sentence, unknown: re.Pattern[str]) -> bool:
    """Whether a sentence says of numbers that they are not known."""
    return bool(_NUMBERS.search(sentence.text) and unknown.search(sentence.text))


@rule("one-in-x", "error", 'Write "10 of 100 people": the same whole in every figure.')
def _one_in_x(desk: Desk) -> Iterator[Finding]:
    """A chance is written "1 in x", which people misjudge."""
    for voice in desk.voices:
        for text, sentence, each in hits(voice, _ONE_IN) if {"1", "one"} & voice.vocabulary else ():
            found = next(each, None)
            if found:
                yield found_in(voice, text, sentence, found[0], f'"{found[0]}" is hard to picture; write x of n people')


@rule("more-than-all", "error", "Correct the numbers.")
def _more_than_all(desk: Desk) -> Iterator[Finding]:
    """A count is larger than the whole it is out of."""
    for voice in desk.voices:
        for text, block in ((each, block) for each in voice.texts for block in each.blocks):
            for found in _OVER.finditer(block.text) if _OF_SO_MANY.search(block.text) else ():
                if _value(found[1]) > _value(found[2]):
                    message = f'"{found[0]}" counts more people than there are'
                    yield Finding(text.path, message, voice.subject, at(text, block), found[0])


@rule("frequency-word", "warning", "Put the number into the sentence, or say that how often is not known.")
def _frequency_word(desk: Desk) -> Iterator[Finding]:
    """A word for how often ("common", "rare") stands without a number of people."""
    vague, unknown = phrases(desk.rules.words.frequency), phrases(desk.rules.words.unknown).pattern
    for item in desk.answers():
        for text in item.prose() if vague.among(item.vocabulary) else ():
            for block in text.blocks:
                for sentence, following in zip(block.sentences, (*block.sentences[1:], None), strict=True):
                    # A colon leads on to the number.
                    whole = sentence.text + (following.text if following and sentence.text.endswith(":") else "")
                    found = vague.pattern.search(_SHARED.sub(" ", sentence.own))
                    if found and not _NUMBER.search(_NO_COUNT.sub(" ", whole)) and not unknown.search(whole):
                        message = f'"{found[0]}" without a number: {shortened(sentence.text)}'
                        yield Finding(text.path, message, item.entry.id, at(text, sentence), found[0])
