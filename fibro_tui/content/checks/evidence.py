"""Rules about what an answer rests on: its certainty, its reasons, its sources, who gains, and whether both sides are told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from fibro_tui.content.checks import LIBRARY, Desk, Finding, Item, Text, at, denied, rule, shortened
from fibro_tui.content.marks import marks
from fibro_tui.content.model import Reference, Study
from fibro_tui.content.reading import Block, phrases, unmarked, words
from fibro_tui.content.rules import Rules

# "8 of 12", "25 in every 100", "$600"
_COUNT = re.compile(r"(?<![\w.,])\d[\d,]{0,11} (?:of|out of|in every|in each) (?:the )?\d[\d,]{0,11}|[$£€] ?\d")
# What a study will do claims nothing, nor does a question: "a trial will end in 2027", "what it does is not known".
_NO_CLAIM = re.compile(r"\b(?:(?:trials?|study|studies|research|results?)|(?:what|how|why)\b[^,;:]{0,60}) $", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s<>\"]+")
# What is meant for a link or a citation, and shown as it is written: [words]( #id ), [see @reference], @reference-id.
_NO_LINK = re.compile(r"\S{0,40}\]\(\S{0,40}")
_NO_CITATION = re.compile(r"\[[^\[\]]{0,200}(?<!\w)@[^\[\]]{0,200}\]|(?<!\w)@[a-z0-9]{1,40}-[a-z0-9-]{1,80}")


@rule("no-certainty", "error", "Give the answer a level of the certainty scale.")
def _no_certainty(desk: Desk) -> Iterator[Finding]:
    """An answer does not say how sure it is."""
    return (
        Finding(item.path, "this answer does not say how sure it is", item.entry.id) for item in desk.answers() if not item.entry.certainty
    )


@rule("no-reasons", "error", "Name under `because` what makes the answer less than sure.")
def _no_reasons(desk: Desk) -> Iterator[Finding]:
    """An answer that is less than sure does not say why."""
    for item in desk.answers():
        if item.entry.certainty in desk.rules.graded[1:] and not item.entry.because:
            yield Finding((*item.path, "certainty"), f'"{item.entry.certainty}" without a reason under because', item.entry.id)


@rule("needless-reasons", "error", "Take the reasons out, or lower the certainty.")
def _needless_reasons(desk: Desk) -> Iterator[Finding]:
    """An answer names reasons against its certainty, yet its level is one that none can lower."""
    for item in desk.answers():
        if item.entry.because and item.entry.certainty and item.entry.certainty not in desk.rules.graded[1:]:
            message = f'"{item.entry.certainty}" with reasons ({", ".join(item.entry.because)}) that would lower it'
            yield Finding((*item.path, "because"), message, item.entry.id)


@rule("no-population", "error", "Say under `population` whom it was studied in.")
def _no_population(desk: Desk) -> Iterator[Finding]:
    """An answer does not say whom it was studied in."""
    return (
        Finding(item.path, "this answer does not say whom it was studied in", item.entry.id)
        for item in desk.answers()
        if not item.entry.population
    )


@rule("indirect-population", "error", "Add the reason for indirect evidence to `because`, or mend the population.")
def _indirect_population(desk: Desk) -> Iterator[Finding]:
    """The evidence comes from other people than the library is about, and the reasons do not say so."""
    target = desk.rules.population
    if not target:
        return
    for item in desk.answers():
        entry = item.entry
        if entry.population and entry.certainty in desk.rules.graded and desk.rules.indirect not in entry.because:
            studied = re.sub(r"(?<!and )(?<!or )\b(?:not|without|no)\b[^,;.]{0,400}", "", entry.population, flags=re.IGNORECASE)
            if target.lower() not in studied.lower():
                message = f'studied in {shortened(entry.population)}, which is not {target}; because needs "{desk.rules.indirect}"'
                yield Finding((*item.path, "population"), message, entry.id)


@rule("no-body", "error", "Write the body: the detail, with its sources.")
def _no_body(desk: Desk) -> Iterator[Finding]:
    """An answer has no body, so nothing backs its short answer."""
    return (Finding(item.path, "this answer has no body", item.entry.id) for item in desk.answers() if not item.entry.body)


@rule("no-sources", "error", "List the references that the answer rests on under `sources`.")
def _no_sources(desk: Desk) -> Iterator[Finding]:
    """An answer names no source, or only such as speak against it."""
    for item in desk.answers():
        if all(citation.says == "against" for citation in item.entry.sources):
            what = "all its sources speak against this answer" if item.entry.sources else "this answer names no source"
            yield Finding(item.path, what, item.entry.id)


@rule(
    "uncited-statement",
    "error",
    "End the paragraph or bullet with the reference that says so, [@reference-id]; a story may link to an answer.",
)
def _uncited_statement(desk: Desk) -> Iterator[Finding]:
    """A paragraph or bullet of an answer cites no reference; or a count or a price, in a story or in what is not known, has no source."""
    for item in desk.items:
        for text, block in (*_unbacked(item), *_uncounted(item)):
            yield Finding(text.path, f"no source for {shortened(block.text)}", item.entry.id, at(text, block))


def _unbacked(item: Item) -> Iterator[tuple[Text, Block]]:
    """The paragraphs and bullets of an answer that cite nothing; a line that only opens a list is cited by its bullets."""
    blocks = item.body.blocks if item.answers else []
    for block, following in zip(blocks, (*blocks[1:], None), strict=False):
        opens = block.text.endswith(":") and following and following.bullet
        if not block.cites and words(block.text) and not opens:
            yield item.body, block


def _uncounted(item: Item) -> Iterator[tuple[Text, Block]]:
    """Counts and prices beside the answers, without a source or a link; one that the entry's cited text has too is backed by that."""
    texts = () if item.section.kind == "glossary" else (item.unknown,) if item.answers else (item.body, item.unknown)
    for text, block in ((each, block) for each in texts for block in each.blocks):
        found = None if block.cites or "](" in at(text, block) else _COUNT.search(block.own)
        if found and not any(found[0] in other.text for other in item.body.blocks if other.cites):
            yield text, block


