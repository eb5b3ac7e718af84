"""Rules about how an answer says it: numbers that can be pictured, no words that sell, sentences that a tired person can read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from fibro_tui.content.checks import LIBRARY, Desk, Finding, Item, Text, at, rule, shortened
from fibro_tui.content.reading import Measure, measure, phrases, pooled, syllables, terms, words

_SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
)
_COUNT = rf"(?:\d[\d,.]{{0,11}}|{_SMALL}|none|half|all)"
# "8 of 12", "three of the 28", "25 in every 100", "10 more people in every 100"
_ABSOLUTE = re.compile(
    rf"\b{_COUNT} (?:more |fewer |extra )?(?:people |women |men |adults )?(?:more |fewer )?"
    rf"(?:of|out of|in every|in each|per|in) (?:the |all |every |its |their )?(?:\d[\d,]{{0,11}}|{_SMALL}|hundred|thousand)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\d\s?(?:%|per ?cent\b|percent\b|percentage points?\b)|\b(?:per ?cent|percent)\b", re.IGNORECASE)
# The true count may carry its percentage: "8 of 12 people (67%)" or "67% (8 of 12)"; a confidence level is no result.
_PAIRED = re.compile(
    rf"{_ABSOLUTE.pattern}[^()%]{{0,40}}\((?:about )?\d[\d.,]{{0,8}} ?%\)"
    rf"|\d[\d.,]{{0,8}} ?% \((?:about )?{_ABSOLUTE.pattern}[^()%]{{0,40}}\)"
    r"|\b\d{2}(?:\.\d)? ?% (?:CI|confidence|credible|certain)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"\b(?:(?:twice|thrice|(?:\d[\d.,]{{0,8}}|{_SMALL}|several) times) (?:as (?:likely|often|common|many|frequent|high|great)"
    r"|more|less|fewer|higher|lower|greater|likelier|the (?:risk|odds|chance|chances|rate|number))|half as (?:likely|many|often)"
    rf"|(?:doubl|tripl|halv|quadrupl)(?:e|es|ed|ing) (?:the|your|their|its) (?:risk|odds|chance|chances|rate)"
    rf"|(?:\d[\d.,]{{0,8}}|{_SMALL})[- ]?fold (?:increase|decrease|rise|fall|drop|higher|lower|more|less|greater|risk|odds|chance))\b",
    re.IGNORECASE,
)
_ONE_IN = re.compile(
    rf"\b(?:1|one) in (?:(?!(?:19|20)\d\d\b)\d[\d,]{{0,11}}|{_SMALL}|a hundred|a thousand)\b(?! every| each)", re.IGNORECASE
)
_RELATIVE_WORDS = frozenset(["times", "twice", "thrice", "half", "fold"])
_NUMBER = re.compile(rf"\d|\b(?:{_SMALL}|half|third|thirds|quarter|quarters|hundred|thousand|none of|all of)\b", re.IGNORECASE)
# "one" alone is no count: "one common harm".
_LONE_ONE = re.compile(r"\bone\b(?! (?:of|in|out)\b)", re.IGNORECASE)
_SHARED = re.compile(r"\bin common\b|\bcommon (?:sense|cold|name|names|ground)\b|\bhow (?:common|often|rare)\b", re.IGNORECASE)
# An age is no whole: "people of 60 and over", "women of 18 to 60".
_OVER = re.compile(r"(?<![\d.,])(\d{1,9}) (?:of|out of|in every) (?:the |all )?(\d{1,9})\b(?![,.]?\d| and| or| to| years|-)")
# Below so many words, one long name sways a grade by years.
WORTH_GRADING = 100
_FORM = re.compile(r"^#{1,6} |^[ ]{0,3}\||!\[|</?[a-zA-Z][^<>]{0,200}>|(?<![(\"])https?://", re.MULTILINE)


def _sentences_with(item: Item, texts: tuple[Text, ...], pattern: re.Pattern[str]) -> Iterator[Finding]:
    """Each sentence in which the pattern stands outside quotation marks, with what was found."""
    for text in texts:
        for block in text.blocks:
            if pattern.search(block.own):
                for sentence in block.sentences:
                    found = pattern.search(sentence.own)
                    if found:
                        yield Finding(text.path, found[0], item.entry.id, at(text, sentence))


@rule(
    "bare-percentage",
    "error",
    'Write how many of how many: "8 of 12 people", with the other group beside it; a percentage in brackets behind.',
)
def _bare_percentage(desk: Desk) -> Iterator[Finding]:
    """A percentage stands without the count of people it comes from."""
    for item in desk.items:
        for text in item.shown():
            for block in text.blocks if _PERCENT.search(text.raw) else ():
                left = _PAIRED.sub(" ", block.own)
                found = _PERCENT.search(left)
                if found:
                    around = left[max(0, found.start() - 20) : found.end() + 20].strip()
                    yield Finding(text.path, f'a bare percentage: "{around}"', item.entry.id, at(text, block))


@rule("relative-figure", "error", "Give both counts beside it, or say that the source gives no absolute numbers.")
def _relative_figure(desk: Desk) -> Iterator[Finding]:
    """A relative figure ("twice as likely") stands without the counts behind it."""
    excused = phrases(desk.rules.words.unknown).pattern
    for item in desk.items:
        for text in item.shown() if not _RELATIVE_WORDS.isdisjoint(item.vocabulary) else ():
            for block in text.blocks:
                found = _RELATIVE.search(block.own)
                if found and not _ABSOLUTE.search(block.text) and not excused.search(block.text):
                    yield Finding(text.path, f'"{found[0]}" without the counts behind it', item.entry.id, at(text, block))


@rule("one-in-x", "error", 'Write "10 of 100 people": the same whole in every figure.')
def _one_in_x(desk: Desk) -> Iterator[Finding]:
    """A chance is written "1 in x", which people misjudge."""
    for item in desk.items:
        for found in _sentences_with(item, item.shown(), _ONE_IN) if {"1", "one"} & item.vocabulary else ():
            yield found._replace(message=f'"{found.message}" is hard to picture; write x of n people')


@rule("more-than-all", "error", "Correct the numbers.")
def _more_than_all(desk: Desk) -> Iterator[Finding]:
    """A count is larger than the whole it is out of."""
    for item in desk.items:
        for text, found in ((each, hit) for each in item.shown() for hit in _OVER.finditer(each.raw)):
            if int(found[1]) > int(found[2]):
                yield Finding(text.path, f'"{found[0]}" counts more people than there are', item.entry.id, found[0])


@rule("frequency-word", "warning", "Put the number into the sentence, or say that how often is not known.")
def _frequency_word(desk: Desk) -> Iterator[Finding]:
    """A word for how often ("common", "rare") stands without a number."""
    vague, unknown = phrases(desk.rules.words.frequency), phrases(desk.rules.words.unknown).pattern
    for item in desk.answers():
        for text in item.prose() if vague.among(item.vocabulary) else ():
            for block in text.blocks:
                for sentence, following in zip(block.sentences, (*block.sentences[1:], None), strict=True):
                    # A colon leads on to the number.
                    whole = sentence.text + (following.text if following and sentence.text.endswith(":") else "")
                    found = vague.pattern.search(_SHARED.sub(" ", sentence.own))
                    if found and not _NUMBER.search(_LONE_ONE.sub(" ", whole)) and not unknown.search(whole):
                        message = f'"{found[0]}" without a number: {shortened(sentence.text)}'
                        yield Finding(text.path, message, item.entry.id, at(text, sentence))


@rule("sales-word", "error", "Say what was found instead; a claim that is checked may quote the word.")
def _sales_word(desk: Desk) -> Iterator[Finding]:
    """A word that sells stands outside quotation marks."""
    sells = phrases(desk.rules.words.sales)
    for item in desk.items:
        elsewhere = item.section.kind != "claims" and sells.among(item.vocabulary)
        for found in _sentences_with(item, item.shown(), sells.pattern) if elsewhere else ():
            yield found._replace(message=f'"{found.message}" is a word that sells')


@rule("advice", "error", 'Say what was found, or what people are told to ask ("Ask your clinician ...").')
def _advice(desk: Desk) -> Iterator[Finding]:
    """A text tells the reader what to do."""
    told = phrases(desk.rules.words.advice)
    for item in desk.items:
        for found in _sentences_with(item, item.shown(), told.pattern) if told.among(item.vocabulary) else ():
            yield found._replace(message=f'"{found.message}" tells the reader what to do')


@rule("long-short", "warning", "Cut the short answer to what a tired person reads once.")
def _long_short(desk: Desk) -> Iterator[Finding]:
    """A short answer is too long."""
    most = desk.rules.limits.short_words
    for item in desk.items:
        count = len(item.entry.short.split())
        if count > most:
            yield Finding(item.short.path, f"the short answer has {count} words; {most} is the most", item.entry.id)


@rule("long-sentence", "warning", "Make two sentences of it.")
def _long_sentence(desk: Desk) -> Iterator[Finding]:
    """A sentence is too long."""
    most = desk.rules.limits.sentence_words
    for item in desk.items:
        for text in item.prose():
            for sentence in text.sentences():
                count = len(words(sentence.text)) if sentence.text.count(" ") > most // 2 else 0
                if count > most:
                    message = f"a sentence of {count} words; {most} is the most: {shortened(sentence.text)}"
                    yield Finding(text.path, message, item.entry.id, at(text, sentence))


@rule("title", "warning", "Ask it as a person would: one short question.")
def _title(desk: Desk) -> Iterator[Finding]:
    """The title of an answer is no question, is too long, or stands twice."""
    most = desk.rules.limits.title_words
    seen: set[str] = set()
    for item in desk.items:
        title, path = item.entry.title, (*item.path, "title")
        if item.answers and not title.rstrip().endswith("?"):
            yield Finding(path, f"{shortened(title)} is no question", item.entry.id)
        if len(title.split()) > most:
            yield Finding(path, f"the title has {len(title.split())} words; {most} is the most", item.entry.id)
        if title.strip().lower() in seen:
            yield Finding(path, f"{shortened(title)} is another entry's title too", item.entry.id)
        seen.add(title.strip().lower())


@rule("few-aliases", "warning", "Add other ways people ask it under `also`: lay words, brand names, whole questions.")
def _few_aliases(desk: Desk) -> Iterator[Finding]:
    """An answer has too few other ways of asking for it, or one of them twice."""
    fewest = desk.rules.limits.aliases
    for item in desk.answers():
        also = [alias.strip().lower() for alias in item.entry.also]
        if len(also) < fewest:
            yield Finding((*item.path, "also"), f"{len(also)} other ways to ask it; {fewest} is the fewest", item.entry.id)
        if len(set(also)) < len(also):
            yield Finding((*item.path, "also"), "one of the other ways to ask it stands there twice", item.entry.id)


@rule("many-bullets", "warning", "Make two lists or two entries of it.")
def _many_bullets(desk: Desk) -> Iterator[Finding]:
    """An answer has too many bullets in a row."""
    most = desk.rules.limits.bullets
    for item in desk.items:
        run = 0
        for block in item.body.blocks:
            run = run + 1 if block.bullet else 0
            if run == most + 1:
                yield Finding(item.body.path, f"more than {most} bullets in a row", item.entry.id, at(item.body, block))


@rule("markdown-form", "error", "Use paragraphs, lists, bold, emphasis, links and citations only.")
def _markdown_form(desk: Desk) -> Iterator[Finding]:
    """A text holds a heading, a table, an image, HTML or a raw web address, which no view of a library shows."""
    for item in desk.items:
        for text in item.prose():
            found = _FORM.search(text.raw)
            if found:
                yield Finding(text.path, f"{shortened(found[0].strip())} is no Markdown that is shown here", item.entry.id, found[0])


@rule("glossary-gap", "warning", "Explain the word in the glossary, use a plainer one, or list it under rules: words: easy.")
def _glossary_gap(desk: Desk) -> Iterator[Finding]:
    """A hard word stands in several answers and the glossary does not explain it."""
    limits, listed, names = desk.rules.limits, desk.rules.words, glossary(desk)
    known = {_singular(word.lower()) for name in (*names, *listed.easy) for word in words(name) if word == name}
    # A name of several words explains them where they stand together.
    together = phrases(tuple(name for name in names if " " in name)).pattern
    short = phrases(listed.hard)
    first: dict[str, tuple[Text, str]] = {}
    counts: Counter[str] = Counter()
    for item in desk.answers():
        hard = {word for word in item.vocabulary if _is_hard(word, limits.hard_syllables) or short.pattern.fullmatch(word)}
        unknown = {word: _singular(word) for word in hard if _singular(word) not in known}
        places = {name: place for word, name in unknown.items() if (place := _spoken(item, word, together))}
        counts.update(places.keys())
        first = places | first
    for word, count in counts.items():
        if count >= limits.hard_entries:
            text, spoken = first[word]
            yield Finding(text.path, f'"{word}" stands in {count} answers and not in the glossary', word, spoken)


def _is_hard(word: str, least: int) -> bool:
    return len(word) > 6 and word.isalpha() and syllables(_singular(word)) >= least


def _spoken(item: Item, word: str, together: re.Pattern[str]) -> tuple[Text, str] | None:
    """Where an entry uses a word alone and in lower case; with a capital it is taken for a name."""
    blocks = ((text, block.text) for text in item.prose() for block in text.blocks if word in block.text)
    return next(((text, word) for text, told in blocks if word in together.sub(" ", told)), None)


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word if word.endswith(("ss", "sis", "us", "itis")) else word.removesuffix("s")


def glossary(desk: Desk) -> list[str]:
    """The words that the glossary explains, in all their forms."""
    return [name for item in desk.items if item.section.kind == "glossary" for name in (item.entry.title, *item.entry.also)]


@rule("reading-grade", "warning", "Shorten sentences and words; the glossary's terms do not count.")
def _reading_grade(desk: Desk) -> Iterator[Finding]:
    """A section, or the short answers together, are harder to read than the library allows (Flesch-Kincaid, glossary terms masked)."""
    limits = desk.rules.limits
    for i, (name, masked, raw) in enumerate(grade_rows(desk), start=-1):
        limit = limits.section_grade if name else limits.short_grade
        if masked.words >= WORTH_GRADING and masked.grade() > limit:
            what = f'the section "{name}"' if name else "all short answers together"
            message = f"{what}: grade {masked.grade():.1f} (raw {raw.grade():.1f}); the limit is {limit:g}"
            yield Finding(("sections", i, "title") if name else ("sections",), message, name or LIBRARY)


def grade_rows(desk: Desk) -> list[tuple[str, Measure, Measure]]:
    """The measures, masked and raw, of all short answers together (as "") and of each section."""
    masked = terms(glossary(desk))
    pairs: dict[str, list[tuple[Measure, Measure]]] = {"": [], **{section.id: [] for section in desk.library.sections}}
    for item in desk.items:
        short = measure(item.short.sentences(), masked)
        if item.section.kind == "answers":
            pairs[""].append(short)
        pairs[item.section.id].extend((short, *(measure(text.sentences(), masked) for text in (item.body, item.unknown))))
    return [(name, pooled(pair[0] for pair in rows), pooled(pair[1] for pair in rows)) for name, rows in pairs.items()]
