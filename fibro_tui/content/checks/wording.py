"""Rules about how an answer says it: no words that sell or tell what to do, sentences that a tired person can read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from fibro_tui.content.checks import FAR, LIBRARY, Desk, Finding, Item, Text, at, denied, found_in, hits, rule, shortened
from fibro_tui.content.reading import Measure, measure, phrases, pooled, syllables, terms, words

# "Is it a cure?" asks; "Why is it a cure?" takes it for one.
_ASKS = re.compile(r"\W*(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|may|might|should)\b.*\?\W*", re.IGNORECASE)
# "Ask whether you should" only asks; "You must be over 18" says who may take part.
_ASKED = re.compile(r"\b(?:whether|if|what|when|where|which|how(?: \w+)?) $", re.IGNORECASE)
_ELIGIBLE = re.compile(r" be (?:over|under|at least|aged|older|younger|\d)", re.IGNORECASE)
# Below so many words, one long name sways a grade by years.
WORTH_GRADING = 100
_FORM = re.compile(r"^#{1,6} |^[ ]{0,3}\||!\[|</?[a-zA-Z]\w{0,20}(?: ?/| [^<>]{0,200}=[^<>]{0,200})?>|(?<![(\"])https?://", re.MULTILINE)


@rule(
    "sales-word", "error", "Say what was found instead; a claim that is checked may quote the word, a question may ask, a no may deny it."
)
def _sales_word(desk: Desk) -> Iterator[Finding]:
    """A word that sells stands outside quotation marks, and nothing denies it."""
    sells, hedges = phrases(desk.rules.words.sales), phrases(desk.rules.words.hedges).pattern
    for voice in desk.voices:
        for text, sentence, each in hits(voice, sells.pattern) if not voice.claims and sells.among(voice.vocabulary) else ():
            found = next((hit for hit in each if not denied(sentence.own, hit, hedges)), None)
            if found and not _ASKS.fullmatch(sentence.own):
                yield found_in(voice, text, sentence, found[0], f'"{found[0]}" is a word that sells')


@rule("advice", "error", 'Say what was found, or what people are told to ask ("Ask your clinician ...").')
def _advice(desk: Desk) -> Iterator[Finding]:
    """A text tells the reader what to do."""
    told = phrases(desk.rules.words.advice)
    for voice in desk.voices:
        for text, sentence, each in hits(voice, told.pattern) if told.among(voice.vocabulary) else ():
            found = next((hit for hit in each if not _spares(sentence.own, hit)), None)
            if found:
                yield found_in(voice, text, sentence, found[0], f'"{found[0]}" tells the reader what to do')


def _spares(sentence: str, found: re.Match[str]) -> bool:
    """Whether the words only ask ("whether you should"), or say who may take part."""
    return bool(_ASKED.search(sentence, max(0, found.start() - FAR), found.start()) or _ELIGIBLE.match(sentence, found.end()))


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