def _cited(item: Item) -> dict[str, str]:
    """The references that the entry's text cites, each with the words to find it by."""
    return {name: at(text, block) for text in item.prose() for block in reversed(text.blocks) for name in block.cites}


@rule("dead-citation", "error", "Cite a reference that the library has, as [@reference-id; @another], or add it.")
def _dead_citation(desk: Desk) -> Iterator[Finding]:
    """A citation in a text points to no reference, or is in no form that is shown as one."""
    for item, text in _texts_with(desk, "@"):
        for block in text.blocks:
            for name in block.cites:
                if name not in desk.references:
                    yield Finding(text.path, f'no reference has the id "{name}"', item.entry.id, at(text, block))
            raw = at(text, block)
            for found in _NO_CITATION.finditer(unmarked(raw)) if raw.count("@") > len(block.cites) else ():
                yield Finding(text.path, f"{shortened(found[0])} is shown as it stands, and not as a citation", item.entry.id, found[0])


def _texts_with(desk: Desk, sign: str) -> Iterator[tuple[Item, Text]]:
    return ((item, text) for item in desk.items for text in item.shown() if sign in text.raw)


@rule("unlisted-citation", "error", "Add the reference to the entry's sources, with what it says of the answer.")
def _unlisted_citation(desk: Desk) -> Iterator[Finding]:
    """An entry cites a reference, in its text or a figure, that its sources do not list."""
    for item in desk.items:
        listed = {citation.ref for citation in item.entry.sources}
        for name, place in _cited(item).items():
            if name not in listed and name in desk.references:
                yield Finding(item.body.path, f'"{name}" is cited, and not among the sources', item.entry.id, place)
        for k, figure in enumerate(item.entry.figures):
            for name in figure.source:
                if name not in listed:
                    message = f'the figure\'s source "{name}" is not among the sources'
                    yield Finding((*item.path, "figures", k, "source"), message, item.entry.id)


@rule("unused-source", "error", "Cite the source where the text uses it, or take it out.")
def _unused_source(desk: Desk) -> Iterator[Finding]:
    """A source is listed, and neither the text nor a figure cites it."""
    for item in desk.answers():
        used = set(_cited(item)) | {name for figure in item.entry.figures for name in figure.source}
        for k, citation in enumerate(item.entry.sources):
            if citation.ref not in used:
                message = f'the source "{citation.ref}" is cited nowhere in the text'
                yield Finding((*item.path, "sources", k), message, item.entry.id)


@rule("orphan-reference", "warning", "Cite the reference in an entry, or take it out.")
def _orphan_reference(desk: Desk) -> Iterator[Finding]:
    """A reference stands in the bibliography and no entry uses it."""
    used = {citation.ref for item in desk.items for citation in item.entry.sources}
    used |= {name for item in desk.items for figure in item.entry.figures for name in figure.source}
    used |= {name for item in desk.items for name in _cited(item)}
    for i, reference in enumerate(desk.library.references):
        if reference.id not in used:
            yield Finding(("references", i), f'no entry uses the reference "{reference.id}"', reference.id)


@rule("dead-link", "error", "Point the link to an entry, [words](#entry-id), or to an http or https address.")
def _dead_link(desk: Desk) -> Iterator[Finding]:
    """A link in a text points to no entry, to no http or https address, or is in no form that is shown as one."""
    known = {item.entry.id for item in desk.items}
    for item, text in _texts_with(desk, "]("):
        for target, place in _links(text):
            if target.startswith("#") and target[1:] not in known:
                yield Finding(text.path, f'no entry has the id "{target[1:]}"', item.entry.id, place)
            elif not target.startswith("#") and not _WEB.fullmatch(target):
                yield Finding(text.path, f"a link goes to #entry-id or to http(s), not to {shortened(target)}", item.entry.id, place)
        for found in (hit for block in text.blocks for hit in _NO_LINK.finditer(unmarked(at(text, block)))):
            yield Finding(text.path, f"{shortened(found[0])} is shown as it stands, and not as a link", item.entry.id, found[0])


def _links(text: Text) -> Iterator[tuple[str, str]]:
    """Where the links of a text lead, each with the words to find it by."""
    return ((mark["target"], mark[0]) for block in text.blocks for mark in marks(at(text, block)) if mark["target"])


@rule("strong-verb", "error", "Use the verb that the certainty allows, or raise the certainty if the evidence carries it.")
def _strong_verb(desk: Desk) -> Iterator[Finding]:
    """A short answer says it more strongly than its certainty allows."""
    avoided = {level: phrases(listed) for level, listed in _avoided(desk).items()}
    hedges = phrases(desk.rules.words.hedges).pattern
    for item in desk.answers():
        strong = avoided.get(item.entry.certainty)
        for sentence in item.short.sentences() if strong and strong.among(item.vocabulary) else ():
            for found in strong.pattern.finditer(sentence.own) if strong else ():
                if not denied(sentence.own, found, hedges) and not _NO_CLAIM.search(sentence.own[: found.start()]):
                    message = f'"{found[0]}" is too strong a word for an answer of certainty "{item.entry.certainty}"'
                    yield Finding(item.short.path, message, item.entry.id, at(item.short, sentence))


def _avoided(desk: Desk) -> dict[str, tuple[str, ...]]:
    """The words too strong for each level: its own, and those of the graded levels above it on the scale."""
    avoided: dict[str, tuple[str, ...]] = {}
    above: tuple[str, ...] = ()
    for level in desk.library.certainty:
        graded = level.id in desk.rules.graded
        # A level that grades nothing and lists nothing is one of record: a law, a definition.
        avoided[level.id] = (*above, *level.avoid) if graded or level.avoid else ()
        above = avoided[level.id] if graded else above
    return avoided


@rule("certainty-over-design", "error", "Lower the certainty, or add the stronger source that carries it.")
def _certainty_over_design(desk: Desk) -> Iterator[Finding]:
    """The certainty is stronger than the best design among the sources that support the answer can carry."""
    graded = desk.rules.graded
    for item in desk.answers():
        certainty, backing = item.entry.certainty, _backing(desk, item, "supports")
        best = min((_carries(desk.rules, reference.custom) for reference in backing), default=len(graded) - 1)
        if certainty in graded and graded.index(certainty) < best and item.entry.sources:
            designs = ", ".join(sorted({reference.custom.design for reference in backing} - {""})) or "none is known"
            message = f'"{certainty}" is more than the designs of what supports it carry ({designs}): "{graded[best]}" at most'
            yield Finding((*item.path, "certainty"), message, item.entry.id)


def _backing(desk: Desk, item: Item, stance: str) -> list[Reference]:
    """The references that an entry lists with this stance."""
    return [desk.references[c.ref] for c in item.entry.sources if c.says == stance and c.ref in desk.references]


def _carries(rules: Rules, study: Study) -> int:
    """The strongest of the graded levels, by its place, that such a study can carry; a small one carries none of the first."""
    weakest = len(rules.graded) - 1
    level = rules.ceilings.get(study.design)
    small = 0 < study.n < rules.limits.small_study
    return max(rules.graded.index(level) if level in rules.graded else weakest, min(small, weakest))


@rule("retracted-support", "error", "Take the source out, or say that it was retracted and let it support nothing.")
def _retracted_support(desk: Desk) -> Iterator[Finding]:
    """A retracted or withdrawn source supports an answer."""
    for item in desk.items:
        for k, citation in enumerate(item.entry.sources):
            reference = desk.references.get(citation.ref)
            if reference and reference.custom.status in ("retracted", "withdrawn") and citation.says == "supports":
                yield Finding((*item.path, "sources", k), f'"{citation.ref}" was {reference.custom.status}', item.entry.id)


@rule("seller-alone", "error", "Add a source that gains nothing from a yes, or lower what the answer claims.")
def _seller_alone(desk: Desk) -> Iterator[Finding]:
    """Only those who sell or make something support what the answer says of it."""
    sellers, sections = set(desk.rules.sellers), desk.rules.seller_sections
    for item in desk.answers() if sellers else ():
        backing = _backing(desk, item, "supports") or _backing(desk, item, "mixed")
        within = not sections or item.section.id in sections
        if within and backing and all(reference.custom.interest in sellers for reference in backing):
            message = f"only sellers or makers support this: {', '.join(reference.id for reference in backing)}"
            yield Finding((*item.path, "sources"), message, item.entry.id)


@rule("unsaid-seller", "warning", "Say beside the statement that its source sells or makes what it speaks of.")
def _unsaid_seller(desk: Desk) -> Iterator[Finding]:
    """A statement rests on sellers or makers alone, and the answer says nowhere that they are."""
    sellers, told = set(desk.rules.sellers), phrases(desk.rules.words.seller).pattern
    for item in desk.answers() if sellers else ():
        said: set[str] = set()
        alone: dict[str, Block] = {}
        lead = False
        for block in item.body.blocks:
            # What opens a list speaks for its bullets.
            lead = (lead and block.bullet) or bool(told.search(block.text))
            gains = [name for name in block.cites if name in desk.references and desk.references[name].custom.interest in sellers]
            said.update(gains if lead else ())
            if gains and len(gains) == len(block.cites):
                alone.update({name: block for name in gains if name not in alone})
        silent = {name: block for name, block in alone.items() if name not in said}
        for block in dict.fromkeys(silent.values()):
            names = ", ".join(name for name, first in silent.items() if first is block)
            message = f"this rests on {names} alone, and nothing says that they sell or make it: {shortened(block.text)}"
            yield Finding(item.body.path, message, item.entry.id, at(item.body, block))


@rule("thin-harms", "warning", "Tell the harms in as much detail as the benefits.")
def _thin_harms(desk: Desk) -> Iterator[Finding]:
    """The harms are told in fewer words than the benefits, an entry or in all, beyond the ratio that the library allows."""
    benefits, harms = _lengths(desk, desk.rules.benefits), _lengths(desk, desk.rules.harms)
    first = next((i for i, section in enumerate(desk.library.sections) if section.id in desk.rules.harms), 0)
    for what, measure in (("an entry has, on average,", _mean), ("all entries have", sum)):
        good, bad = measure(benefits), measure(harms)
        if good > desk.rules.limits.harm_ratio * bad:
            yield Finding(("sections", first), f"of the harms {what} {bad:.0f} words, of the benefits {good:.0f}", LIBRARY)
            return


def _lengths(desk: Desk, sections: tuple[str, ...]) -> list[int]:
    return [sum(len(text.raw.split()) for text in item.prose()) for item in desk.items if item.section.id in sections]


def _mean(lengths: list[int]) -> float:
    return sum(lengths) / len(lengths) if lengths else 0.0


@rule("unbalanced-stories", "error", "Add stories of the other kind or take some out: as many helped as mixed as did not help.")
def _unbalanced_stories(desk: Desk) -> Iterator[Finding]:
    """A section of stories tells of one outcome more often than of another."""
    for i, section in enumerate(desk.library.sections):
        if section.kind == "stories":
            counts = Counter({"helped": 0, "mixed": 0, "did-not-help": 0})
            counts.update(entry.outcome for entry in section.entries if entry.outcome)
            if max(counts.values()) - min(counts.values()) > 1:
                told = ", ".join(f"{count} {name}" for name, count in counts.items())
                yield Finding(("sections", i, "title"), f"stories out of balance: {told}", section.id)


@rule("story-without-outcome", "error", "Say under `outcome` how it went for that person.")
def _story_without_outcome(desk: Desk) -> Iterator[Finding]:
    """A story does not say how it went."""
    for item in desk.items:
        if item.section.kind == "stories" and not item.entry.outcome:
            yield Finding(item.path, "this story does not say how it went (outcome)", item.entry.id)


@rule("story-without-answer", "error", "Link the story, under `see` or in its text, to the answer that has the numbers.")
def _story_without_answer(desk: Desk) -> Iterator[Finding]:
    """A story leads to no answer that has the numbers on the same point."""
    answers = {item.entry.id for item in desk.answers()}
    for item in desk.items:
        if item.section.kind == "stories" and answers.isdisjoint((*item.entry.see, *(to[1:] for to, _ in _links(item.body)))):
            yield Finding(item.path, "this story leads to no answer (see)", item.entry.id)


@rule("bare-figure", "warning", "Give the figure its caution and the people it is about.")
def _bare_figure(desk: Desk) -> Iterator[Finding]:
    """A figure does not say whom it is about, shows a small study without a caution, or one group without a word on the other."""
    uncompared = phrases(desk.rules.words.uncompared).pattern
    for item in desk.items:
        for k, figure in enumerate(item.entry.figures):
            of = figure.people.get("of", 0)
            if 0 < of < desk.rules.limits.small_study and not figure.caution:
                yield Finding((*item.path, "figures", k), f"a figure of {of} people without a caution", item.entry.id)
            if len(figure.people) == 2 and not uncompared.search(f"{figure.caution} {figure.who}"):
                message = 'a figure of one group; its caution says that there is no other ("no comparison group")'
                yield Finding((*item.path, "figures", k), message, item.entry.id)
            if not figure.who:
                yield Finding((*item.path, "figures", k), "a figure that does not say whom it is about (who)", item.entry.id)


@rule("inflated-figure", "warning", "Show a small study's true number: `of`, not `per`; and no group larger than the study.")
def _inflated_figure(desk: Desk) -> Iterator[Finding]:
    """A figure shows a group larger than its study, or a rate per hundred from a small study."""
    for item in desk.items:
        for k, figure in enumerate(item.entry.figures):
            sizes = [desk.references[name].custom.n for name in figure.source if name in desk.references]
            whole, of, per = sum(sizes), figure.people.get("of", 0), figure.people.get("per", 0)
            if sizes and all(sizes) and (of > whole or (per > whole and whole < desk.rules.limits.small_study)):
                yield Finding((*item.path, "figures", k), f"a figure of {of or per} people from a study of {whole}", item.entry.id)


@rule("missing-fact", "error", 'Fill every fact of the section; "not known" is a fact too.')
def _missing_fact(desk: Desk) -> Iterator[Finding]:
    """An entry leaves a hole in its section's comparison table."""
    for item in desk.items:
        missing = [name for name in item.section.facts if name not in item.entry.facts]
        if missing:
            where = (*item.path, "facts") if item.entry.facts else item.path
            yield Finding(where, f"facts missing: {', '.join(missing)}", item.entry.id)


@rule("nothing-unknown", "warning", "Say in one entry of the section what is not known.")
def _nothing_unknown(desk: Desk) -> Iterator[Finding]:
    """A section of answers never says what is not known."""
    for i, section in enumerate(desk.library.sections):
        if section.kind in ("answers", "claims") and section.entries and not any(entry.unknown for entry in section.entries):
            yield Finding(("sections", i, "title"), f'no entry of "{section.id}" says what is not known', section.id)
